import { type ReactElement, useEffect, useRef } from 'react';
import '../kit.css';
import { kitTexts } from '../kit-texts.ts';
import { useNumber } from '../number-card.tsx';
import { useDark } from '../page-theme.ts';
import { useTexts } from '../texts.ts';
import type { Engine } from './engine.ts';
import { type Drawing, optionOf } from './option.ts';

interface ChartProps extends Drawing {
  /** What the chart shows, in one line. */
  readonly label: string;
  readonly height?: number;
  readonly dark?: boolean;
  /** A click on a point or bar: its place on the axis, and which series. */
  readonly onPick?: (x: string, series: string) => void;
}

/** A chart with its table twin: nothing is told by the picture alone. */
function Chart(props: ChartProps): ReactElement {
  const { label, height = 260, onPick } = props;
  const dark = useDark();
  const element = useRef<HTMLDivElement>(null);
  const engine = useRef<Engine | null>(null);
  const pick = useRef(onPick);
  pick.current = onPick;
  const option = JSON.stringify(optionOf(props, props.dark ?? dark));
  useEffect(() => {
    let gone = false;
    const watch = new ResizeObserver(() => engine.current?.resize());
    void import('./engine.ts').then(({ draw }) => {
      if (gone || !element.current) return;
      engine.current ??= draw(element.current);
      engine.current.setOption(JSON.parse(option), { notMerge: true });
      engine.current.off('click');
      engine.current.on('click', ({ name, seriesName }) => pick.current?.(name, seriesName ?? ''));
      watch.observe(element.current);
    });
    return () => {
      gone = true;
      watch.disconnect();
    };
  }, [option]);
  useEffect(
    () => () => {
      engine.current?.dispose();
      engine.current = null;
    },
    [],
  );
  return (
    <figure className="chart">
      <figcaption>{label}</figcaption>
      <div ref={element} style={{ height }} role="img" aria-label={label} />
      <Twin {...props} />
    </figure>
  );
}

/** The chart's data as a table, one click away. */
function Twin(props: ChartProps): ReactElement {
  const { axis, series, unit, label } = props;
  const say = useTexts(kitTexts);
  const number = useNumber();
  return (
    <details className="chart-data">
      <summary>{say('dataTable')}</summary>
      <table className="plain-table">
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            <td />
            {series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
                {unit ? ` (${unit})` : ''}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {axis.map((x, index) => (
            <tr key={x}>
              <th scope="row">{x}</th>
              {series.map(({ name, values }) => (
                <td key={name}>{number(values[index] ?? null)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** How figures went over time. */
export const Trend = (props: Omit<ChartProps, 'kind'>): ReactElement => (
  <Chart {...props} kind="line" />
);

/** Figures side by side; lying where the names are long. */
export const Bars = (
  props: Omit<ChartProps, 'kind'> & { readonly lying?: boolean },
): ReactElement => <Chart {...props} kind={props.lying ? 'lying' : 'bar'} />;
