import { ENTERPRISE } from '../../../law/roles.ts';
import type { PhonePackage, PhonePage, TodayPart } from '../../../ui/phone/phone-page.ts';

export const todayParts: readonly TodayPart[] = [
  { key: 'checks', order: 10, roles: ENTERPRISE, load: () => import('./phone-today-part.tsx') },
];

export const phonePages: readonly PhonePage[] = [
  {
    path: '/m/tasks',
    title: { zh: '今日排查', en: 'Checks of today' },
    roles: ENTERPRISE,
    load: () => import('./phone-tasks-page.tsx'),
  },
  {
    path: '/m/scan',
    title: { zh: '扫一扫', en: 'Scan' },
    roles: ENTERPRISE,
    tab: 'scan',
    load: () => import('./phone-scan-page.tsx'),
  },
  {
    path: '/s/:code',
    title: { zh: '本处排查', en: 'Checks at this place' },
    roles: ENTERPRISE,
    tab: 'scan',
    load: () => import('./phone-place-page.tsx'),
  },
];

export const phonePackages: readonly PhonePackage[] = [
  { roles: ENTERPRISE, load: () => import('./phone-package.ts') },
];
