import type { Bilingual } from '../../../kernel/endpoint.ts';

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
} as const satisfies Readonly<Record<string, Setting>>;

export type CheckSettings = Readonly<Record<keyof typeof checkSettings, Pick<Setting, 'value'>>>;
