import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { mayWriteLetters } from '../../../law/letters.ts';
import { callApi } from '../../../ui/api/call.ts';
import { useApiPages, withAsOf } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { StatusChip } from '../../../ui/chips.tsx';
import { type Column, orderIn } from '../../../ui/ledger/columns.ts';
import { FilterBar } from '../../../ui/ledger/filter-bar.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { useNumber } from '../../../ui/number-card.tsx';
import { useSession } from '../../../ui/session.tsx';
import { PageState } from '../../../ui/states.tsx';
import { useLanguage, useTexts } from '../../../ui/texts.ts';
import type { AssignmentView } from '../contract.ts';
import { assignmentsContract } from '../contract.ts';
import { assignmentOrders, assignmentStates } from '../model.ts';
import { assignmentsTexts } from './texts.ts';
import './assignments.css';

const boxes = ['given', 'received'] as const;
type Name = 'box' | 'state' | 'clause' | 'q' | 'sort';

/** Tasks that one's own node gave, and those that came. */
function AssignmentsPage(): ReactElement {
  const say = useTexts(assignmentsTexts);
  const { roles } = useSession();
  const [filters, choose] = useFilters<Name>(['box', 'state', 'clause', 'q', 'sort']);
  const gives = mayWriteLetters(roles);
  const box = boxes.find((each) => each === filters.box) ?? (gives ? 'given' : 'received');
  const { box: _, ...rest } = filters;
  const sort = orderIn(assignmentOrders, filters.sort);
  const query = { ...rest, box, sort } as { box: typeof box; sort: typeof sort };
  const { assignments, assignmentsExport } = assignmentsContract;
  const list = useApiPages(assignments, { query }, { topics: ['assignment'], keepLast: true });
  const language = useLanguage();
  const { asOf } = useAsOf();
  return (
    <div>
      <h1>{say('title')}</h1>
      <p className="muted">{say('hint')}</p>
      <nav className="assignments-boxes" aria-label={say('boxes')}>
        {boxes.map((each) => (
          <button
            key={each}
            type="button"
            aria-current={each === box ? 'page' : undefined}
            onClick={() => choose({ box: each })}
          >
            {say(each === 'given' ? 'givenBox' : 'receivedBox')}
          </button>
        ))}
        {gives ? <Link to="/plan">{say('fromClause')}</Link> : null}
      </nav>
      <Filter values={filters} onChange={choose} />
      <LedgerTable
        name="assignments"
        label={say('title')}
        list={list}
        columns={useColumns()}
        rowKey={({ id }) => id}
        to={({ id }) => `/assignments/${id}`}
        sort={{ orders: assignmentOrders, value: sort, choose: (next) => choose({ sort: next }) }}
        exportFile={(shown) => {
          const given = { query: { ...query, language, columns: shown.join(',') } };
          return callApi(assignmentsExport, withAsOf(assignmentsExport, given, asOf));
        }}
        empty={<PageState title={say('empty')} hint={say('emptyHint')} />}
      />
    </div>
  );
}

function Filter(props: {
  readonly values: Readonly<Partial<Record<Name, string>>>;
  readonly onChange: (change: Readonly<Partial<Record<Name, string | null>>>) => void;
}): ReactElement {
  const say = useTexts(assignmentsTexts);
  const states = assignmentStates.map((value) => ({ value, label: say(value) }));
  return (
    <FilterBar
      {...props}
      fields={[
        { name: 'q', label: say('words'), kind: 'text' },
        { name: 'clause', label: say('clause'), kind: 'text' },
        { name: 'state', label: say('state'), kind: 'select', options: states },
      ]}
    />
  );
}

export function StateChip(props: {
  readonly task: Pick<AssignmentView, 'state' | 'late'>;
}): ReactElement {
  const { state, late } = props.task;
  const say = useTexts(assignmentsTexts);
  if (late) return <StatusChip tone="overdue" text={say('late')} />;
  const tone = ({ open: 'going', done: 'done', withdrawn: 'unknown' } as const)[state];
  return <StatusChip tone={tone} text={say(state)} />;
}

function useColumns(): readonly Column<AssignmentView>[] {
  const say = useTexts(assignmentsTexts);
  const number = useNumber();
  return [
    {
      ...{ key: 'title', title: say('name'), width: 320, fixed: true as const },
      cell: ({ id, title }) => <Link to={`/assignments/${id}`}>{title}</Link>,
    },
    {
      ...{ key: 'clause', title: say('clause') },
      cell: ({ clause }) => <Link to={`/plan/${clause}`}>{clause}</Link>,
    },
    { key: 'state', title: say('state'), cell: (row) => <StateChip task={row} /> },
    {
      ...{ key: 'progress', title: say('progress') },
      cell: ({ done, objects }) => `${number(done)}/${number(objects)}`,
    },
    { key: 'due', title: say('due'), sort: 'due', cell: ({ due }) => due },
    { key: 'issuer', title: say('issuer'), cell: ({ issuer }) => issuer },
    { key: 'author', title: say('author'), cell: ({ author }) => author },
    { key: 'madeOn', title: say('madeOn'), sort: 'made', cell: ({ madeOn }) => madeOn },
  ];
}

export { AssignmentsPage as page };
