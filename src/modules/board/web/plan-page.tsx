import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { callApi } from '../../../ui/api/call.ts';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApi } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { ExportButton } from '../../../ui/ledger/export-button.tsx';
import { FilterBar } from '../../../ui/ledger/filter-bar.tsx';
import type { Filters } from '../../../ui/ledger/filters.ts';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { Answered, PageState } from '../../../ui/states.tsx';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import { boardContract } from '../contract.ts';
import type { ClauseStatusName, PlanRow } from '../model.ts';
import { clauseStatuses } from '../model.ts';
import { statusWords } from '../rules/status-words.ts';
import { SectionPart } from './plan-section.tsx';
import { ClauseStatus, toneOf } from './status.tsx';
import { boardTexts } from './texts.ts';
import './board.css';

const names = ['plan', 'task', 'status', 'module', 'actor', 'q', 'overdue', 'atRisk'] as const;
type Name = (typeof names)[number];
type Board = Answer<typeof boardContract.board>;

/** Only what the contract knows: an address may hold anything. */
function queryOf({ status, overdue, atRisk, ...others }: Filters<Name>) {
  const known = clauseStatuses.find((each) => each === status);
  return {
    ...others,
    ...(known ? { status: known } : {}),
    ...(overdue === 'true' ? { overdue: 'true' as const } : {}),
    ...(atRisk === 'true' ? { atRisk: 'true' as const } : {}),
  };
}

/** Both plans as their own tables of contents, each clause with how it stands. */
function PlanPage(): ReactElement {
  const [filters, choose] = useFilters(names);
  const query = queryOf(filters);
  // Whoever looks for something sees what was found; else the contents.
  const filtered = names.some((name) => name !== 'plan' && filters[name] !== undefined);
  const board = useApi(boardContract.board, { query }, { keepLast: true });
  const say = useTexts(boardTexts);
  const lang = useLanguage();
  const { asOf } = useAsOf();
  const days = asOf === null ? {} : { asOf };
  const exportFile = () =>
    callApi(boardContract.boardExport, { query: { ...query, ...days, lang } });
  return (
    <div className="board">
      <header className="board-head">
        <h1>{say('title')}</h1>
        <ExportButton exportFile={exportFile} />
      </header>
      <Answered of={board}>
        {(data) => (
          <>
            <p className="muted">{say('hint', { before: data.before })}</p>
            <BoardFilter board={data} filters={filters} choose={choose} />
            <Plans plans={data.plans} open={filtered} />
          </>
        )}
      </Answered>
    </div>
  );
}

function BoardFilter(props: {
  readonly board: Board;
  readonly filters: Filters<Name>;
  readonly choose: (change: Readonly<Partial<Record<Name, string | null>>>) => void;
}): ReactElement {
  const { board, filters, choose } = props;
  const say = useTexts(boardTexts);
  const words = useWords();
  const options = (list: Board['modules']) =>
    list.map((each) => ({ value: each.id, label: words(each.words) }));
  return (
    <FilterBar
      values={filters}
      onChange={choose}
      fields={[
        {
          name: 'plan',
          label: say('plan'),
          kind: 'select',
          options: board.plans.map(({ id, title }) => ({ value: id, label: words(title) })),
        },
        {
          name: 'status',
          label: say('status'),
          kind: 'select',
          options: clauseStatuses.map((value) => ({ value, label: words(statusWords(value)) })),
        },
        { name: 'module', label: say('module'), kind: 'select', options: options(board.modules) },
        { name: 'actor', label: say('actor'), kind: 'select', options: options(board.actors) },
        {
          name: 'overdue',
          label: say('only'),
          kind: 'select',
          options: [{ value: 'true', label: say('onlyOverdue') }],
        },
        {
          name: 'atRisk',
          label: say('atRisk'),
          kind: 'select',
          options: [{ value: 'true', label: say('onlyAtRisk') }],
        },
        { name: 'task', label: say('taskNumber'), kind: 'text' },
        { name: 'q', label: say('search'), kind: 'text' },
      ]}
    />
  );
}

function Plans(props: {
  readonly plans: readonly PlanRow[];
  readonly open: boolean;
}): ReactElement {
  const say = useTexts(boardTexts);
  const shown = props.plans.filter(({ sections }) => sections.length > 0);
  if (shown.length === 0) return <PageState title={say('none')} hint={say('noneHint')} />;
  return (
    <>
      {shown.map((plan) => (
        <PlanPart key={plan.id} plan={plan} open={props.open} />
      ))}
    </>
  );
}

function PlanPart(props: { readonly plan: PlanRow; readonly open: boolean }): ReactElement {
  const say = useTexts(boardTexts);
  const words = useWords();
  const { id, title, from, until, clauses, byStatus, sections } = props.plan;
  const titleId = `plan-${id}`;
  return (
    <section className="card board-plan" aria-labelledby={titleId}>
      <h2 id={titleId}>{words(title)}</h2>
      <p className="muted">
        {say('window', { from, until })} · {say('clausesInAll', { count: clauses })}
      </p>
      <Progress plan={id} byStatus={byStatus} />
      {sections.map((section) => (
        <SectionPart key={section.no} section={section} open={props.open} />
      ))}
    </section>
  );
}

/** How many clauses stand how, as a bar with its words. */
function Progress(props: {
  readonly plan: string;
  readonly byStatus: PlanRow['byStatus'];
}): ReactElement {
  const say = useTexts(boardTexts);
  const order: readonly ClauseStatusName[] = [...clauseStatuses].reverse();
  const present = order.flatMap((status) => {
    const count = props.byStatus[status] ?? 0;
    return count > 0 ? [{ status, count }] : [];
  });
  return (
    <>
      <div className="board-bar" aria-hidden="true">
        {present.map(({ status, count }) => (
          <i key={status} className={`bar-${toneOf(status)}`} style={{ flexGrow: count }} />
        ))}
      </div>
      <ul className="board-legend" aria-label={say('progress')}>
        {present.map(({ status, count }) => (
          <li key={status}>
            <Link to={`/plan?plan=${props.plan}&status=${status}`}>
              <ClauseStatus status={status} /> {count}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

export { PlanPage as page };
