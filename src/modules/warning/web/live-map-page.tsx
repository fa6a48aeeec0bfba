import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { useTexts } from '../../../ui/texts.ts';
import { MapPart } from './map-part.tsx';
import { warningTexts } from './texts.ts';
import './warning.css';

/** The map with live states (P10): grades of areas and enterprises, active alarms beside them. */
function LiveMapPage(): ReactElement {
  const say = useTexts(warningTexts);
  const [{ division }, choose] = useFilters(['division']);
  return (
    <div className="warning">
      <h1>{say('liveMap')}</h1>
      <nav className="tabs" aria-label={say('liveMap')}>
        <Link to="/map">{say('metricMap')}</Link>
        <Link to="/map/live" aria-current="page">
          {say('liveMap')}
        </Link>
        <Link to="/alarms">{say('desk')}</Link>
      </nav>
      <MapPart division={division} choose={choose} />
    </div>
  );
}

export { LiveMapPage as page };
