import type { Moment } from '../../../kernel/calendar.ts';
import { formatMoment } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/transaction.ts';
import type { AlarmFact, Ground, Item } from '../model.ts';
import { itemOf } from '../rules/grade.ts';
import type { WarningSettings } from '../rules/settings.ts';
import {
  type AlarmRow,
  areasAt,
  enterprisesAt,
  type FactRow,
  factsAt,
  installationsOf,
  openAlarms,
  repeatedAlarms,
} from '../store/evidence.ts';

/** 企业落实安全风险承诺公告制度: who owes it and when, the plan says. */
const PROMISES = ['CHEM-5.6'];
const HOUR = 3_600_000;
const TYPES = {
  ...{ majorHazard: 'hazard', promise: 'commitment' },
  ...{ permitSpecial: 'permit', permit: 'permit' },
} as const satisfies Readonly<Record<FactRow['reason'], Item['ref']['type']>>;

export async function groundAt(
  db: Queryable,
  moment: Moment,
  settings: WarningSettings,
): Promise<Ground> {
  const at = new Date(moment);
  const facts = await factsAt(db, at, PROMISES);
  const enterprises = await enterprisesAt(db, at);
  const installations = await installationsOf(db, at);
  return {
    items: facts.map(({ reason, enterprise, facility, id, at: since, what }) => ({
      ...{ reason, enterprise, facility, grade: settings[reason], holds: false },
      ref: {
        ...{ type: TYPES[reason], id, what },
        at: since === null ? null : formatMoment(since.getTime() as Moment),
      },
    })),
    enterprises: new Map(enterprises.map((each) => [each.id, each])),
    areas: await areasAt(db, at),
    installations: new Map(installations.map((each) => [each.facility, each.installation])),
  };
}

/** What alarms ask for at this moment. */
export async function alarmItems(
  db: Queryable,
  now: Moment,
  settings: WarningSettings,
): Promise<readonly Item[]> {
  const { repeatedCount, repeatedHours, repeated } = settings;
  const since = new Date(now - repeatedHours * HOUR);
  const open = await openAlarms(db);
  const again = await repeatedAlarms(db, since, repeatedCount);
  return [
    ...open.map((row) => itemOf(factOf(row), now, settings)),
    ...again.map((row): Item => {
      const { enterprise, facility, ref } = itemOf(factOf(row), now, settings);
      const shown = { ...ref, what: row.source };
      return {
        reason: 'alarmRepeated',
        grade: repeated,
        enterprise,
        facility,
        ref: shown,
        holds: false,
      };
    }),
  ];
}

const factOf = ({ received_at, level, ...rest }: AlarmRow): AlarmFact => ({
  ...rest,
  level: level as AlarmFact['level'],
  receivedAt: received_at.getTime() as Moment,
});
