/** What the rules across signals need of a tag's record. */
export interface CrossTag {
  readonly id: string;
  readonly quantity: string;
  readonly circuit: string | null;
  readonly enterprise: string | null;
  readonly facility: string | null;
  readonly rangeHigh: number | null;
  readonly inUse: boolean;
}

/** The tags of an enterprise or a place that rules across signals look at. */
export interface Subject<T> {
  readonly loads: readonly T[];
  readonly monitored: readonly T[];
  readonly counts: readonly T[];
  readonly hotWork: readonly T[];
  /** Circuits of what makes safe: fans of dust collectors, cooling pumps (安全设施回路). */
  readonly safety: readonly T[];
  /** Power of the whole (总有功功率). */
  readonly totals: readonly T[];
  /** What is measured of the process, and does not stand still by nature as gas at nought does. */
  readonly points: readonly T[];
}

const electric = ['power', 'current', 'running'];

/** Does it show that something is being made? Safety equipment runs on while nothing is. */
export function isLoad({ quantity, circuit, rangeHigh }: CrossTag): boolean {
  if (quantity === 'running') return true;
  if (quantity !== 'power' && quantity !== 'current') return false;
  return (circuit === 'production' || circuit === 'total') && rangeHigh !== null && rangeHigh > 0;
}

const measured = [
  ...['temperature', 'pressure', 'differentialPressure', 'level', 'flow'],
  ...['composition', 'humidity', 'speed'],
];

/** From which value on a load runs: a share of the meter's range; a running state says 0 or 1. */
export function runsFrom({ quantity, rangeHigh }: CrossTag, share: number): number {
  return quantity === 'running' ? 1 : share * (rangeHigh ?? Number.POSITIVE_INFINITY);
}

function subjectOf<T extends CrossTag>(tags: readonly T[]): Subject<T> {
  return {
    loads: tags.filter(isLoad),
    monitored: tags.filter(({ quantity }) => !electric.includes(quantity)),
    counts: tags.filter(({ quantity }) => quantity === 'headcount'),
    hotWork: tags.filter(({ quantity }) => quantity === 'hotWork'),
    safety: tags.filter(
      ({ quantity, circuit, rangeHigh }) =>
        (quantity === 'power' || quantity === 'current') && circuit === 'safety' && !!rangeHigh,
    ),
    totals: tags.filter(({ quantity, circuit }) => quantity === 'power' && circuit === 'total'),
    points: tags.filter(({ quantity }) => measured.includes(quantity)),
  };
}

const groups = <T extends CrossTag>(
  tags: readonly T[],
  key: (tag: T) => string | null,
): [string, T[]][] =>
  [...Map.groupBy(tags, key)].flatMap(([id, some]) => (id === null ? [] : [[id, some]]));

/** Only enterprises whose electricity is known, and only places where it, people or fire are seen. */
export function subjectsOf<T extends CrossTag>(
  all: Iterable<T>,
): {
  readonly enterprises: ReadonlyMap<string, Subject<T>>;
  readonly places: ReadonlyMap<string, Subject<T>>;
  readonly interlocks: readonly T[];
} {
  const tags = [...all].filter(({ inUse }) => inUse);
  const telling = tags.filter(
    (tag) => isLoad(tag) || tag.quantity === 'headcount' || tag.quantity === 'hotWork',
  );
  const powered = new Set(telling.filter(isLoad).map(({ enterprise }) => enterprise));
  const ofPowered = tags.filter(({ enterprise }) => powered.has(enterprise));
  return {
    enterprises: new Map(
      groups(ofPowered, (tag) => tag.enterprise).map(([id, some]) => [id, subjectOf(some)]),
    ),
    places: new Map(
      groups(telling, (tag) => tag.facility).map(([id, some]) => [id, subjectOf(some)]),
    ),
    interlocks: tags.filter(({ quantity }) => quantity === 'interlock'),
  };
}
