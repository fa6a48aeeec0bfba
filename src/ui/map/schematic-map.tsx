import { type ReactElement, useEffect, useRef } from 'react';
import '../kit.css';
import { kitTexts } from '../kit-texts.ts';
import { useDark } from '../page-theme.ts';
import { reachable } from '../reachable.ts';
import { useTexts } from '../texts.ts';
import type { MapEngine } from './engine.ts';
import type { SchematicMapProps } from './model.ts';

/** Areas and points drawn from our own boundaries, beside the same as a list. */
export function SchematicMap(given: SchematicMapProps): ReactElement {
  const shownDark = useDark();
  const props = { ...given, dark: given.dark ?? shownDark };
  const { label, height = 480, approval, attribution, twin } = props;
  const say = useTexts(kitTexts);
  const element = useRef<HTMLDivElement>(null);
  const engine = useRef<MapEngine | null>(null);
  const now = useRef(props);
  now.current = props;
  useEffect(() => {
    let gone = false;
    const watch = new ResizeObserver(() => engine.current?.resize());
    void import('./engine.ts').then(({ MapEngine }) => {
      if (gone || !element.current) return;
      engine.current = new MapEngine(element.current, (kind, id) => {
        if (kind === 'area') now.current.onArea?.(id);
        else now.current.onPoint?.(id);
      });
      engine.current.show(now.current);
      watch.observe(element.current);
    });
    return () => {
      gone = true;
      watch.disconnect();
      engine.current?.close();
      engine.current = null;
    };
  }, []);
  const { boundaries, areas, points, dark } = props;
  useEffect(() => {
    engine.current?.show({ ...now.current, boundaries, areas, points, dark });
  }, [boundaries, areas, points, dark]);
  return (
    <div className="map">
      <div className="map-picture">
        <section
          ref={element}
          style={{ height }}
          {...reachable}
          aria-label={`${label}: ${say(approval ? 'baseMapKeys' : 'mapKeys')}`}
        />
        <span className="map-label">
          {approval ?? say('schematic')}
          {attribution ? <small> {attribution}</small> : null}
        </span>
      </div>
      <section
        className="map-twin"
        style={{ maxHeight: height }}
        {...reachable}
        aria-label={say('mapTwin')}
      >
        {twin}
      </section>
    </div>
  );
}
