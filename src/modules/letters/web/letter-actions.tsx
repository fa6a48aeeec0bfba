import { type ReactElement, useState } from 'react';
import { useWrite } from '../../../ui/api/use-api.ts';
import { Button, ConfirmButton, Dialog } from '../../../ui/dialog.tsx';
import { FieldForm } from '../../../ui/form/field-form.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import type { LetterWhole } from '../contract.ts';
import { lettersContract } from '../contract.ts';
import type { LetterAction } from '../model.ts';
import { lettersTexts } from './texts.ts';

type Action = Exclude<LetterAction, 'edit'>;

/** The buttons of what may be done now; what cannot be undone asks first. */
export function LetterActions(props: { readonly letter: LetterWhole }): ReactElement {
  const { letter } = props;
  const say = useTexts(lettersTexts);
  const [returning, setReturning] = useState(false);
  const write = useWrite(lettersContract.actOnLetter);
  const { id, version, actions, addressees } = letter;
  const act = async (action: Action, note?: string): Promise<void> => {
    const body = { action, version, ...(note === undefined ? {} : { note }) };
    await write.mutateAsync({ params: { id }, body });
    toast.good(say('done', { action: say(action) }));
  };
  const tried = (action: Action) => () => act(action).catch((error) => toast.bad(error));
  const may = (action: Action): boolean => actions.includes(action);
  return (
    <>
      {may('submit') ? (
        <Button kind="main" disabled={write.isPending} onClick={() => void tried('submit')()}>
          {say('submit')}
        </Button>
      ) : null}
      {may('withdraw') ? (
        <ConfirmButton
          kind="usual"
          title={say('withdrawTitle')}
          hint={say('withdrawHint')}
          onConfirm={tried('withdraw')}
        >
          {say('withdraw')}
        </ConfirmButton>
      ) : null}
      {may('discard') ? (
        <ConfirmButton title={say('discardTitle')} onConfirm={tried('discard')}>
          {say('discard')}
        </ConfirmButton>
      ) : null}
      {may('approve') ? (
        <ConfirmButton
          kind="main"
          title={say('approveTitle')}
          hint={say('approveHint', { count: addressees })}
          onConfirm={tried('approve')}
        >
          {say('approve')}
        </ConfirmButton>
      ) : null}
      {may('return') ? (
        <Button kind="danger" onClick={() => setReturning(true)}>
          {say('return')}
        </Button>
      ) : null}
      {returning ? <Returning id={id} act={act} onClose={() => setReturning(false)} /> : null}
    </>
  );
}

/** Sent back with a reason. */
function Returning(props: {
  readonly id: string;
  readonly act: (action: Action, note: string) => Promise<void>;
  readonly onClose: () => void;
}): ReactElement {
  const { id, act, onClose } = props;
  const say = useTexts(lettersTexts);
  return (
    <Dialog title={say('return')} onClose={onClose}>
      <FieldForm
        name={`letter/${id}/return`}
        label={say('return')}
        initial={{ note: '' }}
        fields={[{ name: 'note', label: say('returnNote'), kind: 'area', required: true }]}
        submitText={say('return')}
        submit={({ note }) => act('return', String(note ?? ''))}
        onDone={onClose}
        onCancel={onClose}
      />
    </Dialog>
  );
}
