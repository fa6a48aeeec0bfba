import { BUSINESS } from '../../../law/roles.ts';
import type { PageDefinition } from '../../../ui/page.ts';

/** Curves of tags, and what covers them, for pages of other slices, loaded when they are shown. */
export { CoveredBy, OutcomesCard, TagCurves, TagTrack } from './parts.tsx';

export const pages: readonly PageDefinition[] = [
  {
    path: '/telemetry',
    title: { zh: '监测数据', en: 'Live monitoring' },
    roles: BUSINESS,
    menu: { group: 'monitoring', order: 40 },
    load: () => import('./telemetry-page.tsx'),
  },
  {
    path: '/telemetry/rules',
    title: { zh: '报警规则', en: 'Alarm rules' },
    roles: BUSINESS,
    menu: { group: 'monitoring', order: 45 },
    timeless: true,
    load: () => import('./rules-page.tsx'),
  },
  {
    path: '/telemetry/rules/:id',
    title: { zh: '点位报警规则', en: 'Alarm rule of a tag' },
    roles: BUSINESS,
    parent: '/telemetry/rules',
    timeless: true,
    load: () => import('./rule-page.tsx'),
  },
  {
    path: '/telemetry/:id',
    title: { zh: '监测点位', en: 'Tag' },
    roles: BUSINESS,
    load: () => import('./tag-page.tsx'),
  },
];
