import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { AUTHORITY_AND_PARK, type Role } from '../../../law/roles.ts';
import { callApi } from '../../../ui/api/call.ts';
import { useApiPages, withAsOf } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import type { Column } from '../../../ui/ledger/columns.ts';
import { FilterBar, type FilterField } from '../../../ui/ledger/filter-bar.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { useNumber } from '../../../ui/number-card.tsx';
import { useSession } from '../../../ui/session.tsx';
import { useLanguage, useTexts } from '../../../ui/texts.ts';
import { pickOf } from '../../registry/web/index.ts';
import type { CompletionRow } from '../contract.ts';
import { checksContract } from '../contract.ts';
import { checksTexts } from './texts.ts';

const DAYS = ['1', '7', '30'] as const;
const USUAL = '7';

/** What became of the tasks, enterprise by enterprise. */
export function CompletionPart(): ReactElement {
  const say = useTexts(checksTexts);
  const language = useLanguage();
  const { asOf } = useAsOf();
  const { roles } = useSession();
  const [values, choose] = useFilters(['days', 'division', 'enterprise']);
  const { division, enterprise } = values;
  const days = DAYS.find((each) => each === values.days) ?? USUAL;
  const query = {
    days,
    ...(division ? { division } : {}),
    ...(enterprise ? { enterprise } : {}),
  };
  const list = useApiPages(checksContract.completion, { query }, { keepLast: true });
  const watching = roles.some((role) => AUTHORITY_AND_PARK.includes(role as Role));
  const exportFile = (shown: readonly string[]) => {
    const given = { query: { ...query, language, columns: shown.join(',') } };
    const { completionExport } = checksContract;
    return callApi(completionExport, withAsOf(completionExport, given, asOf));
  };
  const fields = useFields(watching);
  const first = list.data?.pages[0];
  const levels = (first?.levels ?? [])
    .map(({ name, min }) => say('levelFrom', { name, min }))
    .join(say('between'));
  return (
    <>
      <FilterBar fields={fields} values={{ ...values, days }} onChange={choose} />
      <p className="muted">{first ? say('span', { from: first.from, to: first.to }) : ''}</p>
      <LedgerTable
        name="checks-completion"
        label={say('completion')}
        list={list}
        columns={useColumns(watching)}
        rowKey={(row) => row.enterprise.id}
        {...(watching ? { exportFile } : {})}
      />
      <p className="muted">
        {say('scored')} {say('levels', { levels })}
        {first?.recalled ? say('recalled') : ''}
      </p>
    </>
  );
}

const share = ({ done, planned }: CompletionRow): string =>
  planned === 0 ? '—' : `${Math.round((1000 * done) / planned) / 10}%`;

const recordsOf = ({ enterprise }: CompletionRow, show: string): string =>
  `?tab=list&enterprise=${encodeURIComponent(enterprise.id)}${show}`;

function useFields(watching: boolean): readonly FilterField<'days' | 'division' | 'enterprise'>[] {
  const say = useTexts(checksTexts);
  const { asOf } = useAsOf();
  const days: FilterField<'days'> = {
    ...({ name: 'days', kind: 'select', label: say('days') } as const),
    options: DAYS.map((value) => ({ value, label: say('lastDays', { days: value }) })),
  };
  if (!watching) return [days];
  return [
    days,
    {
      ...{ name: 'division', kind: 'picker', label: say('division') },
      pick: pickOf('jurisdiction', asOf),
    },
    {
      ...{ name: 'enterprise', kind: 'picker', label: say('enterprise') },
      pick: pickOf('enterprise', asOf),
    },
  ];
}

function useColumns(watching: boolean): readonly Column<CompletionRow>[] {
  const say = useTexts(checksTexts);
  const score = useNumber();
  const number = (key: 'planned' | 'late' | 'missed', title: string): Column<CompletionRow> => ({
    key,
    title,
    align: 'right',
    cell: (row) => row[key],
  });
  return [
    {
      key: 'enterprise',
      title: say('enterprise'),
      width: 260,
      fixed: true,
      cell: (row) =>
        watching ? (
          <Link to={recordsOf(row, '')}>{row.enterprise.name ?? row.enterprise.id}</Link>
        ) : (
          (row.enterprise.name ?? row.enterprise.id)
        ),
    },
    number('planned', say('planned')),
    {
      key: 'done',
      title: say('doneInTime'),
      align: 'right',
      cell: (row) => <Link to={recordsOf(row, '')}>{row.done}</Link>,
    },
    { key: 'rate', title: say('rate'), align: 'right', cell: share },
    number('late', say('doneLate')),
    number('missed', say('missed')),
    {
      key: 'marked',
      title: say('toJudge'),
      align: 'right',
      cell: (row) => <Link to={recordsOf(row, '&show=toJudge')}>{row.marked}</Link>,
    },
    {
      key: 'hazardsDue',
      title: say('hazards'),
      align: 'right',
      cell: ({ accepted, hazardsDue }) => say('ofAll', { part: accepted, all: hazardsDue }),
    },
    {
      key: 'a',
      title: say('scoreA'),
      align: 'right',
      cell: ({ a }) => (a === null ? say('noTasks') : score(a, 1)),
    },
    {
      key: 'b',
      title: say('scoreB'),
      align: 'right',
      cell: ({ b }) => (b === null ? say('noHazards') : score(b, 1)),
    },
    { key: 'e', title: say('scoreE'), align: 'right', cell: ({ e }) => score(e, 1) },
    { key: 'level', title: say('level'), cell: ({ level }) => level ?? '—' },
  ];
}
