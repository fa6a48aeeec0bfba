import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApi } from '../../../ui/api/use-api.ts';
import { Trend } from '../../../ui/charts/chart.tsx';
import { useNumber } from '../../../ui/number-card.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { warningContract } from '../contract.ts';
import { grades, type Kind, kinds } from '../model.ts';
import { clock, GradeChip, INKS, listOf } from './parts.tsx';
import { warningTexts } from './texts.ts';

type Places = Readonly<Partial<Record<'division' | 'park' | 'enterprise', string>>>;
type Trended = Answer<typeof warningContract.warningTrend>;
const TOPICS = { keepLast: true, topics: ['warning'] };

/** How many stand where, and how that went: each number leads to its rows. */
export function FiguresAndTrend(props: {
  readonly places: Places;
  readonly kind: Kind;
}): ReactElement {
  const { places, kind } = props;
  const say = useTexts(warningTexts);
  const figures = useApi(warningContract.warningFigures, { query: places }, TOPICS);
  const trend = useApi(warningContract.warningTrend, { query: { ...places, kind } }, TOPICS);
  return (
    <div className="warning-two">
      <section className="card" aria-label={say('figures')}>
        <h2>{say('figures')}</h2>
        <Answered of={figures}>{(data) => <Figures {...data} places={places} />}</Answered>
      </section>
      <section className="card" aria-label={say('trend', { kind: '' })}>
        <Answered of={trend}>{(data) => <Curves trend={data} kind={kind} />}</Answered>
      </section>
    </div>
  );
}

function Figures(
  props: Answer<typeof warningContract.warningFigures> & { readonly places: Places },
): ReactElement {
  const say = useTexts(warningTexts);
  const words = useWords();
  const number = useNumber();
  return (
    <table className="warning-table">
      <caption className="visually-hidden">{say('figures')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('kind')}</th>
          {grades.map((grade) => (
            <th key={grade} scope="col">
              <GradeChip grade={grade} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.kinds.map(({ kind, ...counts }) => (
          <tr key={kind}>
            <th scope="row">{words(kinds[kind])}</th>
            {grades.map((grade) => (
              <td key={grade}>
                <Link
                  to={listOf({ kind, grade, ...props.places })}
                  aria-label={`${words(kinds[kind])} ${say(grade)} ${counts[grade]}`}
                >
                  {number(counts[grade])}
                </Link>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Curves(props: { readonly trend: Trended; readonly kind: Kind }): ReactElement {
  const { trend, kind } = props;
  return (
    <>
      {trend.days.length > 0 ? <Lines trend={trend} kind={kind} /> : null}
      <KeptFrom known={trend} />
    </>
  );
}

function Lines(props: { readonly trend: Trended; readonly kind: Kind }): ReactElement {
  const { trend, kind } = props;
  const say = useTexts(warningTexts);
  const words = useWords();
  return (
    <Trend
      label={say('trend', { kind: words(kinds[kind]) })}
      height={190}
      unit={say('unit')}
      axis={trend.days.map(({ day }) => day.slice(5))}
      series={grades.map((grade) => ({
        name: say(grade),
        values: trend.days.map((day) => day[grade]),
        colour: INKS[grade],
      }))}
    />
  );
}

interface Known {
  readonly asOf: string;
  readonly keptFrom: string | null;
  readonly knownFrom: string | null;
}

/** From when the grades of a page are known, and how. */
export function KeptFrom(props: { readonly known: Known }): ReactElement | null {
  const say = useTexts(warningTexts);
  const { asOf, keptFrom, knownFrom } = props.known;
  if (keptFrom === null || knownFrom === null) return null;
  return (
    <p className="muted">
      {asOf < knownFrom
        ? say('unknown', { day: knownFrom })
        : say('keptFrom', { time: clock(keptFrom) })}
    </p>
  );
}
