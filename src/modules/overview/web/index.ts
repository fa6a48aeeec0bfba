import { AUTHORITY_AND_PARK, BUSINESS, SYSTEM_ADMIN } from '../../../law/roles.ts';
import type { PageDefinition } from '../../../ui/page.ts';

export const pages: readonly PageDefinition[] = [
  {
    path: '/home',
    title: { zh: '工作台', en: 'Workbench' },
    roles: 'signedIn',
    menu: { group: 'home', order: 1 },
    load: () => import('./home-page.tsx'),
  },
  {
    path: '/map',
    title: { zh: '一张图', en: 'Map' },
    roles: AUTHORITY_AND_PARK,
    menu: { group: 'map', order: 10 },
    load: () => import('./map-page.tsx'),
  },
  {
    path: '/cockpit/:screen',
    title: { zh: '大屏', en: 'Cockpit' },
    roles: AUTHORITY_AND_PARK,
    theme: 'cockpit',
    menu: { group: 'map', order: 20, open: '/cockpit/main' },
    load: () => import('./cockpit-page.tsx'),
  },
  {
    path: '/sys/base-map',
    title: { zh: '底图与审图号', en: 'Base map' },
    roles: SYSTEM_ADMIN,
    menu: { group: 'system', order: 45 },
    load: () => import('./base-map-page.tsx'),
  },
  {
    path: '/completeness',
    title: { zh: '填报完整度', en: 'Completeness' },
    roles: AUTHORITY_AND_PARK,
    menu: { group: 'service', order: 20 },
    load: () => import('./completeness-page.tsx'),
  },
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
    roles: BUSINESS,
    parent: '/metrics',
    load: () => import('./metric-page.tsx'),
  },
];
