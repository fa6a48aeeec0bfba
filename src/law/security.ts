import type { Bilingual } from '../kernel/endpoint.ts';

/** A number that the rules of access turn on, with where it comes from. */
export interface SecuritySetting extends Bilingual {
  readonly value: number;
  readonly unit: 'characters' | 'kinds' | 'days' | 'passwords' | 'failures' | 'minutes';
  readonly source: string;
  /** `recalled`: from memory of practice, to be checked against the standard's text. */
  readonly confidence: 'recalled';
}

const BASIC = 'GB/T 22239-2019 8.1.4.1 身份鉴别（第三级）；数值为本系统按通行做法设定';

function setting(
  value: number,
  unit: SecuritySetting['unit'],
  zh: string,
  en: string,
  source = BASIC,
): SecuritySetting {
  return { value, unit, zh, en, source, confidence: 'recalled' };
}

/** Classified protection, level three (等保三级), as numbers. */
export const securitySettings = {
  passwordLength: setting(10, 'characters', '口令最少字符数', 'shortest password'),
  passwordKinds: setting(3, 'kinds', '口令最少字符种类', 'kinds of characters in a password'),
  passwordDays: setting(90, 'days', '口令有效天数', 'days that a password lasts'),
  passwordsRefused: setting(5, 'passwords', '不得重复最近的口令数', 'last passwords refused'),
  failures: setting(5, 'failures', '登录失败次数上限', 'failures before a name is locked'),
  lockMinutes: setting(30, 'minutes', '登录失败锁定分钟数', 'minutes that a name stays locked'),
  idleMinutes: setting(15, 'minutes', '无操作锁屏分钟数', 'minutes without use until it locks'),
  sessionMinutes: setting(
    720,
    'minutes',
    '一次登录的最长分钟数',
    'longest session in minutes',
    '本系统设定',
  ),
  auditDays: setting(
    183,
    'days',
    '审计日志最少留存天数',
    'days that the audit is kept at least',
    '《网络安全法》第二十一条第三项：不少于六个月',
  ),
} as const satisfies Readonly<Record<string, SecuritySetting>>;

export type SecuritySettings = { readonly [K in keyof typeof securitySettings]: number };

/** The values alone, as rules take them. */
export const securityValues = Object.fromEntries(
  Object.entries(securitySettings).map(([name, { value }]) => [name, value]),
) as SecuritySettings;
