import type { Area, Ground, Item, Judged, Kind, Place } from '../model.ts';
import { type Below, gradeOf, gradeOfArea } from './grade.ts';
import type { WarningSettings } from './settings.ts';

/** Every object that stands at a grade: installations, enterprises, and the areas above them. */
export function judge(
  { items: facts, enterprises, areas, installations }: Ground,
  alarms: readonly Item[],
  settings: WarningSettings,
): readonly Judged[] {
  const items = [...facts, ...alarms].filter(({ enterprise }) => enterprises.has(enterprise));
  const firms = grouped(items, ({ enterprise }) => enterprise).flatMap(([id, own]) => {
    const place = enterprises.get(id);
    const standing = gradeOf(own, settings);
    return place && standing ? [{ ...standing, ...placed('enterprise', id, id, place) }] : [];
  });
  const within = items.filter(({ facility }) => facility !== null && installations.has(facility));
  const units = grouped(within, ({ facility }) => installations.get(facility ?? '') ?? '').flatMap(
    ([id, own]) => {
      const firm = own[0]?.enterprise ?? '';
      const place = enterprises.get(firm);
      const standing = gradeOf(own, settings);
      return place && standing ? [{ ...standing, ...placed('installation', id, firm, place) }] : [];
    },
  );
  const inArea = (of: (place: Place) => string | null) => ({
    below: new Map(grouped(firms, ({ object }) => named(enterprises.get(object), of))),
    totals: counted([...enterprises.values()], of),
  });
  const parks = inArea(({ park }) => park);
  const counties = inArea(({ county }) => county);
  const area = ({ kind, id, division }: Area, below: readonly Below[], total: number) => {
    const standing = gradeOfArea(below, total, settings);
    const place = { enterprise: null, park: kind === 'park' ? id : null, division };
    return standing ? [{ ...standing, kind, object: id, ...place }] : [];
  };
  const low = areas
    .filter(({ kind }) => kind !== 'city')
    .flatMap((each) => {
      const { below, totals } = each.kind === 'park' ? parks : counties;
      return area(each, below.get(each.id) ?? [], totals.get(each.id) ?? 0);
    });
  const cities = areas
    .filter(({ kind }) => kind === 'city')
    .flatMap((city) => {
      const its = new Set(areas.filter(({ parent }) => parent === city.id).map(({ id }) => id));
      const below = low.filter(({ kind, object }) => kind === 'county' && its.has(object));
      return area(city, below, its.size);
    });
  return [...units, ...firms, ...low, ...cities];
}

const placed = (kind: Kind, object: string, enterprise: string, { park, division }: Place) => ({
  ...{ kind, object, enterprise, park, division },
});

const named = (place: Place | undefined, of: (place: Place) => string | null): string =>
  (place && of(place)) ?? '';

function grouped<T>(all: readonly T[], keyOf: (each: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const key = keyOf(each);
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return [...groups];
}

function counted(all: readonly Place[], of: (place: Place) => string | null) {
  const totals = new Map<string, number>();
  for (const place of all) {
    const key = of(place);
    if (key !== null) totals.set(key, (totals.get(key) ?? 0) + 1);
  }
  return totals;
}
