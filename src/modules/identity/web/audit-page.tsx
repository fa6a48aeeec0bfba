import { type ReactElement, useState } from 'react';
import { securityValues } from '../../../law/security.ts';
import { callApi } from '../../../ui/api/call.ts';
import { useApiPages } from '../../../ui/api/use-api.ts';
import { StatusChip, type Tone } from '../../../ui/chips.tsx';
import { Button } from '../../../ui/dialog.tsx';
import { orderIn, type Sorting } from '../../../ui/ledger/columns.ts';
import { FilterBar } from '../../../ui/ledger/filter-bar.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import { administrationContract } from '../administration-contract.ts';
import type { AuditAction, AuditRow } from '../model.ts';
import { auditActions, auditOrders, auditOutcomes } from '../model.ts';
import { auditWords } from '../rules/audit-words.ts';
import { administrationTexts } from './administration-texts.ts';
import './identity.css';

const FILTERS = ['q', 'from', 'to', 'action', 'outcome', 'sort'] as const;
const TONES: Readonly<Record<AuditRow['outcome'], Tone>> = {
  done: 'done',
  refused: 'overdue',
  failed: 'soon',
};

/** P72: who did what and was refused what; added to only. */
function AuditPage(): ReactElement {
  const say = useTexts(administrationTexts);
  const words = useWords();
  const [filters, choose] = useFilters(FILTERS);
  const sort = orderIn(auditOrders, filters.sort);
  const query = { ...filters, sort } as { sort: typeof sort };
  const list = useApiPages(administrationContract.audit, { query });
  const options = (table: Readonly<Record<string, { zh: string; en: string }>>) =>
    Object.entries(table).map(([value, label]) => ({ value, label: words(label) }));
  return (
    <>
      <h1>{say('auditTitle')}</h1>
      <p className="muted">{say('auditHint', { days: securityValues.auditDays })}</p>
      <FilterBar
        fields={[
          { name: 'from', label: say('from'), kind: 'date' },
          { name: 'to', label: say('until'), kind: 'date' },
          { name: 'action', label: say('what'), kind: 'select', options: options(auditActions) },
          {
            ...{ name: 'outcome', label: say('outcome'), kind: 'select' },
            options: options(auditOutcomes),
          },
          { name: 'q', label: say('words'), kind: 'text' },
        ]}
        values={filters}
        onChange={choose}
      />
      <AuditTable
        list={list}
        sort={{ orders: auditOrders, value: sort, choose: (next) => choose({ sort: next }) }}
        exportFile={() => callApi(administrationContract.exportAudit, { query })}
      />
    </>
  );
}

type List = ReturnType<typeof useApiPages<typeof administrationContract.audit>>;

function AuditTable(props: {
  readonly list: List;
  readonly sort: Sorting;
  readonly exportFile: () => Promise<{ name: string; blob: Blob }>;
}): ReactElement {
  const say = useTexts(administrationTexts);
  const words = useWords();
  const act = (action: string): string => {
    const known = auditActions[action as AuditAction];
    return known ? words(known) : action;
  };
  return (
    <LedgerTable<AuditRow, { rows: AuditRow[] }>
      name="audit"
      label={say('auditTitle')}
      list={props.list}
      sort={props.sort}
      rowKey={({ pos }) => String(pos)}
      exportFile={props.exportFile}
      toolbar={<Verify />}
      columns={[
        { key: 'at', title: say('time'), cell: ({ at }) => at, width: 165, sort: 'at' },
        {
          key: 'who',
          title: say('who'),
          cell: ({ login, name }) => (name ? `${name} ${login}` : (login ?? '—')),
        },
        { key: 'what', title: say('what'), cell: ({ action }) => act(action) },
        {
          key: 'outcome',
          title: say('outcome'),
          cell: ({ outcome }) => (
            <StatusChip tone={TONES[outcome]} text={words(auditOutcomes[outcome])} />
          ),
        },
        {
          key: 'object',
          title: say('object'),
          cell: ({ object }) => <Wrapped text={object ?? '—'} />,
        },
        {
          key: 'detail',
          title: say('detail'),
          cell: ({ detail }) => <Wrapped text={words(auditWords(detail))} />,
        },
        { key: 'ip', title: say('address'), cell: ({ ip }) => ip ?? '—' },
      ]}
    />
  );
}

function Wrapped({ text }: { readonly text: string }): ReactElement {
  return <span className="audit-text">{text}</span>;
}

function Verify(): ReactElement {
  const say = useTexts(administrationTexts);
  const [said, setSaid] = useState<string | null>(null);
  const verify = async (): Promise<void> => {
    try {
      const { checked, broken } = await callApi(administrationContract.verifyAudit, {});
      setSaid(broken === null ? say('whole', { count: checked }) : say('broken', { pos: broken }));
    } catch (error) {
      toast.bad(error);
    }
  };
  return (
    <>
      <Button onClick={() => void verify()}>{say('verify')}</Button>
      {said ? <span role="status">{said}</span> : null}
    </>
  );
}

export { AuditPage as page };
