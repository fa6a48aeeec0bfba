import { AUTHORITY_AND_PARK } from '../../../law/roles.ts';
import type { PageDefinition } from '../../../ui/page.ts';
import { overviewTexts } from './texts.ts';

export const texts = overviewTexts;

export const pages: readonly PageDefinition[] = [
  {
    path: '/ranking',
    title: { zh: '县区排名', en: 'County ranking' },
    roles: AUTHORITY_AND_PARK,
    menu: { group: 'plan', order: 30 },
    load: () => import('./ranking-page.tsx'),
  },
  {
    path: '/ranking/:division',
    title: { zh: '排名卡片', en: 'Rank card' },
    roles: AUTHORITY_AND_PARK,
    parent: '/ranking',
    load: () => import('./rank-card-page.tsx'),
  },
  {
    path: '/metrics',
    title: { zh: '指标口径', en: 'Metrics' },
    roles: AUTHORITY_AND_PARK,
    menu: { group: 'service', order: 10 },
    load: () => import('./metrics-page.tsx'),
  },
  {
    path: '/metrics/:id',
    title: { zh: '指标', en: 'Metric' },
    roles: AUTHORITY_AND_PARK,
    parent: '/metrics',
    load: () => import('./metric-page.tsx'),
  },
];
