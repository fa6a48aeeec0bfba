import { routes } from '../../kernel/handling.ts';
import type { ProblemKind } from '../../kernel/problems.ts';
import type { Caller, LiveCity } from '../identity/index.ts';
import { alarmsContract } from './contract.ts';
import { actOn } from './service/acting.ts';
import { Alarms } from './service/alarms.ts';
import { alarmDesk } from './service/desk.ts';
import { alarmPage, alarmSheet } from './service/list.ts';
import { alarmWhole } from './service/one.ts';
import { orderOf } from './service/order.ts';
import { alarmQuality } from './service/quality.ts';
import { alarmReplay } from './service/replay.ts';
import { told } from './service/rows.ts';
import { actOnShift, shiftOf } from './service/shift.ts';

const problems = {
  'alarm-state': {
    status: 409,
    title: { zh: '这一步现在不能办理', en: 'This cannot be done now' },
  },
  'wrong-shift': {
    status: 409,
    title: { zh: '班次状态已变', en: 'The shift is not where you saw it' },
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;

export const alarmsRoutes = ({ city }: { readonly city: () => LiveCity }) => {
  const alarms = (): Alarms => Alarms.of(city());
  return routes<typeof alarmsContract, Caller>(
    'alarms',
    alarmsContract,
    {
      alarms: ({ caller, query }) =>
        alarmPage({ city: city(), now: told(alarms().now()) }, caller, query),
      alarmsExport: ({ caller, query }) => alarmSheet(alarms(), caller, query),
      alarmDesk: ({ caller }) => alarmDesk(alarms(), caller),
      alarmQuality: ({ caller, query }) => alarmQuality(alarms(), caller, query),
      shift: ({ caller }) => shiftOf(alarms(), caller),
      shiftAct: ({ caller, body }) => actOnShift(alarms(), caller, body),
      alarm: ({ caller, params }) => alarmWhole(alarms(), caller, params.id),
      alarmReplay: ({ caller, params }) => alarmReplay(alarms(), caller, params.id),
      orderOfAlarm: ({ caller, params, body }) => orderOf(alarms(), caller, params.id, body),
      actOnAlarm: ({ caller, params, body }) => actOn(alarms(), caller, { ...params, ...body }),
    },
    problems,
  );
};
