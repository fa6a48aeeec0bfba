import { BUSINESS } from '../../../law/roles.ts';
import type { TodayPart } from '../../../ui/phone/phone-page.ts';

export const todayParts: readonly TodayPart[] = [
  { key: 'todos', order: 50, roles: BUSINESS, load: () => import('./today-part.tsx') },
];
