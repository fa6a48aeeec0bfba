import type { ReactElement } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../../../ui/api/use-api.ts';
import { ScaleChip } from '../../../ui/chips.tsx';
import { withFilters } from '../../../ui/ledger/filters.ts';
import { Answered } from '../../../ui/states.tsx';
import { useTexts } from '../../../ui/texts.ts';
import type { RiskCounts } from '../answers-contract.ts';
import { riskContract } from '../contract.ts';
import { levelNames } from '../model.ts';
import { riskTexts } from './texts.ts';

type Values = Readonly<Partial<Record<'division' | 'line' | 'enterprise' | 'facility', string>>>;

/** Four colours, what is to be reviewed, what is not in place: each opens its rows. */
export function Figures(props: { readonly values: Values; readonly own: boolean }): ReactElement {
  const { division, line, enterprise, facility } = props.values;
  const known = (['chem', 'trade'] as const).find((each) => each === line);
  const query = { division, line: known, enterprise, facility };
  const figures = useApi(riskContract.riskFigures, { query }, { keepLast: true });
  return (
    <Answered of={figures}>
      {({ counts, divisions }) => (
        <>
          <Colours counts={counts} />
          {!props.own && !enterprise && divisions.length > 0 ? (
            <Divisions rows={divisions} />
          ) : null}
        </>
      )}
    </Answered>
  );
}

function Colours(props: { readonly counts: RiskCounts }): ReactElement {
  const { counts } = props;
  const say = useTexts(riskTexts);
  const [search] = useSearchParams();
  const to = (change: Readonly<Partial<Record<'level' | 'show', string | null>>>): string =>
    `?${withFilters(search, { level: null, show: null, ...change })}`;
  return (
    <nav className="risk-colours" aria-label={say('colours')}>
      {levelNames.map((level) => (
        <Link key={level} to={to({ level })} className="risk-colour">
          <ScaleChip scale="risk" level={level} />
          <strong>{counts[level]}</strong>
        </Link>
      ))}
      <Link to={to({ show: 'due' })} className="risk-colour">
        {say('dueCount', { count: counts.due })}
      </Link>
      <Link to={to({ show: 'open' })} className="risk-colour">
        {say('openCount', { count: counts.open })}
      </Link>
      <Link to={to({})} className="risk-colour">
        {say('total')} <strong>{counts.total}</strong>
      </Link>
    </nav>
  );
}

interface DivisionRow {
  readonly division: { readonly id: string; readonly name: string | null };
  readonly counts: RiskCounts;
}

function Divisions(props: { readonly rows: readonly DivisionRow[] }): ReactElement {
  const say = useTexts(riskTexts);
  const [search] = useSearchParams();
  const to = (division: string, more: Readonly<Record<string, string>>): string =>
    `?${withFilters(search, { level: null, show: null, division, ...more })}`;
  return (
    <details className="risk-card">
      <summary>{say('byDivision')}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls is reached by keys. */}
      <section className="risk-scroll" aria-label={say('byDivision')} tabIndex={0}>
        <table className="risk-table">
          <thead>
            <tr>
              <th scope="col">{say('division')}</th>
              {levelNames.map((level) => (
                <th key={level} scope="col">
                  {say(level)}
                </th>
              ))}
              <th scope="col">{say('due')}</th>
              <th scope="col">{say('open')}</th>
              <th scope="col">{say('total')}</th>
            </tr>
          </thead>
          <tbody>
            {props.rows.map(({ division: { id, name }, counts }) => (
              <tr key={id}>
                <th scope="row">
                  <Link to={to(id, {})}>{name ?? id}</Link>
                </th>
                {levelNames.map((level) => (
                  <td key={level}>
                    <Link to={to(id, { level })}>{counts[level]}</Link>
                  </td>
                ))}
                <td>
                  <Link to={to(id, { show: 'due' })}>{counts.due}</Link>
                </td>
                <td>
                  <Link to={to(id, { show: 'open' })}>{counts.open}</Link>
                </td>
                <td>{counts.total}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
