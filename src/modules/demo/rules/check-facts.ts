import type { Fact } from './fact.ts';
import { day, fact, iso, moment } from './fact.ts';
import type { Profile } from './profile.ts';
import { random } from './random.ts';

/** Checks of the city's last days: enough to look at, few enough not to double the city. */
const LAST = day('2026-11-24');
const DAYS = 7;
const SHIFT_MINUTES = 720;
const FIRST_SHIFT = 480;

interface Done {
  readonly period: string;
  readonly dueOn: string;
  readonly day: number;
  readonly minutes: number;
}

/** What somebody would have done by the end of the last day; the shift that runs then is left. */
function tasksOf(every: unknown): readonly Done[] {
  if (every === 'shift') {
    return Array.from({ length: 2 * DAYS - 1 }, (_, back): Done => {
      const at = LAST - Math.ceil(back / 2);
      const no = back % 2 === 0 ? 1 : 2;
      const minutes = FIRST_SHIFT + (no - 1) * SHIFT_MINUTES;
      return { period: `${iso(at)}/${no}`, dueOn: iso(at + no - 1), day: at, minutes };
    });
  }
  if (every === 'week') {
    const [monday, sunday] = [day('2026-11-16'), '2026-11-22'];
    return [{ period: '2026-W47', dueOn: sunday, day: monday + 2, minutes: 600 }];
  }
  if (every !== 'month') return [];
  return [{ period: '2026-11', dueOn: '2026-11-30', day: day('2026-11-09'), minutes: 540 }];
}

/** Records of a measure's checks: the more diligent, the fewer missed; a few to be judged. */
export function* checkFacts(e: Profile, measure: Fact): Generator<Fact> {
  const { set, record } = measure;
  for (const task of tasksOf(set.checkEvery)) {
    const lot = random(`${record}/${task.period}`);
    if (!lot.chance(0.6 + 0.4 * e.diligence)) continue;
    const at = moment(task.day, task.minutes + lot.int(5, 400));
    const fast = lot.chance(0.03);
    const seconds = fast ? lot.int(1, 4) : lot.int(6, 90);
    yield fact('measureCheck', `${record}-c${task.period.replace('/', '-')}`, at, {
      ...{ enterprise: e.id, controlMeasure: record, period: task.period, dueOn: task.dueOn },
      ...{ date: at.slice(0, 10), doneAt: at, sentAt: at, takenAt: at },
      ...{ by: 'synthetic', byName: '示例班组长', byRole: 'teamLeader' },
      ...{ result: lot.chance(0.97) ? 'normal' : 'notInvolved', secondsTaken: seconds },
      ...(set.riskItem === undefined ? {} : { riskItem: set.riskItem }),
      ...(set.facility === undefined ? {} : { facility: set.facility }),
      ...(fast ? { marks: ['tooFast'], whyMarked: whyFast(seconds) } : {}),
    });
  }
}

const whyFast = (seconds: number): string =>
  JSON.stringify({
    tooFast: { zh: `用时 ${seconds} 秒，少于 5 秒`, en: `${seconds} s, less than 5 s` },
  });
