import { type ReactElement, useState } from 'react';
import { callApi, keep } from '../../../ui/api/call.ts';
import { useWrite } from '../../../ui/api/use-api.ts';
import { Button } from '../../../ui/dialog.tsx';
import { FileButton } from '../../../ui/file-button.tsx';
import { FieldForm } from '../../../ui/form/field-form.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import type { LetterWhole } from '../contract.ts';
import { lettersContract } from '../contract.ts';
import { lettersTexts } from './texts.ts';

type Delivery = LetterWhole['deliveries'][number];

/** To whom it went and what they answered; one's own answer is written here. */
export function Answers(props: { readonly letter: LetterWhole }): ReactElement {
  const { letter } = props;
  const say = useTexts(lettersTexts);
  const open = letter.state === 'delivered' && letter.kind === 'reminder';
  return (
    <section className="letters-card" aria-label={say('addressees')}>
      <h2>{say('addressees')}</h2>
      {letter.due === null ? null : (
        <p>
          {say('due')} <b>{letter.due}</b>
        </p>
      )}
      <ul className="letters-answers">
        {letter.deliveries.map((each) => (
          <li key={each.addressee}>
            <Given letter={letter} delivery={each} />
            {open && each.mine && each.answeredOn === null ? (
              <Answer id={letter.id} addressee={each.addressee} />
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Given(props: { readonly letter: LetterWhole; readonly delivery: Delivery }): ReactElement {
  const { letter, delivery } = props;
  const { addressee, name, answeredOn, answer, file } = delivery;
  const say = useTexts(lettersTexts);
  const save = async (): Promise<void> => {
    try {
      const params = { id: letter.id };
      keep(await callApi(lettersContract.answerFile, { params, query: { addressee } }));
    } catch (error) {
      toast.bad(error);
    }
  };
  const reminds = letter.kind === 'reminder';
  return (
    <>
      <b>{name}</b>{' '}
      {answeredOn !== null ? (
        <span>{say('answeredOn', { day: answeredOn })}</span>
      ) : reminds && letter.number !== null ? (
        <span className="muted">{say('notAnswered')}</span>
      ) : null}
      {answer === null ? null : <p>{answer}</p>}
      {file === null ? null : (
        <Button kind="text" onClick={() => void save()}>
          {say('file', { name: file })}
        </Button>
      )}
    </>
  );
}

const MOST_BYTES = lettersContract.attachAnswer.upload.maxBytes;

function Answer(props: { readonly id: string; readonly addressee: string }): ReactElement {
  const { id, addressee } = props;
  const say = useTexts(lettersTexts);
  const [attached, setAttached] = useState<string | null>(null);
  const write = useWrite(lettersContract.answerLetter);
  const params = { id };
  return (
    <FieldForm
      name={`letter/${id}/${addressee}/answer`}
      label={say('yourAnswer')}
      initial={{ text: '' }}
      fields={[{ name: 'text', label: say('yourAnswer'), kind: 'area', required: true }]}
      submitText={say('send')}
      submit={({ text }) =>
        write.mutateAsync({ params, body: { addressee, text: String(text ?? '') } })
      }
      onDone={() => toast.good(say('answered'))}
    >
      <FileButton
        accept=".pdf,.doc,.docx,.xls,.xlsx,.png,.jpg,.jpeg,.ofd,.wps,.et"
        maxBytes={MOST_BYTES}
        onFile={async (file, onProgress) => {
          const body = { addressee };
          await callApi(lettersContract.attachAnswer, { params, body, file, onProgress });
          setAttached(file.name);
        }}
      >
        {say('attach')}
      </FileButton>
      {attached === null ? null : <span>{say('file', { name: attached })}</span>}
    </FieldForm>
  );
}
