import type { Divisions } from '../model.ts';
import type { Character } from './counties.ts';
import { characterOf } from './counties.ts';

export interface Township {
  readonly code: string;
  readonly name: string;
  /** functional zones that it lies in, wholly or in part */
  readonly zones: readonly string[];
}

export interface County extends Character {
  readonly code: string;
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
  readonly townships: readonly Township[];
  readonly parks: readonly string[];
}

export interface Places {
  readonly city: { readonly code: string; readonly name: string };
  readonly counties: readonly County[];
  readonly zones: readonly {
    readonly id: string;
    readonly name: string;
    readonly parent: string;
  }[];
  readonly parks: readonly {
    readonly id: string;
    readonly name: string;
    readonly county: string;
  }[];
}

/**
 * Townships of the statistical zones belong to their statutory county; the zones stand beside the
 * counties as a second hierarchy.
 */
export function placesOf(divisions: Divisions, seed: number): Places {
  const { city, functionalZones } = divisions;
  const statutory = new Map(
    functionalZones.map((zone) => [zone.statCode ?? zone.id, zone.statutoryCounty]),
  );
  const parks = divisions.chemicalParks.items.map((park, i) => ({
    id: `PARK-${park.county}-${i + 1}`,
    name: `示例${park.name}（虚构）`,
    county: park.county,
  }));
  const counties = divisions.counties
    .filter((county) => county.officialDivision)
    .map(
      (county, i): County => ({
        code: county.code,
        name: county.name,
        lon: county.seatApprox?.lon ?? 115.5,
        lat: county.seatApprox?.lat ?? 35.2,
        ...characterOf(seed, i),
        townships: divisions.counties
          .filter((each) => each === county || statutory.get(each.code) === county.code)
          .flatMap((each) => each.townships)
          .map((each) => ({ ...each, zones: zonesOf(functionalZones, each.code) })),
        parks: parks.filter((park) => park.county === county.code).map((park) => park.id),
      }),
    );
  const zones = functionalZones
    .map((zone) => ({ id: zone.id, name: zone.name, parent: zone.mergedInto ?? city.code }))
    .sort((a, b) => Number(a.parent !== city.code) - Number(b.parent !== city.code));
  return { city, counties, zones, parks };
}

/** Zones that name the township; one of a statistical zone lies in that zone too. */
function zonesOf(zones: Divisions['functionalZones'], township: string): string[] {
  return zones
    .filter(
      (zone) =>
        [...(zone.wholeTownships ?? []), ...(zone.partialTownships ?? [])].some(
          (each) => each.code === township,
        ) ||
        (zone.statCode != null && township.startsWith(zone.statCode)),
    )
    .map((zone) => zone.id);
}
