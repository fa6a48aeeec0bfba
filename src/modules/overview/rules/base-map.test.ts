import { describe, expect, test } from 'vitest';
import { checkBaseMap } from './base-map.ts';

const square = (lon: number, lat: number) => [
  [
    [lon, lat],
    [lon + 0.1, lat],
    [lon + 0.1, lat + 0.1],
    [lon, lat],
  ],
];
const area = (code: string | null, lon = 115, lat = 35) => ({
  type: 'Feature',
  properties: code === null ? null : { code },
  geometry: { type: 'Polygon', coordinates: square(lon, lat) },
});
const file = (features: readonly unknown[], more: object = {}) => ({
  type: 'FeatureCollection',
  features,
  ...more,
});
const divisions = [
  { id: '371702', name: '牡丹区' },
  { id: '371721', name: '曹县' },
];
const whole = [area('371702'), area('371721', 115.5)];

describe('a base map', () => {
  test('has a polygon of each county; areas without a code are drawn as well', () => {
    expect(checkBaseMap(file(whole), divisions).ok).toBe(true);
    expect(checkBaseMap(file([...whole, area(null)]), divisions).ok).toBe(true);
    const many = {
      ...area('371721'),
      geometry: { type: 'MultiPolygon', coordinates: [square(115, 35), square(116, 35)] },
    };
    expect(checkBaseMap(file([area('371702'), many]), divisions).ok).toBe(true);
    const named = { crs: { properties: { name: 'urn:ogc:def:crs:EPSG::4490' } } };
    expect(checkBaseMap(file(whole, named), divisions).ok).toBe(true);
  });

  test.each([
    ['no GeoJSON', { hello: 1 }, 'GeoJSON'],
    ['nothing', null, 'GeoJSON'],
    ['no areas', file([]), '牡丹区 371702、曹县 371721'],
    ['a county lacking', file([area('371702')]), '曹县 371721'],
    ['points for areas', file([{ ...area('371702'), geometry: { type: 'Point' } }]), 'GeoJSON'],
    ['metres for degrees', file([area('371702', 500_000, 3_900_000)]), '不在中国'],
    ['latitude first', file([area('371702', 35, 115)]), '不在中国'],
    [
      'another system of coordinates',
      file(whole, { crs: { properties: { name: 'urn:ogc:def:crs:EPSG::3857' } } }),
      'CGCS2000',
    ],
  ])('is refused with the reason: %s', (_what, given, reason) => {
    const checked = checkBaseMap(given, divisions);
    expect(checked.ok ? '' : checked.error.zh).toContain(reason);
  });
});
