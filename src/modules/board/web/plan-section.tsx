import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { StatusChip } from '../../../ui/chips.tsx';
import { useNumber } from '../../../ui/number-card.tsx';
import { reachable } from '../../../ui/reachable.ts';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import type { BoardRow, PlanRow } from '../model.ts';
import { ClauseStatus, Target, TrendMark, toneOf, useValue } from './status.tsx';
import { boardTexts } from './texts.ts';

const COLUMNS = 9;
const NAMED = 3;

/** A section of the plan: its tasks, and their clauses as rows. */
export function SectionPart(props: {
  readonly section: PlanRow['sections'][number];
  readonly open: boolean;
}): ReactElement {
  const { section, open } = props;
  const say = useTexts(boardTexts);
  const words = useWords();
  const title = `${section.no} ${words(section.title)}`;
  return (
    <details key={`${open}`} className="board-section" open={open}>
      <summary>
        {title} <Standing section={section} />
      </summary>
      <section className="board-scroll" {...reachable} aria-label={title}>
        <table className="board-table">
          <Heads />
          {section.tasks.map((task) => (
            <tbody key={task.task}>
              <tr>
                <th scope="rowgroup" colSpan={COLUMNS} className="board-task">
                  {/^\d+$/.test(task.task) ? `${say('task', { task: task.task })} · ` : ''}
                  {words(task.title)}
                </th>
              </tr>
              {task.clauses.map((row) => (
                <ClauseRow key={row.id} row={row} />
              ))}
            </tbody>
          ))}
        </table>
      </section>
    </details>
  );
}

/** How many clauses of the section stand how, where that calls for somebody. */
function Standing(props: { readonly section: PlanRow['sections'][number] }): ReactElement {
  const say = useTexts(boardTexts);
  const number = useNumber();
  const rows = props.section.tasks.flatMap(({ clauses }) => clauses);
  const late = rows.filter(({ figure }) => toneOf(figure.status) === 'overdue').length;
  const soon = rows.filter(({ figure }) => toneOf(figure.status) === 'soon').length;
  const overdue = rows.reduce((sum, { figure }) => sum + figure.overdue, 0);
  return (
    <span className="board-standing">
      <span className="muted">{say('clausesInAll', { count: rows.length })}</span>
      {late > 0 ? <StatusChip tone="overdue" text={say('missedClauses', { count: late })} /> : null}
      {soon > 0 ? <StatusChip tone="soon" text={say('riskClauses', { count: soon })} /> : null}
      {overdue > 0 ? (
        <span className="muted">{say('overdueDuties', { count: number(overdue) })}</span>
      ) : null}
    </span>
  );
}

const widths = [104, null, 128, 116, 86, 116, 96, 80, 164];

function Heads(): ReactElement {
  const say = useTexts(boardTexts);
  const titles = [
    say('clause'),
    say('words'),
    say('actor'),
    say('status'),
    say('value'),
    say('target'),
    say('done'),
    say('trend'),
    `${say('overdue')} · ${say('behind')}`,
  ];
  return (
    <>
      <colgroup>
        {titles.map((title, index) => {
          const width = widths[index];
          return <col key={title} style={width ? { width } : undefined} />;
        })}
      </colgroup>
      <thead>
        <tr>
          {titles.map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
    </>
  );
}

function ClauseRow(props: { readonly row: BoardRow }): ReactElement {
  const { row } = props;
  const words = useWords();
  const language = useLanguage();
  const value = useValue();
  const say = useTexts(boardTexts);
  const number = useNumber();
  const { id, figure, measure, actors } = row;
  const done = figure.met + figure.late;
  const text = language === 'zh' ? row.quote : row.en;
  return (
    <tr>
      <th scope="row">
        <Link to={`/plan/${id}`}>{id}</Link>
      </th>
      <td>
        <span className="board-words" title={text}>
          {text}
        </span>
      </td>
      <td>{actors.map(words).join(say('comma'))}</td>
      <td>
        <ClauseStatus status={figure.status} />
      </td>
      <td className="board-number">{value(measure, figure.value)}</td>
      <td>
        <Target measure={measure} figure={figure} />
      </td>
      <td className="board-number">
        {number(done)}/<Link to={`/plan/${id}#duties`}>{number(figure.population)}</Link>
      </td>
      <td>
        <TrendMark trend={row.trend} />
      </td>
      <td>
        <Behind row={row} />
      </td>
    </tr>
  );
}

/** How many are overdue, and where: each opens its rows. */
function Behind(props: { readonly row: BoardRow }): ReactElement {
  const { id, figure, behind } = props.row;
  const say = useTexts(boardTexts);
  const number = useNumber();
  if (figure.overdue === 0) return <>—</>;
  const more = behind.length - NAMED;
  return (
    <>
      <Link className="board-bad" to={`/plan/${id}?status=overdue#duties`}>
        {number(figure.overdue)}
      </Link>
      <br />
      {behind.slice(0, NAMED).map((each) => (
        <span key={each.id}>
          <Link to={`/plan/${id}?division=${each.id}&status=overdue#duties`}>
            {each.name} {number(each.overdue)}
          </Link>{' '}
        </span>
      ))}
      {more > 0 ? <span className="muted">{say('andMore', { count: more })}</span> : null}
    </>
  );
}
