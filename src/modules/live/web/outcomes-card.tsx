import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { useApi } from '../../../ui/api/use-api.ts';
import { useNumber } from '../../../ui/number-card.tsx';
import { reachable } from '../../../ui/reachable.ts';
import { Answered } from '../../../ui/states.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { liveContract, type OutcomesAnswer } from '../contract.ts';
import { liveTexts } from './texts.ts';
import './live.css';

const NAMED = [
  ...(['unknownTag', 'malformed', 'badValue', 'wrongUnit', 'future', 'ancient'] as const),
  ...(['badQuality', 'notAllowed', 'unlisted', 'duplicate', 'outOfOrder', 'outOfRange'] as const),
] as const;
type Named = (typeof NAMED)[number];

/** What became of the rows of all gateways that somebody sees there, in the last 24 hours. */
function OutcomesCard(props: { readonly division?: string | undefined }): ReactElement {
  const { division } = props;
  const say = useTexts(liveTexts);
  const outcomes = useApi(liveContract.outcomes, { query: { division } });
  return (
    <section className="card" id="gateways" aria-labelledby="gateways-title">
      <h2 id="gateways-title">{say('outcomes')}</h2>
      <Answered of={outcomes}>{(data) => <Outcomes data={data} />}</Answered>
    </section>
  );
}

const isNamed = (code: string): code is Named => NAMED.some((name) => name === code);

function Outcomes({ data }: { readonly data: OutcomesAnswer }): ReactElement {
  const say = useTexts(liveTexts);
  const number = useNumber();
  const shown = data.outcomes.filter(({ code }) => isNamed(code));
  return (
    <>
      <p>
        {say('outcomesAll', {
          ...{ rows: number(data.rows), gateways: number(data.gateways) },
          ...{ silent: number(data.silent), unclaimed: number(data.unclaimed) },
        })}{' '}
        <Link className="live-underlined" to="/telemetry?tab=gateways">
          {say('gatewayList')}
        </Link>
      </p>
      {shown.length === 0 ? <p>{say('allTaken')}</p> : null}
      {shown.length === 0 ? null : (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{say('outcome')}</th>
              <th scope="col">{say('rowsOf')}</th>
              <th scope="col">{say('gatewayList')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ code, rows, gateways }) => (
              <tr key={code}>
                <th scope="row">{isNamed(code) ? say(code) : code}</th>
                <td>{number(rows)}</td>
                <td>{number(gateways)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Worst worst={data.worst} />
    </>
  );
}

function Worst(props: { readonly worst: OutcomesAnswer['worst'] }): ReactElement | null {
  const say = useTexts(liveTexts);
  const number = useNumber();
  if (props.worst.length === 0) return null;
  return (
    <section className="live-scroll" {...reachable} aria-label={say('worstGateways')}>
      <table className="plain-table">
        <caption>{say('worstGateways')}</caption>
        <thead>
          <tr>
            {(['gateway', 'enterprise', 'accepted', 'refusedRows', 'unknown'] as const).map(
              (key) => (
                <th key={key} scope="col">
                  {say(key)}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {props.worst.map(({ id, name, enterprise, accepted, outcomes, unclaimed }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td>{enterprise?.name ?? enterprise?.id ?? '—'}</td>
              <td>{number(accepted)}</td>
              <td>
                {NAMED.filter((code) => outcomes[code])
                  .map((code) => say('count', { what: say(code), count: outcomes[code] ?? 0 }))
                  .join(' · ')}
              </td>
              <td>{number(unclaimed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export default OutcomesCard;
