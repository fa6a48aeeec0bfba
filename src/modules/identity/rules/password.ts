import type { Moment } from '../../../kernel/calendar.ts';
import { MS_PER_DAY } from '../../../kernel/calendar.ts';
import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { SecuritySettings } from '../../../law/security.ts';

type Policy = Pick<SecuritySettings, 'passwordLength' | 'passwordKinds'>;

/** Longer is no safer, only dearer to hash. */
export const LONGEST_PASSWORD = 128;

const KINDS = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]|\p{Lo}/u] as const;

export const kindsOf = (password: string): number =>
  KINDS.filter((kind) => kind.test(password)).length;

/** What is wrong with a new password, each with its remedy; none: it may be taken. */
export function passwordFaults(password: string, login: string, policy: Policy): Bilingual[] {
  const { passwordLength: least, passwordKinds: kinds } = policy;
  const length = [...password].length;
  const faults: Bilingual[] = [];
  if (length < least)
    faults.push({
      zh: `至少 ${least} 个字符，现有 ${length} 个`,
      en: `at least ${least} characters; it has ${length}`,
    });
  if (length > LONGEST_PASSWORD)
    faults.push({
      zh: `至多 ${LONGEST_PASSWORD} 个字符`,
      en: `at most ${LONGEST_PASSWORD} characters`,
    });
  if (kindsOf(password) < kinds)
    faults.push({
      zh: `须含大写字母、小写字母、数字、符号中的至少 ${kinds} 种`,
      en: `needs ${kinds} of: capital letters, small letters, digits, signs`,
    });
  if (login !== '' && password.toLowerCase().includes(login.toLowerCase()))
    faults.push({ zh: '不得包含登录名', en: 'must not contain the login name' });
  return faults;
}

export const USED_BEFORE: Bilingual = {
  zh: '与最近用过的口令相同，请换一个',
  en: 'used lately; choose another one',
};

/** The first moment at which the password no longer does. */
export function passwordEnds(
  changedAt: Moment,
  { passwordDays }: Pick<SecuritySettings, 'passwordDays'>,
): Moment {
  return (changedAt + passwordDays * MS_PER_DAY) as Moment;
}

/** Former passwords to keep: the newest first, as many as may not come back (the new one counts). */
export function formerPasswords(
  current: string,
  previous: readonly string[],
  { passwordsRefused }: Pick<SecuritySettings, 'passwordsRefused'>,
): string[] {
  return [current, ...previous].slice(0, passwordsRefused - 1);
}
