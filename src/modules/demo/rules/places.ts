import type { Divisions } from '../model.ts';

export interface Township {
  readonly code: string;
  readonly name: string;
  readonly inZone: boolean;
}

export interface County {
  readonly code: string;
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
  /** 0.55 (laggard) to 0.98: the share of duties that the county sees done. */
  readonly diligence: number;
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

/** Two laggards, one in between, the rest good: the same in every made-up city. */
const DILIGENCE = [0.97, 0.9, 0.78, 0.95, 0.66, 0.93, 0.96, 0.7, 0.94];

/**
 * Townships of the statistical zones belong to their statutory county; the zones stand beside the
 * counties as a second hierarchy.
 */
export function placesOf(divisions: Divisions): Places {
  const { city, functionalZones } = divisions;
  const zoned = new Set(
    functionalZones
      .flatMap((zone) => [...(zone.wholeTownships ?? []), ...(zone.partialTownships ?? [])])
      .map((each) => each.code),
  );
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
        diligence: DILIGENCE[i % DILIGENCE.length] ?? 0.9,
        townships: divisions.counties
          .filter((each) => each === county || statutory.get(each.code) === county.code)
          .flatMap((each) => each.townships)
          .map((each) => ({ code: each.code, name: each.name, inZone: zoned.has(each.code) })),
        parks: parks.filter((park) => park.county === county.code).map((park) => park.id),
      }),
    );
  const zones = functionalZones
    .map((zone) => ({ id: zone.id, name: zone.name, parent: zone.mergedInto ?? city.code }))
    .sort((a, b) => Number(a.parent !== city.code) - Number(b.parent !== city.code));
  return { city, counties, zones, parks };
}
