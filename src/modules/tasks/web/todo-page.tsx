import { type ReactElement, useState } from 'react';
import { Link } from 'react-router';
import { callApi } from '../../../ui/api/call.ts';
import { useApi, useApiPages, withAsOf } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { Button } from '../../../ui/dialog.tsx';
import { orderIn } from '../../../ui/ledger/columns.ts';
import { FilterBar } from '../../../ui/ledger/filter-bar.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { PageState } from '../../../ui/states.tsx';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import type { TodoView } from '../contract.ts';
import { tasksContract } from '../contract.ts';
import { type Box, boxes, inboxOrders, usualOrder } from '../model.ts';
import { Deadline } from './deadline.tsx';
import { tasksTexts } from './texts.ts';
import { TodoDialog } from './todo-dialog.tsx';
import './tasks.css';

const TOPICS = { topics: ['todo', 'facts'], keepLast: true };

/** One inbox: arrows move, Enter opens what a row is about. */
function TodoPage(): ReactElement {
  const say = useTexts(tasksTexts);
  const [filters, choose] = useFilters(['box', 'kind', 'plan', 'late', 'within', 'q', 'sort']);
  const [opened, open] = useState<TodoView | null>(null);
  const box = boxes.find((each) => each === filters.box) ?? 'todo';
  const { box: _, ...rest } = filters;
  const usual = usualOrder(box);
  const orders = [usual, ...inboxOrders.filter((order) => order !== usual)] as const;
  const sort = orderIn(orders, filters.sort);
  const query = { ...rest, box, sort } as { box: Box; sort: typeof sort };
  const list = useApiPages(tasksContract.inbox, { query }, TOPICS);
  const counts = list.data?.pages[0]?.counts;
  const columns = useColumns(box, open);
  const language = useLanguage();
  const { asOf } = useAsOf();
  return (
    <div className="tasks">
      <nav className="tasks-boxes" aria-label={say('boxes')}>
        {boxes.map((each) => (
          <button
            key={each}
            type="button"
            aria-current={each === box ? 'page' : undefined}
            onClick={() => choose({ box: each === 'todo' ? null : each, sort: null })}
          >
            {say(each, { count: counts?.[each] ?? '' })}
          </button>
        ))}
        <Rules />
      </nav>
      <Filter values={filters} onChange={choose} />
      <LedgerTable
        name="todo"
        label={say('list')}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        to={({ link }) => link ?? '/todo'}
        exportFile={(shown) => {
          const given = { query: { ...query, language, columns: shown.join(',') } };
          const { inboxExport } = tasksContract;
          return callApi(inboxExport, withAsOf(inboxExport, given, asOf));
        }}
        sort={{ orders, value: sort, choose: (next) => choose({ sort: next }) }}
        total={counts?.[box]}
        empty={<PageState title={say('emptyTodo')} hint={say('emptyTodoHint')} />}
      />
      {opened ? <TodoDialog row={opened} onClose={() => open(null)} /> : null}
    </div>
  );
}

function useColumns(box: Box, open: (row: TodoView) => void) {
  const say = useTexts(tasksTexts);
  const words = useWords();
  return [
    {
      key: 'task',
      title: say('task'),
      width: 380,
      fixed: true as const,
      cell: (row: TodoView) => (
        <span className={row.unread ? 'tasks-unread' : ''}>
          {row.unread ? <span className="visually-hidden">{say('unread')}</span> : null}
          {row.link === null ? words(row.title) : <Link to={row.link}>{words(row.title)}</Link>}
        </span>
      ),
    },
    {
      ...{ key: 'due', title: say('due'), width: 190, sort: 'due' },
      cell: (row: TodoView) => <Deadline row={row} />,
    },
    { key: 'sender', title: say('sender'), cell: (row: TodoView) => words(row.sender) },
    {
      key: 'clause',
      title: say('clause'),
      width: 110,
      cell: ({ clause }: TodoView) => clause ?? '—',
    },
    {
      ...{ key: 'opened', title: say('opened'), width: 110, sort: 'opened' },
      cell: ({ openedOn }: TodoView) => openedOn,
    },
    ...(box === 'done' || box === 'started'
      ? [{ key: 'closed', title: say('closed'), cell: (row: TodoView) => row.closedOn ?? '—' }]
      : []),
    { key: 'assignee', title: say('assignee'), cell: (row: TodoView) => row.assignee ?? '—' },
    {
      key: 'more',
      title: say('more'),
      cell: (row: TodoView) => (
        <Button kind="text" onClick={() => open(row)} label={`${say('more')} ${words(row.title)}`}>
          {say('more')}
        </Button>
      ),
    },
  ];
}

type Name = 'box' | 'kind' | 'plan' | 'late' | 'within' | 'q' | 'sort';

function Filter(props: {
  readonly values: Readonly<Partial<Record<Name, string>>>;
  readonly onChange: (change: Readonly<Partial<Record<Name, string | null>>>) => void;
}): ReactElement {
  const say = useTexts(tasksTexts);
  const option = (value: string, label: string) => ({ value, label });
  return (
    <FilterBar<Name>
      values={props.values}
      onChange={props.onChange}
      fields={[
        { name: 'q', label: say('words'), kind: 'text' },
        {
          name: 'kind',
          label: say('kind'),
          kind: 'select',
          options: [
            option('duty', say('kindDuty')),
            option('chase', say('kindChase')),
            option('step', say('kindStep')),
            option('letter', say('kindLetter')),
            option('approval', say('kindApproval')),
            option('task', say('kindTask')),
          ],
        },
        {
          name: 'plan',
          label: say('plan'),
          kind: 'select',
          options: [option('chem', say('chem')), option('trade', say('trade'))],
        },
        {
          name: 'late',
          label: say('late'),
          kind: 'select',
          options: [option('true', say('yes')), option('false', say('no'))],
        },
        {
          name: 'within',
          label: say('within'),
          kind: 'select',
          options: ['7', '30'].map((days) => option(days, say('withinDays', { days }))),
        },
      ]}
    />
  );
}

/** By which rules to-dos come, and where the numbers are from. */
function Rules(): ReactElement {
  const say = useTexts(tasksTexts);
  const words = useWords();
  const rules = useApi(tasksContract.settings, {}, { topics: [] });
  return (
    <Panel title={say('rules')} kind="text">
      <dl className="tasks-rules">
        {rules.data?.rows.map(({ name, title, value, source }) => (
          <div key={name}>
            <dt>{words(title)}</dt>
            <dd>
              {words(value)} <small className="muted">{words(source)}</small>
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

export { TodoPage as page };
