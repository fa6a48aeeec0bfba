import { type ReactElement, useId, useMemo } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApi } from '../../../ui/api/use-api.ts';
import { ScaleChip } from '../../../ui/chips.tsx';
import { Button } from '../../../ui/dialog.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { SchematicMap } from '../../../ui/map/schematic-map.tsx';
import { useNumber } from '../../../ui/number-card.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { overviewContract } from '../contract.ts';
import { metrics } from '../rules/metrics.ts';
import { Behind } from './behind.tsx';
import { useMetricValue } from './numbers.ts';
import { overviewTexts } from './texts.ts';
import './overview.css';

type MapView = Answer<typeof overviewContract.map>;

const FILTERS = ['metric', 'division'] as const;
/** Names of points that the twin lists beside the map. */
const LISTED = 200;

type Choose = (change: { readonly metric?: string; readonly division?: string | null }) => void;

function MapPage(): ReactElement {
  const [filters, choose] = useFilters(FILTERS);
  const say = useTexts(overviewTexts);
  const map = useApi(overviewContract.map, { query: filters }, { keepLast: true });
  return (
    <div className="overview">
      <h1>{say('mapTitle')}</h1>
      <p className="muted">
        {map.data?.approval
          ? say('mapHintApproved', { source: map.data.attribution ?? '' })
          : say('mapHint')}
      </p>
      <Tools metric={filters.metric} division={filters.division} choose={choose} />
      <Answered of={map}>{(view) => <Picture view={view} choose={choose} />}</Answered>
    </div>
  );
}

function Tools(props: {
  readonly metric: string | undefined;
  readonly division: string | undefined;
  readonly choose: Choose;
}): ReactElement {
  const say = useTexts(overviewTexts);
  const words = useWords();
  const id = useId();
  const { metric = 'major-hazard-overdue', division, choose } = props;
  return (
    <div className="overview-head filter-field">
      <span>
        <label htmlFor={id}>{say('mapMetric')}</label>{' '}
        <select id={id} value={metric} onChange={({ target }) => choose({ metric: target.value })}>
          {metrics.map((each) => (
            <option key={each.id} value={each.id}>
              {words(each.name)}
            </option>
          ))}
        </select>{' '}
        <Link to={`/metrics/${metric}`}>{say('openMetric')}</Link>{' '}
        <Link to={`/map/live${division ? `?division=${division}` : ''}`}>{say('warningMap')}</Link>
      </span>
      {division === undefined ? null : (
        <Button onClick={() => choose({ division: null })}>{say('allDivisions')}</Button>
      )}
    </div>
  );
}

/** How badly an area stands, from 0 to 1, for its shade. */
function strengthOf(view: MapView, area: MapView['areas'][number]): number {
  const { unit, better } = view.metric;
  if (area.value === null) return 0;
  if (unit === 'share') return better === 'higher' ? 1 - area.value : area.value;
  const most = Math.max(1, ...view.areas.map(({ bad }) => bad));
  return area.bad / most;
}

function Picture(props: { readonly view: MapView; readonly choose: Choose }): ReactElement {
  const { view, choose } = props;
  const say = useTexts(overviewTexts);
  const words = useWords();
  const shown = useMetricValue();
  const go = useNavigate();
  const { unit } = view.metric;
  const areas = useMemo(
    () =>
      view.areas.map((area) => ({
        code: area.division,
        label: `${area.name} ${shown({ unit, value: area.value })}`,
        strength: strengthOf(view, area),
      })),
    [view, unit, shown],
  );
  const points = useMemo(
    () =>
      view.points.map(({ id, name, lon, lat, level }) => {
        return { id, label: name, lon, lat, level: level ?? ('none' as const) };
      }),
    [view],
  );
  return (
    <SchematicMap
      label={`${say('mapTitle')} ${words(view.metric.name)}`}
      boundaries={view.boundaries}
      areas={areas}
      points={points}
      height={620}
      onArea={(division) => choose({ division })}
      onPoint={(id) => go(`/enterprises/${id}`)}
      {...(view.approval === null
        ? {}
        : { approval: say('approvalOf', { number: view.approval }) })}
      {...(view.attribution === null ? {} : { attribution: view.attribution })}
      twin={<Twin view={view} choose={choose} />}
    />
  );
}

/** The map in words. */
function Twin(props: { readonly view: MapView; readonly choose: Choose }): ReactElement {
  const { view, choose } = props;
  const say = useTexts(overviewTexts);
  const words = useWords();
  const number = useNumber();
  const shown = useMetricValue();
  return (
    <>
      <table className="rank-table">
        <caption>{words(view.metric.name)}</caption>
        <thead>
          <tr>
            <th scope="col">{say('division')}</th>
            <th scope="col">{say('value')}</th>
            <th scope="col">{say('behind')}</th>
          </tr>
        </thead>
        <tbody>
          {[...view.areas]
            .sort((a, b) => strengthOf(view, b) - strengthOf(view, a))
            .map(({ division, name, value, bad, total }) => (
              <tr key={division}>
                <th scope="row">
                  <Button kind="text" onClick={() => choose({ division })}>
                    {name}
                  </Button>
                </th>
                <td>{shown({ unit: view.metric.unit, value })}</td>
                <td>
                  <Behind
                    metric={view.metric.id}
                    division={division}
                    bad={bad}
                    total={total}
                    of={name}
                  />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      <p className="muted">
        {say('mapShown', { shown: number(view.points.length), total: number(view.total) })}
      </p>
      <ul className="map-list">
        {view.points.slice(0, LISTED).map(({ id, name, level }) => (
          <li key={id}>
            <Link to={`/enterprises/${id}`}>{name}</Link>{' '}
            {level ? (
              <ScaleChip scale="grade" level={level} />
            ) : (
              <span className="muted">{say('ungraded')}</span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

export { MapPage as page };
