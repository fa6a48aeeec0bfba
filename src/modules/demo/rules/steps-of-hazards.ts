import type { Attributes, Fact } from './fact.ts';
import { fact, iso } from './fact.ts';
import type { Profile } from './profile.ts';

/** Where the acts that happen here lead (the loop of hazards; demo.test.ts replays it). */
const AFTER = {
  report: 'reported',
  judge: 'judged',
  assign: 'assigned',
  control: 'controlled',
  rectify: 'rectified',
  verify: 'verified',
  close: 'closed',
  reopen: 'judged',
} as const;
type Act = keyof typeof AFTER;
type Stage = (typeof AFTER)[Act];
/** Found by the enterprise itself; what others found is theirs to judge. */
const OWN_SOURCES = ['selfInspection', 'riskAssessment'];

/** The steps of a hazard, as they agree with its dates; nothing of one that skipped any. */
export interface Steps {
  readonly major: boolean;
  /** Attributes that the loop keeps beside the steps, on the day it was found. */
  readonly found: Attributes;
  readonly again: Attributes;
  assigned(day: number): Attributes;
  stage(stage: Stage): Attributes;
  taken(acts: readonly Act[], at: string): Generator<Fact>;
}

const NONE: Omit<Steps, 'major'> = {
  found: {},
  again: {},
  assigned: () => ({}),
  stage: () => ({}),
  *taken() {},
};

/**
 * Hazards whose work was set up in full went through the loop; the others are kept as their old
 * ledgers had them, without steps. The many small ones, put right on the spot, have none either:
 * six facts for each would double the city.
 */
export function stepsOf(e: Profile, record: string, first: Attributes, second: Attributes): Steps {
  const major = first.major === true;
  const whole =
    second.responsible !== undefined && (!major || first.rectificationLeadRole === 'principal');
  if (!whole || first.refused === true || first.stopRequired === true) return { major, ...NONE };
  const own = OWN_SOURCES.includes(String(first.source));
  const judge = own ? 'safetyManager' : 'officer';
  const roles: Partial<Record<Act, string>> = {
    ...{ report: judge, judge, assign: judge, control: 'teamLeader', rectify: 'teamLeader' },
    ...{ verify: major ? 'officer' : 'safetyManager', close: major ? 'officer' : 'safetyManager' },
    reopen: 'officer',
  };
  let no = 0;
  let at: Stage | null = null;
  return {
    major,
    found: { stage: 'judged', judgedOn: String(first.foundOn) },
    again: {
      stage: major ? 'controlled' : 'assigned',
      reopenedTimes: 1,
    },
    assigned: (day) => ({
      stage: major ? 'controlled' : 'assigned',
      assignedOn: iso(day),
      ...(major ? { controlledOn: iso(day), interimMeasures: '示例管控措施' } : {}),
    }),
    stage: (stage) => ({ stage }),
    *taken(acts, when) {
      for (const act of acts) {
        no += 1;
        const to = AFTER[act];
        const role = roles[act] ?? judge;
        yield fact('hazardStep', `${record}-s${no}`, when, {
          ...{ hazard: record, enterprise: e.id, no, act, to, doneAt: when },
          ...(at === null ? {} : { from: at }),
          ...{ by: `demo-${role}`, byName: '示例人员', byRole: role, major: major && no > 1 },
        });
        at = to;
      }
    },
  };
}
