import { type ReactElement, useId } from 'react';
import { Link } from 'react-router';
import { callApi } from '../../../ui/api/call.ts';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApi } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { kitTexts } from '../../../ui/kit-texts.ts';
import { ExportButton } from '../../../ui/ledger/export-button.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { useNumber } from '../../../ui/number-card.tsx';
import { Answered, PageState } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { lettersContract } from '../contract.ts';
import { lettersTexts } from './texts.ts';
import './letters.css';

type Report = Answer<typeof lettersContract.report>;
type Plan = Report['plans'][number];
const figures = ['met', 'late', 'pending', 'overdue', 'unknown'] as const;

/** Both plans in a division and a month, on the page and as Word. */
function ReportsPage(): ReactElement {
  const say = useTexts(lettersTexts);
  const kit = useTexts(kitTexts);
  const { day } = useAsOf();
  const id = useId();
  const [filters, choose] = useFilters(['division', 'month']);
  const places = useApi(lettersContract.reportDivisions, {}, { topics: ['jurisdiction'] });
  return (
    <div className="letters">
      <h1>{say('reportTitle')}</h1>
      <p className="muted">{say('reportHint')}</p>
      <Answered of={places}>
        {({ rows }) => {
          const division = filters.division ?? rows[0]?.id;
          if (division === undefined)
            return <PageState title={kit('empty')} hint={say('noDivisions')} />;
          const query = { division, month: filters.month ?? day.slice(0, 7) };
          return (
            <>
              <div className="letters-bar">
                <label htmlFor={`${id}-d`}>{say('division')}</label>
                <select
                  id={`${id}-d`}
                  value={division}
                  onChange={({ target }) => choose({ division: target.value })}
                >
                  {rows.map((each) => (
                    <option key={each.id} value={each.id}>
                      {each.name}
                    </option>
                  ))}
                </select>
                <label htmlFor={`${id}-m`}>{say('month')}</label>
                <select
                  id={`${id}-m`}
                  value={query.month}
                  onChange={({ target }) => choose({ month: target.value })}
                >
                  {monthsTo(day).map((month) => (
                    <option key={month} value={month}>
                      {month}
                    </option>
                  ))}
                </select>
                <ExportButton exportFile={() => callApi(lettersContract.reportWord, { query })}>
                  {say('word')}
                </ExportButton>
              </div>
              <Shown query={query} />
            </>
          );
        }}
      </Answered>
    </div>
  );
}

/** The months of the plans up to a day, newest first. */
function monthsTo(day: string): readonly string[] {
  const found: string[] = [];
  let [year = 2024, month = 1] = day.split('-').map(Number);
  while (year >= 2024) {
    found.push(`${year}-${String(month).padStart(2, '0')}`);
    month -= 1;
    if (month === 0) [year, month] = [year - 1, 12];
  }
  return found;
}

function Shown(props: {
  readonly query: { readonly division: string; readonly month: string };
}): ReactElement {
  const report = useApi(lettersContract.report, { query: props.query });
  return (
    <Answered of={report}>
      {(data) => (
        <div className="letters-plans">
          {data.plans.map((plan) => (
            <PlanPart key={plan.plan} plan={plan} report={data} />
          ))}
        </div>
      )}
    </Answered>
  );
}

function PlanPart(props: { readonly plan: Plan; readonly report: Report }): ReactElement {
  const { plan, report } = props;
  const say = useTexts(lettersTexts);
  const words = useWords();
  const number = useNumber();
  const all = (counts: Plan['now']): number => figures.reduce((sum, key) => sum + counts[key], 0);
  const share = (counts: Plan['now']): string => {
    const whole = all(counts);
    return whole === 0 ? '—' : `${(((counts.met + counts.late) * 100) / whole).toFixed(1)}%`;
  };
  return (
    <section className="letters-card" aria-label={words(plan.title)}>
      <h2>{words(plan.title)}</h2>
      <table className="letters-table">
        <thead>
          <tr>
            <th scope="col">{say('figure')}</th>
            <th scope="col">{report.asOf}</th>
            <th scope="col">{report.before}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{say('all')}</th>
            <td>{number(all(plan.now))}</td>
            <td>{number(all(plan.before))}</td>
          </tr>
          {figures.map((key) => (
            <tr key={key}>
              <th scope="row">{say(key)}</th>
              <td>{number(plan.now[key])}</td>
              <td>{number(plan.before[key])}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{say('share')}</th>
            <td>{share(plan.now)}</td>
            <td>{share(plan.before)}</td>
          </tr>
        </tbody>
      </table>
      <h3>{say('worst')}</h3>
      {plan.worst.length === 0 ? <p className="muted">{say('noWorst')}</p> : null}
      <ol className="letters-worst">
        {plan.worst.map(({ clause, name, overdue, population }) => (
          <li key={clause}>
            <Link to={`/plan/${clause}`}>{clause}</Link> {words(name)}{' '}
            <b>
              {number(overdue)}/{number(population)}
            </b>
          </li>
        ))}
      </ol>
    </section>
  );
}

export { ReportsPage as page };
