import { type ReactElement, useState } from 'react';
import { useApi, useWrite } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { Button, ConfirmButton, Dialog } from '../../../ui/dialog.tsx';
import { FieldForm } from '../../../ui/form/field-form.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import { registryContract } from '../contract.ts';
import type { RecordAnswer } from '../model.ts';
import { EditRecord } from './record-form.tsx';
import { registryTexts } from './texts.ts';

/** What the caller may do with a record; nothing on a day of the past. */
export function RecordActions(props: { readonly record: RecordAnswer }): ReactElement | null {
  const { record } = props;
  const say = useTexts(registryTexts);
  const { asOf } = useAsOf();
  const [open, setOpen] = useState<'edit' | 'end' | null>(null);
  const { type, id, may } = record;
  const enterprise = type === 'enterprise' ? id : (record.enterprise?.id ?? null);
  const close = (): void => setOpen(null);
  if (asOf !== null) return null;
  return (
    <span className="record-actions">
      {may.edit ? (
        <Button kind="main" onClick={() => setOpen('edit')}>
          {say('edit')}
        </Button>
      ) : null}
      <Undo record={record} />
      {may.retire ? (
        <Button kind="danger" onClick={() => setOpen('end')}>
          {say('end')}
        </Button>
      ) : null}
      {open === 'edit' ? (
        <EditRecord type={type} id={id} enterprise={enterprise} onClose={close} />
      ) : null}
      {open === 'end' ? <End record={record} onClose={close} /> : null}
    </span>
  );
}

/** Only of one's own newest change, of the last 24 hours. */
function Undo(props: { readonly record: RecordAnswer }): ReactElement | null {
  const { type, id, version } = props.record;
  const say = useTexts(registryTexts);
  const history = useApi(registryContract.recordHistory, { params: { type, id } });
  const undo = useWrite(registryContract.undoChange);
  if (!history.data?.undoable) return null;
  return (
    <ConfirmButton
      title={say('undoTitle')}
      onConfirm={async () => {
        await undo.mutateAsync({ params: { type, id }, body: { version } });
        toast.good(say('undone'));
      }}
    >
      {say('undo')}
    </ConfirmButton>
  );
}

/** Ends a record, with the reason. */
export function End(props: {
  readonly record: Pick<RecordAnswer, 'type' | 'id' | 'version'>;
  readonly onClose: () => void;
}): ReactElement {
  const { record, onClose } = props;
  const say = useTexts(registryTexts);
  const end = useWrite(registryContract.retireRecord);
  const { type, id, version } = record;
  return (
    <Dialog title={say('endTitle')} onClose={onClose}>
      <p>{say('endHint')}</p>
      <FieldForm
        name={`end/${type}/${id}`}
        label={say('endTitle')}
        fields={[
          { name: 'reason', label: say('reason'), kind: 'area', required: true },
          { name: 'at', label: say('since'), kind: 'date', hint: say('sinceHint') },
        ]}
        initial={{ reason: null, at: null }}
        submitText={say('end')}
        submit={async ({ reason, at }) => {
          const day = at ? { at: String(at) } : {};
          const body = { version, reason: String(reason ?? ''), ...day };
          await end.mutateAsync({ params: { type, id }, body });
          toast.good(say('ended'));
        }}
        onDone={onClose}
        onCancel={onClose}
      />
    </Dialog>
  );
}
