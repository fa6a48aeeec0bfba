import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { ParameterEntry } from '../../../law/plans/model.ts';

/** A number that the guide leaves open, with where it comes from. */
export interface Setting {
  readonly value: number;
  readonly title: Bilingual;
  readonly source: Bilingual;
}

const SUGGESTED: Bilingual = {
  zh: '平台建议（指南未作规定）',
  en: 'Suggested by the platform (the guide does not say)',
};

const setting = (value: number, zh: string, en: string): Setting => ({
  value,
  title: { zh, en },
  source: SUGGESTED,
});

/** Numbers of tasks and marks. */
export const checkSettings = {
  shifts: setting(2, '每日班次数（企业未填时）', 'Shifts a day (where the enterprise names none)'),
  shiftStart: setting(8, '首班开始时刻（时）', 'The first shift begins at (hour)'),
  holidayLead: setting(3, '节假日前排查提前天数', 'Days before a holiday that its check may take'),
  startupWithin: setting(
    3,
    '开车后排查期限（天）',
    'Days after a start-up that its check may take',
  ),
  fastSeconds: setting(5, '单项用时下限（秒）', 'Seconds that looking at one item takes at least'),
  travelSpeed: setting(30, '两次排查间移动速度上限（公里/时）', 'Speed between two checks at most'),
  travelSlack: setting(200, '定位误差（米）', 'Error of a position (metres)'),
  backfillHours: setting(
    24,
    '视为补录的间隔（小时）',
    'Hours from which a record counts as sent late',
  ),
  clockMinutes: setting(5, '设备时间允许误差（分钟）', 'Minutes that a clock may be off'),
  // What the guide takes off is not on file in numbers: nothing, until somebody sets it.
  missedDeduct: setting(0, '每漏查一项任务的扣分', 'Points taken off for each missed task'),
  fewDeduct: setting(0, '应整改隐患为零时的扣分', 'Points taken off where no hazard was due'),
  vetoMajor: setting(0, '一票否决的逾期重大隐患条数', 'Overdue major hazards that veto the score'),
} as const satisfies Readonly<Record<string, Setting>>;

export type CheckSettings = Readonly<Record<keyof typeof checkSettings, Pick<Setting, 'value'>>>;

type Name = keyof CheckSettings;

/** The parameter of each (src/law/plans/parameters.json), one for the whole city. */
const PARAMETERS: Readonly<Record<Name, string>> = {
  shifts: 'checks.shifts',
  shiftStart: 'checks.shift.start',
  holidayLead: 'checks.holiday.lead',
  startupWithin: 'checks.startup.within',
  fastSeconds: 'checks.fast.seconds',
  travelSpeed: 'checks.travel.speed',
  travelSlack: 'checks.travel.slack',
  backfillHours: 'checks.backfill.hours',
  clockMinutes: 'checks.clock.minutes',
  missedDeduct: 'checks.score.missedDeduct',
  fewDeduct: 'checks.score.fewDeduct',
  vetoMajor: 'checks.score.vetoMajor',
};
/** Cut-offs of the levels, the highest first (优、良、中): what nobody set is as recalled. */
export const LEVEL_PARAMETERS = [
  'checks.level.excellent',
  'checks.level.good',
  'checks.level.fair',
] as const;
export const checkParameters: readonly string[] = [
  ...Object.values(PARAMETERS),
  ...LEVEL_PARAMETERS,
];

type Standing = ReadonlyMap<string, Pick<ParameterEntry, 'value'>>;

/** What is no sense (no shift, an hour past midnight) is as suggested. */
const LIMITS: Readonly<Partial<Record<Name, readonly [number, number]>>> = {
  shifts: [1, 6],
  shiftStart: [0, 23],
  holidayLead: [0, 30],
  startupWithin: [0, 60],
};

export const namesOfSettings = Object.keys(checkSettings) as Name[];

/** The numbers of checks by what is in force. */
export function checkSettingsBy(standing: Standing): CheckSettings {
  const chosen = namesOfSettings.map((name) => {
    const [from, to] = LIMITS[name] ?? [0, Number.MAX_SAFE_INTEGER];
    const value = standing.get(PARAMETERS[name])?.value;
    const fits = typeof value === 'number' && value >= from && value <= to;
    return [name, { value: fits ? value : checkSettings[name].value }] as const;
  });
  return Object.fromEntries(chosen) as CheckSettings;
}

/** Which of them somebody set. */
export const isSet = (standing: Standing, name: Name): boolean => standing.has(PARAMETERS[name]);
