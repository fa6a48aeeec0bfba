import { ENTERPRISE } from '../../../law/roles.ts';
import type { PhonePackage, PhonePage } from '../../../ui/phone/phone-page.ts';

export const phonePages: readonly PhonePage[] = [
  {
    path: '/m/report',
    title: { zh: '上报隐患', en: 'Report a hazard' },
    roles: ENTERPRISE,
    tab: 'report',
    load: () => import('./phone-report-page.tsx'),
  },
];

export const phonePackages: readonly PhonePackage[] = [
  { roles: ENTERPRISE, load: () => import('./phone-package.ts') },
];
