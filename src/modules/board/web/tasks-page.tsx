import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApi } from '../../../ui/api/use-api.ts';
import { StatusChip } from '../../../ui/chips.tsx';
import { FilterBar } from '../../../ui/ledger/filter-bar.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { useNumber } from '../../../ui/number-card.tsx';
import { reachable } from '../../../ui/reachable.ts';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { boardContract } from '../contract.ts';
import type { TaskRow } from '../rules/tasks.ts';
import { tasksOf } from '../rules/tasks.ts';
import { boardTexts } from './texts.ts';
import './board.css';

type Board = Answer<typeof boardContract.board>;
const NAMED = 3;

/** The tasks of both plans with what their clauses add up to: the board's own numbers. */
function TasksPage(): ReactElement {
  const say = useTexts(boardTexts);
  const board = useApi(boardContract.board, { query: {} });
  return (
    <div className="board">
      <h1>{say('tasksTitle')}</h1>
      <p className="muted">{say('tasksHint')}</p>
      <Answered of={board}>{(data) => <Tasks board={data} />}</Answered>
    </div>
  );
}

function Tasks(props: { readonly board: Board }): ReactElement {
  const { plans } = props.board;
  const say = useTexts(boardTexts);
  const words = useWords();
  const [filters, choose] = useFilters(['plan', 'order'] as const);
  const asked = plans.filter(({ id }) => filters.plan === undefined || filters.plan === id);
  const rows = tasksOf(asked, filters.order === 'overdue');
  const heads = [
    say('taskColumn'),
    say('standing'),
    say('done'),
    say('overdue'),
    say('worst'),
  ] as const;
  return (
    <>
      <FilterBar
        values={filters}
        onChange={choose}
        fields={[
          {
            name: 'plan',
            label: say('plan'),
            kind: 'select',
            options: plans.map(({ id, title }) => ({ value: id, label: words(title) })),
          },
          {
            name: 'order',
            label: say('order'),
            kind: 'select',
            options: [{ value: 'overdue', label: say('byOverdue') }],
          },
        ]}
      />
      <section className="board-scroll" {...reachable} aria-label={say('tasksTitle')}>
        <table className="board-table board-tasks">
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Task key={`${row.plan}/${row.task}`} row={row} />
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function Task(props: { readonly row: TaskRow }): ReactElement {
  const { plan, prefix, section, sectionTitle, task, title, done, owed, overdue, behind } =
    props.row;
  const say = useTexts(boardTexts);
  const words = useWords();
  const number = useNumber();
  const here = `/plan?plan=${plan}&task=${task}`;
  return (
    <tr>
      <th scope="row">
        <Link to={here}>
          {prefix} {/^\d+$/.test(task) ? `${say('task', { task })} · ` : ''}
          {words(title)}
        </Link>
        <div className="muted">
          {section} {words(sectionTitle)}
        </div>
      </th>
      <td>
        <Standing row={props.row} />
      </td>
      <td className="board-number">
        {number(done)}/{number(owed)}
      </td>
      <td className="board-number">
        {overdue > 0 ? (
          <Link className="board-bad" to={`${here}&overdue=true`}>
            {number(overdue)}
          </Link>
        ) : (
          0
        )}
      </td>
      <td>
        {behind.length === 0
          ? '—'
          : behind
              .slice(0, NAMED)
              .map((each) => `${each.name} ${number(each.overdue)}`)
              .join(say('comma'))}
      </td>
    </tr>
  );
}

function Standing(props: { readonly row: TaskRow }): ReactElement {
  const { clauses, met, risk, missed } = props.row;
  const say = useTexts(boardTexts);
  return (
    <span className="board-legend">
      <span className="muted">{say('clausesInAll', { count: clauses })}</span>
      {met > 0 ? <StatusChip tone="done" text={say('metClauses', { count: met })} /> : null}
      {risk > 0 ? <StatusChip tone="soon" text={say('riskClauses', { count: risk })} /> : null}
      {missed > 0 ? (
        <StatusChip tone="overdue" text={say('missedClauses', { count: missed })} />
      ) : null}
    </span>
  );
}

export { TasksPage as page };
