import { type ReactElement, useState } from 'react';
import { Link } from 'react-router';
import { callApi } from '../../../ui/api/call.ts';
import { useApi, useApiPages } from '../../../ui/api/use-api.ts';
import { useArrived } from '../../../ui/arrived.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { StatusChip } from '../../../ui/chips.tsx';
import { Button, Dialog } from '../../../ui/dialog.tsx';
import type { Column } from '../../../ui/ledger/columns.ts';
import { FilterBar } from '../../../ui/ledger/filter-bar.tsx';
import type { Filters } from '../../../ui/ledger/filters.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import { overviewContract } from '../contract.ts';
import type { MetricAnswer, MetricRowAnswer } from '../model.ts';
import { overviewTexts } from './texts.ts';

type Place = { readonly division: string; readonly name: string };
type Name = 'division' | 'enterprise' | 'bad';

/** The rows behind a number; each opens what it rests on. */
export function MetricRows(props: {
  readonly metric: MetricAnswer;
  readonly filters: Filters<Name>;
  readonly choose: (change: Readonly<Partial<Record<Name, string | null>>>) => void;
  readonly firms: readonly { readonly id: string; readonly name: string | null }[];
  readonly node: Place | null;
  readonly below: readonly Place[];
}): ReactElement {
  const { metric, filters, choose } = props;
  const say = useTexts(overviewTexts);
  const lang = useLanguage();
  const { asOf } = useAsOf();
  const [opened, open] = useState<MetricRowAnswer | null>(null);
  const query = queryOf(filters);
  const params = { id: metric.id };
  const list = useApiPages(overviewContract.metricRows, { params, query }, { keepLast: true });
  const columns = useColumns(open);
  const arrived = useArrived<HTMLElement>('rows');
  const days = asOf === null ? {} : { asOf };
  return (
    <section ref={arrived} id="rows" aria-label={say('rows')}>
      <LedgerTable
        name={`metric-${metric.id}`}
        label={say('rows')}
        list={list}
        columns={columns}
        rowKey={({ key }) => key}
        total={totalOf(metric, filters)}
        exportFile={() =>
          callApi(overviewContract.metricRowsExport, {
            params,
            query: { ...query, ...days, lang },
          })
        }
        toolbar={<RowFilter {...props} choose={choose} />}
      />
      {opened ? <Evidence metric={metric} row={opened} onClose={() => open(null)} /> : null}
    </section>
  );
}

/** The card's own counts, where the list shows all of them. */
function totalOf({ total, bad }: MetricAnswer, filters: Filters<Name>): number | undefined {
  if (filters.enterprise !== undefined) return undefined;
  if (filters.bad === undefined) return total;
  return filters.bad === 'true' ? bad : total - bad;
}

const flag = { true: 'true', false: 'false' } as const;

function queryOf({ division, enterprise, bad }: Filters<Name>) {
  return {
    ...(division === undefined ? {} : { division }),
    ...(enterprise === undefined ? {} : { enterprise }),
    ...(bad === 'true' || bad === 'false' ? { bad: flag[bad] } : {}),
  };
}

function RowFilter(props: {
  readonly filters: Filters<Name>;
  readonly node: Place | null;
  readonly below: readonly Place[];
  readonly firms: readonly { readonly id: string; readonly name: string | null }[];
  readonly choose: (change: Readonly<Partial<Record<Name, string | null>>>) => void;
}): ReactElement {
  const say = useTexts(overviewTexts);
  const { node, below, filters } = props;
  // The division asked for is chosen in the list, whether or not it lies right below.
  const here = node !== null && filters.division === node.division ? [node] : [];
  return (
    <FilterBar
      fields={[
        {
          name: 'division',
          label: say('division'),
          kind: 'select',
          options: [...here, ...below].map(({ division, name }) => {
            return { value: division, label: name };
          }),
        },
        {
          name: 'bad',
          label: say('onlyBad'),
          kind: 'select',
          options: [
            { value: 'true', label: say('bad') },
            { value: 'false', label: say('good') },
          ],
        },
        {
          name: 'enterprise',
          label: say('enterprise'),
          kind: 'select',
          options: props.firms.map(({ id, name }) => ({ value: id, label: name ?? id })),
        },
      ]}
      values={filters}
      onChange={props.choose}
    />
  );
}

