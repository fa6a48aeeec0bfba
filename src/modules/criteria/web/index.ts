import { AUTHORITY_AND_PARK } from '../../../law/roles.ts';
import type { PageDefinition } from '../../../ui/page.ts';

export type { PickedItem } from './criterion-picker.tsx';
/** Parts for pages of other slices, loaded when they are shown. */
export { CriteriaTab, CriterionPicker } from './parts.tsx';

export const pages: readonly PageDefinition[] = [
  {
    path: '/hazards/major',
    title: { zh: '重大隐患数据库', en: 'Major hazards' },
    roles: AUTHORITY_AND_PARK,
    menu: { group: 'enforcement', order: 25 },
    load: () => import('./major-page.tsx'),
  },
];
