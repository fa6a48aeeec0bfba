import { type ReactElement, useState } from 'react';
import { useParams } from 'react-router';
import { callApi, keep } from '../../../ui/api/call.ts';
import { useApi, useWrite } from '../../../ui/api/use-api.ts';
import { StatusChip } from '../../../ui/chips.tsx';
import { Button } from '../../../ui/dialog.tsx';
import { FieldForm } from '../../../ui/form/field-form.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import type { LetterWhole } from '../contract.ts';
import { lettersContract } from '../contract.ts';
import { Answers } from './answers.tsx';
import { LetterActions } from './letter-actions.tsx';
import { Paper } from './paper.tsx';
import { lettersTexts } from './texts.ts';
import { tones } from './tones.ts';
import './letters.css';

/** A letter as it will be read, with what may be done about it. */
function LetterPage(): ReactElement {
  const { id = '' } = useParams();
  const letter = useApi(lettersContract.letter, { params: { id } }, { topics: ['letter'] });
  return <Answered of={letter}>{(data) => <Whole letter={data} />}</Answered>;
}

function Whole(props: { readonly letter: LetterWhole }): ReactElement {
  const { letter } = props;
  const say = useTexts(lettersTexts);
  const [editing, edit] = useState(false);
  const params = { id: letter.id };
  const save = (file: 'letterWord' | 'letterLedger') => async (): Promise<void> => {
    try {
      keep(await callApi(lettersContract[file], { params } as never));
    } catch (error) {
      toast.bad(error);
    }
  };
  return (
    <div className="letters">
      <div className="letters-bar">
        <StatusChip tone={tones[letter.state]} text={say(letter.state)} />
        <span>{letter.number ?? say('noNumber')}</span>
        {letter.approver === null ? null : (
          <span className="muted">
            {say('approver')} {letter.approver}
          </span>
        )}
        <span className="letters-space" />
        <Button onClick={() => void save('letterLedger')()}>{say('excel')}</Button>
        <Button onClick={() => void save('letterWord')()}>{say('word')}</Button>
        {letter.actions.includes('edit') ? (
          <Button onClick={() => edit(!editing)}>{say('edit')}</Button>
        ) : null}
        <LetterActions letter={letter} />
      </div>
      <div className="letters-two">
        {editing ? (
          <Editor letter={letter} onDone={() => edit(false)} />
        ) : (
          <Paper letter={letter} />
        )}
        <aside>
          <Answers letter={letter} />
          <History letter={letter} />
        </aside>
      </div>
    </div>
  );
}

function Editor(props: {
  readonly letter: LetterWhole;
  readonly onDone: () => void;
}): ReactElement {
  const { letter, onDone } = props;
  const say = useTexts(lettersTexts);
  const write = useWrite(lettersContract.editLetter);
  const { title, text, answerWithin, version } = letter;
  return (
    <div className="letters-card">
      <FieldForm
        name={`letter/${letter.id}`}
        label={say('edit')}
        initial={{ title, text, answerWithin }}
        fields={[
          { name: 'title', label: say('title'), kind: 'text', required: true },
          { name: 'text', label: say('text'), kind: 'area', required: true, hint: say('textHint') },
          { name: 'answerWithin', label: say('answerWithin'), kind: 'number', required: true },
        ]}
        submit={(values, current) =>
          write.mutateAsync({
            params: { id: letter.id },
            body: {
              title: String(values.title ?? ''),
              text: String(values.text ?? ''),
              answerWithin: Number(values.answerWithin),
              version: (current as LetterWhole | null)?.version ?? version,
            },
          })
        }
        valuesOf={(current) => {
          const theirs = current as LetterWhole;
          return { title: theirs.title, text: theirs.text, answerWithin: theirs.answerWithin };
        }}
        onDone={onDone}
        onCancel={onDone}
      />
    </div>
  );
}

function History(props: { readonly letter: LetterWhole }): ReactElement | null {
  const say = useTexts(lettersTexts);
  const { steps } = props.letter;
  if (steps.length === 0) return null;
  const named = (action: string): string => {
    if (action === 'make') return say('make_step');
    if (action === 'answer') return say('answer_step');
    return say(action as 'submit' | 'withdraw' | 'discard' | 'approve' | 'return');
  };
  return (
    <section className="letters-card" aria-label={say('history')}>
      <h2>{say('history')}</h2>
      <ol className="letters-steps">
        {steps.map((step) => (
          <li key={`${step.at}${step.action}`}>
            {step.at.slice(0, 16).replace('T', ' ')} {step.name} <b>{named(step.action)}</b>
            {step.note === null ? null : <p>{step.note}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}

export { LetterPage as page };