function useColumns(open: (row: MetricRowAnswer) => void): readonly Column<MetricRowAnswer>[] {
  const say = useTexts(overviewTexts);
  return [
    {
      key: 'division',
      title: say('division'),
      fixed: true,
      width: 120,
      cell: ({ division }) => division?.name ?? '—',
    },
    {
      key: 'enterprise',
      title: say('enterprise'),
      fixed: true,
      width: 300,
      cell: ({ enterprise }) =>
        enterprise ? (
          <Link to={`/enterprises/${enterprise.id}`}>{enterprise.name ?? enterprise.id}</Link>
        ) : (
          '—'
        ),
    },
    {
      key: 'state',
      title: say('state'),
      width: 110,
      cell: ({ bad }) => (
        <StatusChip tone={bad ? 'overdue' : 'done'} text={say(bad ? 'bad' : 'good')} />
      ),
    },
    { key: 'due', title: say('day'), width: 110, cell: ({ due }) => due ?? '—' },
    { key: 'period', title: say('period'), width: 110, cell: ({ period }) => period ?? '—' },
    {
      key: 'clause',
      title: say('clause'),
      width: 120,
      cell: ({ clause }) => (clause ? <Link to={`/plan/${clause}`}>{clause}</Link> : '—'),
    },
    {
      key: 'evidence',
      title: say('evidence'),
      width: 100,
      cell: (row) => <EvidenceWay row={row} open={open} />,
    },
    {
      key: 'subject',
      title: say('record'),
      hidden: true,
      width: 260,
      cell: ({ subject }) => subject,
    },
  ];
}

/** A duty has a page of its own; a record is shown here. */
function EvidenceWay(props: {
  readonly row: MetricRowAnswer;
  readonly open: (row: MetricRowAnswer) => void;
}): ReactElement {
  const { row, open } = props;
  const say = useTexts(overviewTexts);
  const label = say('evidenceOf', { name: nameOf(row) });
  if (row.clause && row.duty) {
    return (
      <Link to={`/plan/${row.clause}/duties/${row.duty}`} aria-label={label}>
        {say('evidence')}
      </Link>
    );
  }
  return (
    <Button kind="text" label={label} onClick={() => open(row)}>
      {say('evidence')}
    </Button>
  );
}

/** Whose row it is, as people say it; else the record's own id. */
const nameOf = ({ enterprise, subject }: MetricRowAnswer): string =>
  enterprise?.name ?? subject.slice(subject.indexOf('/') + 1);

/** The page of a record, with its sources and history. */
function recordPath(subject: string): string {
  const [type = ''] = subject.split('/', 1);
  const id = subject.slice(type.length + 1);
  const kind = type === 'enterprise' ? '/enterprises' : `/records/${type}`;
  return `${kind}/${encodeURIComponent(id)}`;
}

/** What a row rests on: the record as it stood on the day. */
function Evidence(props: {
  readonly metric: MetricAnswer;
  readonly row: MetricRowAnswer;
  readonly onClose: () => void;
}): ReactElement {
  const { metric, row, onClose } = props;
  const say = useTexts(overviewTexts);
  const words = useWords();
  const evidence = useApi(overviewContract.evidence, {
    params: { id: metric.id },
    query: { row: row.key },
  });
  return (
    <Dialog title={say('evidenceOf', { name: nameOf(row) })} onClose={onClose} wide>
      <Answered of={evidence}>
        {({ type, values }) => (
          <>
            <p className="rank-head">
              <span>
                {words(type)} <small className="muted">{row.subject.split('/').pop()}</small>
              </span>
              <StatusChip
                tone={row.bad ? 'overdue' : 'done'}
                text={say(row.bad ? 'bad' : 'good')}
              />
              {row.clause ? (
                <Link to={`/plan/${row.clause}`}>
                  {say('openClause')} {row.clause}
                </Link>
              ) : null}
              <Link to={recordPath(row.subject)}>{say('openRecord')}</Link>
              {row.enterprise ? (
                <Link to={`/enterprises/${row.enterprise.id}`}>{say('openFirm')}</Link>
              ) : null}
            </p>
            <dl className="metric-words">
              {values.map(({ name, value }) => (
                <div key={name.en} className="metric-pair">
                  <dt>{words(name)}</dt>
                  <dd>{words(value)}</dd>
                </div>
              ))}
            </dl>
          </>
        )}
      </Answered>
      <div className="dialog-buttons">
        <Button onClick={onClose}>{say('close')}</Button>
      </div>
    </Dialog>
  );
}
