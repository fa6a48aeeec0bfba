import type { ReactElement } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../../../ui/api/use-api.ts';
import { withFilters } from '../../../ui/ledger/filters.ts';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import type { RiskRow } from '../answers-contract.ts';
import { riskContract } from '../contract.ts';
import { LevelChip } from './chips.tsx';
import { riskTexts } from './texts.ts';

interface Place {
  readonly facility: RiskRow['facility'];
  readonly kind: { readonly zh: string; readonly en: string } | null;
  readonly level: RiskRow['level'];
  readonly points: number;
}

/** The site as its facilities with the worst colour of each, and the same as a table. */
export function SiteMap(props: { readonly enterprise: string | null }): ReactElement {
  const { enterprise } = props;
  const say = useTexts(riskTexts);
  const query = enterprise === null ? {} : { enterprise };
  const map = useApi(riskContract.riskMap, { query }, { topics: ['riskItem', 'facility'] });
  return (
    <section className="risk-card" aria-label={say('map')}>
      <h2>{say('map')}</h2>
      <p className="muted">{say('mapHint')}</p>
      <Answered of={map}>
        {({ places }) =>
          places.length === 0 ? (
            <p>{say('mapEmpty')}</p>
          ) : (
            <>
              <Grid places={places} />
              <details>
                <summary>{say('mapList')}</summary>
                <Twin places={places} />
              </details>
            </>
          )
        }
      </Answered>
    </section>
  );
}

const keyOf = ({ facility }: Place): string => facility?.id ?? '';

function Grid(props: { readonly places: readonly Place[] }): ReactElement {
  const say = useTexts(riskTexts);
  const words = useWords();
  const [search] = useSearchParams();
  const chosen = search.get('facility');
  const to = (facility: string | null): string => `?${withFilters(search, { facility })}`;
  return (
    <ul className="risk-map">
      {chosen ? (
        <li>
          <Link to={to(null)}>{say('everywhere')}</Link>
        </li>
      ) : null}
      {props.places.map((place) => {
        const { facility, kind, level, points } = place;
        const name = facility ? (facility.name ?? facility.id) : say('noFacility');
        return (
          <li
            key={keyOf(place)}
            className={`risk-place risk-${level ?? 'none'}`}
            aria-current={facility !== null && facility.id === chosen ? 'true' : undefined}
          >
            {facility ? <Link to={to(facility.id)}>{name}</Link> : <span>{name}</span>}
            <small className="muted">{kind ? words(kind) : ''}</small>
            <span>
              {points > 0 ? <LevelChip level={level} /> : null} {say('points', { count: points })}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Twin(props: { readonly places: readonly Place[] }): ReactElement {
  const say = useTexts(riskTexts);
  return (
    <table className="risk-table">
      <thead>
        <tr>
          <th scope="col">{say('facility')}</th>
          <th scope="col">{say('level')}</th>
          <th scope="col">{say('name')}</th>
        </tr>
      </thead>
      <tbody>
        {props.places.map((place) => (
          <tr key={keyOf(place)}>
            <th scope="row">
              {place.facility ? (place.facility.name ?? place.facility.id) : say('noFacility')}
            </th>
            <td>{place.points > 0 ? <LevelChip level={place.level} /> : '—'}</td>
            <td>{say('points', { count: place.points })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
