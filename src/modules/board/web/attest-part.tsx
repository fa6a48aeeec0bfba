import { type ReactElement, useState } from 'react';
import { type Answer, useWrite } from '../../../ui/api/use-api.ts';
import { Button } from '../../../ui/dialog.tsx';
import { FieldForm } from '../../../ui/form/field-form.tsx';
import type { FormField } from '../../../ui/form/field-input.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import { fileSource } from '../../files/web/index.ts';
import { boardContract } from '../contract.ts';
import { boardTexts } from './texts.ts';

type Duty = Answer<typeof boardContract.duty>;

/** Who attests what no fact can show; whoever may does so here, with the paper. */
export function AttestPart(props: { readonly duty: Duty }): ReactElement | null {
  const { attesting } = props.duty;
  const say = useTexts(boardTexts);
  const words = useWords();
  const [open, setOpen] = useState(false);
  if (attesting === null) return null;
  const { by, as } = attesting;
  return (
    <section className="card" aria-label={say('attest')}>
      <h2>{say('attest')}</h2>
      <p>{say('attestBy', { by: by.map((each) => words(each)).join(say('comma')) })}</p>
      {as === null ? null : open ? (
        <AttestForm duty={props.duty} onDone={() => setOpen(false)} />
      ) : (
        <Button kind="main" onClick={() => setOpen(true)}>
          {say('attestAs', { as: words(as.words) })}
        </Button>
      )}
    </section>
  );
}

const text = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

function AttestForm(props: { readonly duty: Duty; readonly onDone: () => void }): ReactElement {
  const { duty, onDone } = props;
  const { clause } = duty;
  const say = useTexts(boardTexts);
  const attest = useWrite(boardContract.attest);
  const fields: readonly FormField[] = [
    {
      ...{ name: 'document', label: say('attestPaper'), kind: 'files', required: true },
      files: fileSource(1),
    },
    { name: 'validUntil', label: say('attestUntil'), kind: 'date', hint: say('attestUntilHint') },
    { name: 'note', label: say('attestNote'), kind: 'area' },
  ];
  return (
    <FieldForm
      name={`attest/${clause.id}/${duty.duty}`}
      label={say('attest')}
      fields={fields}
      initial={{ document: null, validUntil: null, note: null }}
      submitText={say('attestSend')}
      submit={async ({ document, validUntil, note }) => {
        const params = { id: clause.id, duty: duty.duty };
        const body = { document: text(document) ?? '', validUntil: text(validUntil) };
        await attest.mutateAsync({ params, body: { ...body, note: text(note) } });
        toast.good(say('attested'));
      }}
      onDone={onDone}
      onCancel={onDone}
    />
  );
}
