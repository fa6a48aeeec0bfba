import { AUTHORITY_AND_PARK, BUSINESS } from '../../../law/roles.ts';
import type { PageDefinition } from '../../../ui/page.ts';

export const pages: readonly PageDefinition[] = [
  {
    path: '/alarms',
    title: { zh: '值班台', en: 'Desk of alarms' },
    roles: BUSINESS,
    menu: { group: 'monitoring', order: 10 },
    theme: 'cockpit',
    timeless: true,
    load: () => import('./desk-page.tsx'),
  },
  {
    path: '/alarms/list',
    title: { zh: '报警台账', en: 'Ledger of alarms' },
    roles: BUSINESS,
    menu: { group: 'monitoring', order: 20 },
    timeless: true,
    load: () => import('./list-page.tsx'),
  },
  {
    path: '/alarms/quality',
    title: { zh: '报警质量', en: 'Quality of alarms' },
    roles: AUTHORITY_AND_PARK,
    menu: { group: 'monitoring', order: 40 },
    timeless: true,
    load: () => import('./quality-page.tsx'),
  },
  {
    path: '/shift',
    title: { zh: '值班交接', en: 'Shift' },
    roles: AUTHORITY_AND_PARK,
    menu: { group: 'monitoring', order: 30 },
    timeless: true,
    load: () => import('./shift-page.tsx'),
  },
  {
    path: '/alarms/:id',
    title: { zh: '报警', en: 'Alarm' },
    roles: BUSINESS,
    parent: '/alarms/list',
    timeless: true,
    load: () => import('./alarm-page.tsx'),
  },
  {
    path: '/alarms/:id/replay',
    title: { zh: '事件回放', en: 'Replay of an incident' },
    roles: BUSINESS,
    parent: '/alarms/list',
    timeless: true,
    load: () => import('./replay-page.tsx'),
  },
];
