import { z } from 'zod';
import type { Day } from '../../kernel/calendar.ts';
import type { Bilingual } from '../../kernel/endpoint.ts';
import { words as bothWords } from '../../kernel/endpoint.ts';
import type { Role } from '../../law/roles.ts';

const words = (zh: string, en: string): Bilingual => ({ zh, en });

/** Stages of a hidden hazard (处置阶段), in the order of the loop; `dismissed` stands beside it. */
export const stages = {
  reported: words('已上报', 'reported'),
  judged: words('已判定', 'judged'),
  assigned: words('已下达', 'assigned'),
  controlled: words('已管控', 'under control'),
  rectified: words('已整改', 'rectified'),
  verified: words('已复查', 'verified'),
  closed: words('已销号', 'closed'),
  dismissed: words('不属隐患', 'no hazard'),
} as const;
export type Stage = keyof typeof stages;
export const stageNames = Object.keys(stages) as [Stage, ...Stage[]];

/** Acts of the loop (处置步骤). */
export const acts = {
  report: words('上报', 'report'),
  judge: words('判定', 'judge'),
  rejudge: words('改判', 'judge anew'),
  dismiss: words('认定不属隐患', 'dismiss'),
  assign: words('下达整改', 'assign'),
  control: words('落实管控', 'control'),
  rectify: words('整改完成', 'rectify'),
  return: words('退回', 'return'),
  extend: words('延期', 'extend'),
  escalate: words('升级', 'escalate'),
  list: words('挂牌督办', 'list for supervision'),
  verify: words('复查验收', 'verify'),
  close: words('销号', 'close'),
  reopen: words('重开', 'reopen'),
  revise: words('更正', 'revise'),
} as const;
export type Act = keyof typeof acts;
export const actNames = Object.keys(acts) as [Act, ...Act[]];

/** Levels that list a hazard for supervision, the highest first. */
export const levels = ['city', 'county', 'township'] as const;
export type Level = (typeof levels)[number];

/** Where somebody stands towards a hazard: a grant that reaches it, and what kind of place it is. */
export interface Seat {
  readonly role: Role;
  /** Of an authority: how high it stands. */
  readonly level: Level | null;
}

/** Whoever acts, as the hazard sees him. */
export interface Actor {
  readonly account: string;
  readonly name: string;
  readonly seats: readonly Seat[];
}

/** So many files of one field. */
export const MOST_FILES = 12;

export type Value = string | number | boolean | null | readonly string[];
export type Values = Readonly<Record<string, Value>>;

/** One act of the history (隐患处置步骤), as the ledger keeps it. */
export interface Step {
  readonly no: number;
  readonly act: Act;
  /** Null: the hazard began with this step. */
  readonly from: Stage | null;
  readonly to: Stage;
  readonly by: string;
  /** Treated as a major hazard from this step on. */
  readonly major: boolean;
}

/** A hazard as it stands: its values, and the steps that led there (none of what was imported). */
export interface Hazard {
  readonly stage: Stage;
  readonly values: Values;
  readonly steps: readonly Step[];
}

/** What somebody wants to do. */
export interface Wanted {
  readonly act: Act;
  readonly set: Values;
  readonly reason: string | null;
}

/** What an act makes of a hazard: values to state (null clears) and the step that says so. */
export interface Performed {
  readonly set: Values;
  readonly step: Step;
  /** True ends the record (it was no hazard), false takes it back; absent: neither. */
  readonly retired?: boolean;
}

/** Why not: at fields, or as a whole. */
export interface Unfit {
  readonly why: Bilingual;
  readonly fields: Readonly<Record<string, Bilingual>>;
}

/** The next deadline of a hazard, and whether the year's holidays are known that it was counted by. */
export interface Deadline {
  readonly day: Day;
  readonly provisional: boolean;
}

export const bilingual = z.object({ zh: z.string(), en: z.string() });

/** A device whose clock stands at the beginning of time is right all the same. */
const MOST_OFFSET_MS = 100 * 366 * 86_400_000;

const asOf = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: bothWords('请写成 2026-06-30', 'write 2026-06-30') })
  .optional();

/** A text that the database can hold. */
export const plain = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => !text.includes('\u0000'), {
      error: bothWords('含有不能使用的字符', 'has a character that cannot be used'),
    });

/** Why somebody answers for a hazard (责任追究清单); `any`: for one of these. */
export const answers = ['any', 'longStanding', 'perfunctory', 'refused'] as const;

/** Several values in a URL: `a,b`. */
const several = plain(400).transform((text) => text.split(',').filter((part) => part !== ''));
const yes = z.stringbool().optional();

export const hazardFilters = z.object({
  asOf,
  /** Part of what was written down, an id, or a criterion. */
  q: plain(100).optional(),
  /** The division and all below it. */
  division: plain(20).optional(),
  line: z.enum(['chem', 'trade']).optional(),
  enterprise: plain(100).optional(),
  stage: several.optional(),
  /** Not closed yet, whatever the stage. */
  open: yes,
  /** `anyMajor`: by statute or by the city's rule. */
  weight: z.enum(['anyMajor', 'major', 'treated', 'general']).optional(),
  source: several.optional(),
  class: z.enum(['static', 'dynamic']).optional(),
  supervised: several.optional(),
  overdue: yes,
  /** It has to stop until it is rectified. */
  stop: yes,
  /** 应停未停: it runs although it has to stop. */
  runs: yes,
  relapsed: yes,
  /** 责任追究清单: longstanding, perfunctory, refused. */
  answer: z.enum(answers).optional(),
  /** A clause whose duty the hazard is the subject of; `owed`: open or overdue. */
  clause: plain(20).optional(),
  owed: yes,
  /** The next step is the caller's to take. */
  mine: yes,
});
export type HazardFilters = z.infer<typeof hazardFilters>;

/** The clock of the device on which a record was written without a network. */
export const deviceShape = z.object({
  /** Made on the device: the same record, however often it is sent. */
  id: z.uuid(),
  at: z.iso.datetime(),
  /** Milliseconds by which the server's clock was ahead of it; null: never measured. */
  offset: z.int().min(-MOST_OFFSET_MS).max(MOST_OFFSET_MS).nullable(),
});
export type Device = z.infer<typeof deviceShape>;
