import type { ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import { mayWriteLetters } from '../../../law/letters.ts';
import { useApi } from '../../../ui/api/use-api.ts';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { NumberCard } from '../../../ui/number-card.tsx';
import { useSessionState } from '../../../ui/session.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import { Quote } from '../../../ui/timeline.tsx';
import { boardContract } from '../contract.ts';
import type { ClauseView } from '../model.ts';
import { ClauseHow } from './clause-how.tsx';
import { ClauseTrend } from './clause-trend.tsx';
import { Counties } from './counties.tsx';
import type { DutyFilters } from './duties-table.tsx';
import { DutiesTable, dutyFilters } from './duties-table.tsx';
import { ClauseStatus, Target, TrendMark, useValue } from './status.tsx';
import { boardTexts } from './texts.ts';
import './board.css';

/** One clause: the plan's words first, then how it stands, why, where and with whom. */
function ClausePage(): ReactElement {
  const { clause: id = '' } = useParams();
  const [filters, choose] = useFilters(dutyFilters);
  const query = filters.division === undefined ? {} : { division: filters.division };
  const clause = useApi(boardContract.clause, { params: { id }, query }, { keepLast: true });
  return (
    <Answered of={clause}>
      {(data) => <Clause key={data.id} clause={data} filters={filters} choose={choose} />}
    </Answered>
  );
}

function Clause(props: {
  readonly clause: ClauseView;
  readonly filters: DutyFilters;
  readonly choose: (change: Readonly<Record<string, string | null>>) => void;
}): ReactElement {
  const { clause, filters, choose } = props;
  const say = useTexts(boardTexts);
  const words = useWords();
  const language = useLanguage();
  const { plan, section, task, taskTitle, id } = clause;
  const numbered = /^\d+$/.test(task) ? `${say('task', { task })} ` : '';
  const source = `${words(plan.title)} ${section.no} ${numbered}${words(taskTitle)} · ${id}`;
  return (
    <div className="board">
      <header className="board-head">
        <h1>
          {say('clause')} {id} <ClauseStatus status={clause.figure.status} />
        </h1>
        <SplitLink clause={clause} status={filters.status} />
        <span className="muted">
          {words(clause.kind)} · {words(clause.strength)} ·{' '}
          {clause.actors.map(words).join(say('comma'))}
        </span>
      </header>
      <div className="card">
        <Quote text={clause.quote} source={source} />
        {language === 'en' ? <p>{clause.en}</p> : null}
      </div>
      <Figures clause={clause} />
      <div className="board-two">
        <ClauseTrend clause={clause} division={filters.division ?? null} />
        <Counties clause={clause} />
      </div>
      <DutiesTable clause={clause} filters={filters} choose={choose} />
      <ClauseHow clause={clause} />
    </div>
  );
}

/** To the page that splits tasks off the clause, with the filter chosen here. */
function SplitLink(props: {
  readonly clause: ClauseView;
  readonly status: string | undefined;
}): ReactElement | null {
  const { id, division } = props.clause;
  const say = useTexts(boardTexts);
  const { session } = useSessionState();
  if (!mayWriteLetters(session?.roles ?? [])) return null;
  const query = new URLSearchParams({
    clause: id,
    ...(division ? { division: division.id } : {}),
    ...(props.status === 'pending' ? { status: 'open' } : {}),
  });
  return (
    <Link className="button button-usual" to={`/assignments/new?${query}`}>
      {say('split')}
    </Link>
  );
}

function Figures(props: { readonly clause: ClauseView }): ReactElement {
  const { id, figure, measure, division, trend } = props.clause;
  const say = useTexts(boardTexts);
  const words = useWords();
  const value = useValue();
  const here = division === null ? '' : `division=${division.id}`;
  const rows = (status: string): string =>
    `/plan/${id}?${[here, status && `status=${status}`].filter(Boolean).join('&')}#duties`;
  return (
    <section aria-label={say('figures')} className="board-stack">
      {division ? (
        <p>
          {say('inDivision', { name: division.name })}{' '}
          <Link to={`/plan/${id}`}>{say('wholeScope')}</Link>
        </p>
      ) : null}
      {figure.needs.length > 0 ? (
        <p className="board-bad">{say('waits', { names: figure.needs.join(', ') })}</p>
      ) : null}
      {figure.provisional ? <p className="muted">{words(figure.provisional)}</p> : null}
      <div className="board-cards">
        <NumberCard label={say('value')} value={value(measure, figure.value)} to={rows('')}>
          <span className="board-target">
            {say('target')} <Target measure={measure} figure={figure} /> ·{' '}
            <TrendMark trend={trend} />
          </span>
        </NumberCard>
        <NumberCard label={say('population')} value={figure.population} to={rows('')} />
        <NumberCard
          label={say('overdue')}
          value={figure.overdue}
          to={rows('overdue')}
          tone={figure.overdue > 0 ? 'bad' : 'plain'}
        />
        <NumberCard label={say('met')} value={figure.met} to={rows('met')} />
        <NumberCard label={say('late')} value={figure.late} to={rows('late')} />
        <NumberCard label={say('pending')} value={figure.pending} to={rows('pending')} />
        <NumberCard label={say('unknown')} value={figure.unknown} to={rows('unknown')} />
      </div>
    </section>
  );
}

export { ClausePage as page };
