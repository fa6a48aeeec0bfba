import { expect, it } from 'vitest';
import { linksOf, videoPlatformBy } from './platform.ts';

it.each([
  ['https://video.example/play?place={facility}', true],
  ['http://10.0.0.8:8080/live/{enterprise}/{camera}', true],
  ['https://video.example/', true],
  ['video.example/{facility}', false],
  ['ftp://video.example/{facility}', false],
  ['javascript:alert(1)//{facility}', false],
  ['https://{facility}.example/', false],
  ['https://video.example/{place}', false],
])('%s is an address of a video platform: %s', (template, ok) => {
  expect(videoPlatformBy(template).ok).toBe(ok);
});

const place = { enterprise: 'E 1', facility: 'F/1', cameras: ['东门', '罐区#2'] };

it('a place opens as a whole, or by each of its cameras; what records name is put in as it is', () => {
  expect(linksOf(null, place)).toEqual([]);
  expect(linksOf('https://v.example/p?e={enterprise}&f={facility}', place)).toEqual([
    { camera: null, href: 'https://v.example/p?e=E%201&f=F%2F1' },
  ]);
  const links = linksOf('https://v.example/{camera}', place);
  expect(links.map(({ camera }) => camera)).toEqual(place.cameras);
  expect(links[1]?.href).toBe('https://v.example/%E7%BD%90%E5%8C%BA%232');
  expect(linksOf('https://v.example/{camera}', { ...place, cameras: [] })).toEqual([]);
});
