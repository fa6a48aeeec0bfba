import { type ReactElement, useState } from 'react';
import { useWrite } from '../../../ui/api/use-api.ts';
import { Button, Dialog } from '../../../ui/dialog.tsx';
import { FieldForm } from '../../../ui/form/field-form.tsx';
import { useTexts } from '../../../ui/texts.ts';
import type { ReportWhole } from '../contract.ts';
import { reportsContract } from '../contract.ts';
import { reportsTexts } from './texts.ts';

/** Whether somebody left his name; who, by those who may, with a reason that is kept. */
export function Reveal(props: { readonly report: ReportWhole }): ReactElement {
  const { row, named, mayReveal } = props.report;
  const say = useTexts(reportsTexts);
  const [open, setOpen] = useState(false);
  return (
    <>
      <p>
        {say('named', { name: say('reporter'), value: say(named ? 'sealed' : 'anonymous') })}{' '}
        {mayReveal ? <Button onClick={() => setOpen(true)}>{say('reveal')}</Button> : null}
      </p>
      {open ? <Asked id={row.id} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function Asked(props: { readonly id: string; readonly onClose: () => void }): ReactElement {
  const { id, onClose } = props;
  const say = useTexts(reportsTexts);
  const reveal = useWrite(reportsContract.revealReporter);
  const [who, setWho] = useState<{ name: string; contact: string } | null>(null);
  const reason = { name: 'reason', label: say('reason'), kind: 'text', required: true } as const;
  return (
    <Dialog title={say('reveal')} onClose={onClose}>
      {who === null ? (
        <FieldForm
          name={`reveal/report/${id}`}
          label={say('reveal')}
          fields={[{ ...reason, hint: say('revealHint') }]}
          initial={{ reason: null }}
          submitText={say('reveal')}
          submit={async (values) => {
            const body = { reason: String(values.reason ?? '') };
            setWho(await reveal.mutateAsync({ params: { id }, body }));
          }}
          onCancel={onClose}
        />
      ) : (
        <>
          <p>{say('named', { name: say('name'), value: who.name || '—' })}</p>
          <p>{say('named', { name: say('contact'), value: who.contact || '—' })}</p>
          <Button onClick={onClose}>{say('close')}</Button>
        </>
      )}
    </Dialog>
  );
}
