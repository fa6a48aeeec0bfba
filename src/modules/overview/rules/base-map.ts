import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Boundaries } from '../model.ts';
import { boundariesShape } from '../model.ts';

const w = (zh: string, en: string): Bilingual => ({ zh, en });

/** Corners of all features; more draw slowly. */
const MOST_POINTS = 200_000;
const NAMED = 5;
/** China, with room at the borders; degrees of CGCS2000 (EPSG:4490). */
const WEST = 73;
const EAST = 136;
const SOUTH = 3;
const NORTH = 54;

/** Names of the reference system that a file may give: longitude and latitude in degrees. */
const DEGREES = /(4490|4326|CRS84)$/;

/** A base map read from a file: an area for each division whose numbers it will carry. */
export function checkBaseMap(
  file: unknown,
  divisions: readonly { readonly id: string; readonly name: string }[],
): Result<Boundaries, Bilingual> {
  const { crs } = (file ?? {}) as { crs?: { properties?: { name?: unknown } } };
  const system = crs?.properties?.name;
  if (system !== undefined && !DEGREES.test(String(system))) {
    return refuse(
      w(
        '坐标系须为 CGCS2000 经纬度（EPSG:4490）',
        'coordinates have to be degrees of CGCS2000 (EPSG:4490)',
      ),
    );
  }
  const parsed = boundariesShape.safeParse(file);
  if (!parsed.success) {
    const at = parsed.error.issues[0]?.path.join('.') ?? '';
    return refuse(
      w(
        `须为只含面（Polygon、MultiPolygon）的 GeoJSON FeatureCollection（${at}）`,
        `has to be a GeoJSON FeatureCollection of polygons (${at})`,
      ),
    );
  }
  const fault = placeFault(parsed.data) ?? codeFault(parsed.data, divisions);
  return fault ? refuse(fault) : ok(parsed.data);
}

function* pointsOf({ features }: Boundaries): Generator<readonly number[]> {
  for (const { geometry } of features) {
    const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    for (const rings of parts) for (const ring of rings) yield* ring;
  }
}

function placeFault(boundaries: Boundaries): Bilingual | null {
  let count = 0;
  for (const [lon = Number.NaN, lat = Number.NaN] of pointsOf(boundaries)) {
    count += 1;
    if (lon > WEST && lon < EAST && lat > SOUTH && lat < NORTH) continue;
    return w(
      `坐标 ${lon}, ${lat} 不在中国范围内（经度在前，单位为度）`,
      `${lon}, ${lat} does not lie in China (longitude first, in degrees)`,
    );
  }
  if (count <= MOST_POINTS) return null;
  return w(
    `坐标点 ${count} 个，超过 ${MOST_POINTS} 个，请先简化`,
    `${count} corners, more than ${MOST_POINTS}: simplify it first`,
  );
}

function codeFault(
  { features }: Boundaries,
  divisions: readonly { readonly id: string; readonly name: string }[],
): Bilingual | null {
  const drawn = new Set(features.map(({ properties }) => String(properties?.code ?? '')));
  const missing = divisions.filter(({ id }) => !drawn.has(id));
  if (missing.length === 0) return null;
  const names = missing.slice(0, NAMED).map(({ id, name }) => `${name} ${id}`);
  return w(
    `缺少区划：${names.join('、')}（每个县区一个面，属性 code 为区划代码）`,
    `lacks divisions: ${names.join(', ')} (a polygon each, its property “code” the division's)`,
  );
}
