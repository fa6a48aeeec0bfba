import { AUTHORITY_AND_PARK, BUSINESS, WRITERS } from '../../../law/roles.ts';
import type { PageDefinition } from '../../../ui/page.ts';
import { hazardsTexts } from './texts.ts';

export const texts = hazardsTexts;

export const pages: readonly PageDefinition[] = [
  {
    path: '/hazards',
    title: { zh: '隐患台账', en: 'Hazards' },
    roles: AUTHORITY_AND_PARK,
    menu: { group: 'enterprises', order: 20 },
    load: () => import('./hazards-page.tsx'),
  },
  {
    // The same ledger, of one's own enterprise.
    path: '/e/hazards',
    title: { zh: '隐患治理', en: 'Our hazards' },
    roles: BUSINESS.filter((role) => !AUTHORITY_AND_PARK.includes(role)),
    menu: { group: 'mine', order: 20 },
    load: () => import('./hazards-page.tsx'),
  },
  {
    path: '/hazards/new',
    title: { zh: '上报隐患', en: 'Report a hazard' },
    roles: WRITERS,
    parent: '/hazards',
    timeless: true,
    load: () => import('./report-page.tsx'),
  },
  {
    path: '/hazards/:id',
    title: { zh: '隐患', en: 'Hazard' },
    roles: BUSINESS,
    parent: '/hazards',
    load: () => import('./hazard-page.tsx'),
  },
];
