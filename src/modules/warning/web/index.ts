import { AUTHORITY_AND_PARK, BUSINESS } from '../../../law/roles.ts';
import type { PageDefinition } from '../../../ui/page.ts';

export const pages: readonly PageDefinition[] = [
  {
    path: '/warnings',
    title: { zh: '预警等级', en: 'Early-warning grades' },
    roles: BUSINESS,
    menu: { group: 'monitoring', order: 15 },
    load: () => import('./warnings-page.tsx'),
  },
  {
    path: '/map/live',
    title: { zh: '实时一张图', en: 'Live map' },
    roles: AUTHORITY_AND_PARK,
    menu: { group: 'map', order: 15 },
    load: () => import('./live-map-page.tsx'),
  },
  {
    path: '/warnings/:kind/:id',
    title: { zh: '预警等级与依据', en: 'A grade and why' },
    roles: BUSINESS,
    parent: '/warnings',
    load: () => import('./warning-page.tsx'),
  },
];
