/** What is drawn: values of each series along one axis; null: not known there. */
export interface Drawing {
  readonly kind: 'line' | 'bar' | 'lying';
  readonly axis: readonly string[];
  readonly series: readonly {
    readonly name: string;
    readonly values: readonly (number | null)[];
    readonly colour?: string;
    /** Moments, not a course: each of its values is marked. */
    readonly marks?: true;
  }[];
  readonly unit?: string;
  /** Lines to reach or not to pass. */
  readonly targets?: readonly Target[];
  readonly max?: number;
  /** Places of a ranking: the first stands on top. */
  readonly ranked?: true;
  /** A stretch of the axis to look at, by two of its places. */
  readonly band?: { readonly from: string; readonly until: string; readonly label: string };
}

const LIGHT = ['#0958d9', '#b45309', '#237804', '#6b4ba1', '#595959'];
const DARK = ['#5b9dff', '#ff9c3f', '#49d18d', '#c4a3ff', '#d6e4ff'];

/** The drawing library's option; patterns (decal) tell series apart without colour. */
export function optionOf(drawing: Drawing, dark: boolean): Record<string, unknown> {
  const { kind, axis, series, unit = '', targets = [], max, band, ranked } = drawing;
  const text = { color: dark ? '#d6e4ff' : '#1f1f1f' };
  const lines = { lineStyle: { color: dark ? '#2b4568' : '#d9dee6' } };
  const along = {
    type: 'category',
    data: axis,
    axisLabel: text,
    axisLine: ranked ? { ...lines, onZero: false } : lines,
    inverse: kind === 'lying',
    ...(ranked ? { position: 'bottom' } : {}),
  };
  const across = {
    type: 'value',
    name: unit,
    nameTextStyle: text,
    axisLabel: text,
    splitLine: lines,
    ...(max === undefined ? {} : { max }),
    ...(ranked ? { inverse: true, min: 1, minInterval: 1 } : {}),
  };
  const lying = kind === 'lying';
  return {
    animation: false,
    color: dark ? DARK : LIGHT,
    aria: {
      enabled: true,
      label: { enabled: false },
      decal: { show: kind !== 'line' && series.length > 1 },
    },
    grid: { left: 8, right: 24, top: 36, bottom: 8, outerBoundsMode: 'same', containLabel: true },
    legend: series.length > 1 ? { top: 0, textStyle: text } : { show: false },
    tooltip: { trigger: 'axis', confine: true },
    xAxis: lying ? across : along,
    yAxis: lying ? along : across,
    series: series.map(({ name, values, colour, marks }, index) => ({
      name,
      type: kind === 'line' ? 'line' : 'bar',
      data: values,
      barMaxWidth: 28,
      symbolSize: marks ? 12 : 7,
      ...(marks ? { showAllSymbol: true, z: 4 } : {}),
      symbol: ['circle', 'diamond', 'rect', 'triangle', 'roundRect'][index % 5],
      ...(colour ? { itemStyle: { color: colour }, lineStyle: { color: colour } } : {}),
      ...(targets.length > 0 && index === 0
        ? { markLine: markOf(targets, lying, text.color) }
        : {}),
      ...(band && index === 0 ? { markArea: areaOf(band, text.color, dark) } : {}),
    })),
  };
}

function areaOf(
  { from, until, label }: NonNullable<Drawing['band']>,
  colour: string,
  dark: boolean,
): Record<string, unknown> {
  return {
    silent: true,
    itemStyle: { color: dark ? 'rgba(255,159,63,0.22)' : 'rgba(180,83,9,0.14)' },
    label: { color: colour, position: 'insideBottom' },
    data: [[{ name: label, xAxis: from }, { xAxis: until }]],
  };
}

function markOf(
  targets: readonly Target[],
  lying: boolean,
  colour: string,
): Record<string, unknown> {
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: colour, type: 'dashed' },
    data: targets.map(({ value, label }) => ({
      ...(lying ? { xAxis: value } : { yAxis: value }),
      label: { formatter: label, color: colour, position: 'insideEndTop' },
    })),
  };
}

interface Target {
  readonly value: number;
  readonly label: string;
}
