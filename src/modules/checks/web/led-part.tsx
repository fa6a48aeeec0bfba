import { type ReactElement, useState } from 'react';
import { Link } from 'react-router';
import { type Role, WRITERS } from '../../../law/roles.ts';
import { useApiPages, useWrite } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { StatusChip, type Tone } from '../../../ui/chips.tsx';
import { Button } from '../../../ui/dialog.tsx';
import { FieldForm } from '../../../ui/form/field-form.tsx';
import type { FormField } from '../../../ui/form/field-input.tsx';
import type { Values } from '../../../ui/form/state.ts';
import type { Column } from '../../../ui/ledger/columns.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { useSession } from '../../../ui/session.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import type { LedAnswer } from '../contract.ts';
import { checksContract } from '../contract.ts';
import { checksTexts } from './texts.ts';

type LedRow = LedAnswer['rows'][number];

/** Checks that a leader led, what the plans ask for, and a form to record one. */
export function LedPart(props: { readonly enterprise: string | undefined }): ReactElement {
  const { enterprise } = props;
  const say = useTexts(checksTexts);
  const { roles } = useSession();
  const { asOf } = useAsOf();
  const [open, setOpen] = useState(false);
  const query = enterprise ? { enterprise } : {};
  const list = useApiPages(checksContract.ledChecks, { query }, { keepLast: true });
  const first = list.data?.pages[0];
  const own = enterprise === undefined && asOf === null;
  const writes = own && roles.some((role) => WRITERS.includes(role as Role));
  return (
    <>
      {first ? <Duties duties={first.duties} /> : null}
      {open && first ? <LedForm first={first} onClose={() => setOpen(false)} /> : null}
      <LedgerTable
        name="checks-led"
        label={say('led')}
        list={list}
        columns={useColumns()}
        rowKey={({ id }) => id}
        toolbar={
          writes && !open ? (
            <Button kind="main" onClick={() => setOpen(true)}>
              {say('record')}
            </Button>
          ) : null
        }
      />
    </>
  );
}

const STANDING = {
  met: ['done', 'met'],
  late: ['done', 'metLate'],
  pending: ['going', 'pending'],
  overdue: ['overdue', 'overdue'],
  unknown: ['unknown', 'unknown'],
} as const satisfies Record<string, readonly [Tone, string]>;

function Duties(props: { readonly duties: LedAnswer['duties'] }): ReactElement {
  const { duties } = props;
  const say = useTexts(checksTexts);
  const words = useWords();
  return (
    <section className="card" aria-label={say('asked')}>
      <h2>{say('asked')}</h2>
      {duties.length === 0 ? <p className="muted">{say('none')}</p> : null}
      <ul className="checks-duties">
        {duties.map(({ clause, text, period, due, status }) => {
          const [tone, key] = STANDING[status];
          return (
            <li key={clause}>
              <Link to={`/plan/${clause}`}>{clause}</Link> {words(text)}
              <span>
                {period} {due ? say('due', { day: due }) : ''}{' '}
                <StatusChip tone={tone} text={say(key)} />
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function LedForm(props: { readonly first: LedAnswer; readonly onClose: () => void }): ReactElement {
  const { first, onClose } = props;
  const say = useTexts(checksTexts);
  const write = useWrite(checksContract.stateLedCheck);
  // Made once: sent twice, it is the same record.
  const [id] = useState(() => crypto.randomUUID());
  const submit = async (values: Values): Promise<void> => {
    const text = (name: string): string => String(values[name] ?? '');
    await write.mutateAsync({
      body: {
        ...{ id, enterprise: first.enterprise.id, date: text('date'), leader: text('leader') },
        ...{ leaderRole: text('leaderRole'), kind: text('kind') },
        scope: text('scope')
          .split(',')
          .filter((each) => each !== ''),
        findings: Number(values.findings ?? 0),
        note: values.note === null ? null : text('note'),
      },
    });
    toast.good(say('recorded'));
  };
  return (
    <section className="card" aria-label={say('record')}>
      <h2>{say('record')}</h2>
      <FieldForm
        name={`checks/led/${first.enterprise.id}`}
        label={say('record')}
        fields={useLedFields(first)}
        initial={{
          ...{ date: first.asOf, leader: first.leaders[0]?.id ?? null, leaderRole: 'principal' },
          ...{ kind: 'routine', scope: 'major-hazard', findings: 0, note: null },
        }}
        submit={submit}
        submitText={say('record')}
        onDone={onClose}
        onCancel={onClose}
      />
    </section>
  );
}

function useLedFields(first: LedAnswer): readonly FormField[] {
  const say = useTexts(checksTexts);
  const words = useWords();
  const coded = (codes: LedAnswer['kinds']) =>
    codes.map(({ code, text }) => ({ value: code, label: words(text) }));
  const leaders = first.leaders.map(({ id, name }) => ({ value: id, label: name }));
  const field = (name: string, label: string, kind: FormField['kind']) => ({ name, label, kind });
  return [
    { ...field('date', say('date'), 'date'), required: true },
    { ...field('leader', say('leader'), 'select'), required: true, options: leaders },
    {
      ...field('leaderRole', say('leaderRole'), 'select'),
      required: true,
      options: coded(first.leaderRoles),
    },
    { ...field('kind', say('kind'), 'select'), required: true, options: coded(first.kinds) },
    { ...field('scope', say('scope'), 'choices'), required: true, options: coded(first.scopes) },
    { ...field('findings', say('findings'), 'number'), required: true },
    field('note', say('noteOf'), 'area'),
  ];
}

function useColumns(): readonly Column<LedRow>[] {
  const say = useTexts(checksTexts);
  const words = useWords();
  const said = (code: LedRow['kind']): string => (code ? words(code.text) : '—');
  return [
    { key: 'date', title: say('date'), width: 120, cell: (row) => row.date },
    {
      key: 'leader',
      title: say('leader'),
      width: 140,
      cell: ({ leader }) => leader?.name ?? leader?.id ?? '—',
    },
    { key: 'leaderRole', title: say('leaderRole'), cell: (row) => said(row.leaderRole) },
    { key: 'kind', title: say('kind'), cell: (row) => said(row.kind) },
    {
      key: 'scope',
      title: say('scope'),
      width: 200,
      cell: ({ scope }) => scope.map(({ text }) => words(text)).join(' / ') || '—',
    },
    {
      key: 'findings',
      title: say('findings'),
      align: 'right',
      cell: (row) => row.findings ?? '—',
    },
    { key: 'note', title: say('noteOf'), width: 220, cell: (row) => row.note ?? '—' },
  ];
}
