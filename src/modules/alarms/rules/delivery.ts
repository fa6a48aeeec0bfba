import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { Channel, Level, Rung } from '../model.ts';

export type Steps = Readonly<Record<Level, Readonly<Partial<Record<Rung, readonly Channel[]>>>>>;

/**
 * Who is called at which step (平台建议): the redder and the higher, the louder. Messages in the
 * platform are always there; the others happen where they are configured.
 */
export const usualSteps: Steps = {
  red: {
    enterprise: ['in-app', 'smtp', 'call'],
    park: ['in-app', 'smtp', 'call'],
    county: ['in-app', 'webhook', 'smtp', 'call'],
    city: ['in-app', 'webhook', 'smtp', 'call'],
  },
  orange: {
    enterprise: ['in-app', 'smtp', 'call'],
    park: ['in-app', 'smtp'],
    county: ['in-app', 'webhook', 'smtp', 'call'],
    city: ['in-app', 'webhook', 'smtp'],
  },
  yellow: {
    enterprise: ['in-app', 'smtp'],
    park: ['in-app'],
    county: ['in-app', 'webhook', 'smtp'],
  },
  blue: { enterprise: ['in-app'], park: ['in-app'], county: ['in-app', 'webhook'] },
};

export const channelsAt = (steps: Steps, level: Level, to: Rung): readonly Channel[] => [
  ...new Set<Channel>(['in-app', ...(steps[level][to] ?? [])]),
];

const SECOND = 1000;
/** Between one try and the next: eight tries in some forty minutes. */
const PAUSES = [10, 30, 60, 120, 300, 600, 1200];
export const MOST_TRIES = PAUSES.length + 1;
/** Older than this it says nothing any more that helps. */
export const LONGEST_AGE = 2 * 60 * 60 * SECOND;
/** A try that was begun and of which nothing is known is begun again after this. */
export const LEASE = 120 * SECOND;

/** How long to wait after so many tries; null: that was the last one. */
export function pauseAfter(tries: number): number | null {
  const pause = PAUSES[tries - 1];
  return pause === undefined ? null : pause * SECOND;
}

const WHY: Readonly<Record<string, Bilingual>> = {
  timeout: { zh: '对方未在时限内答复', en: 'no answer in time' },
  unreachable: { zh: '连接不上对方', en: 'not reachable' },
  redirect: { zh: '对方要求转到别处，未跟随', en: 'sent elsewhere: not followed' },
  notAllowed: { zh: '地址不允许', en: 'the address is not allowed' },
  signIn: { zh: '邮件服务器不接受账号', en: 'the mail server refused to sign us in' },
  tls: { zh: '对方不支持加密连接', en: 'no encrypted connection' },
  noAnswer: { zh: '无人接听', en: 'nobody picked up' },
  noRecipient: { zh: '未配置接收人', en: 'nobody is configured to receive it' },
  tooOld: { zh: '已过时', en: 'too old' },
  notConfigured: { zh: '渠道已停用', en: 'the channel is no longer configured' },
};

export function whyWords(why: string): Bilingual {
  const [kind = '', code = ''] = why.split(':');
  if (kind === 'status') return { zh: `对方答复 ${code}`, en: `answered ${code}` };
  if (kind === 'smtp') return { zh: `邮件服务器答复 ${code}`, en: `mail server said ${code}` };
  return WHY[why] ?? { zh: why, en: why };
}

/** Of a telephone number or an address, as much as tells which one it is. */
export function masked(recipient: string): string {
  const at = recipient.lastIndexOf('@');
  if (at > 0) return `${recipient.slice(0, 1)}***${recipient.slice(at)}`;
  return recipient.length < 8
    ? `***${recipient.slice(-2)}`
    : `${recipient.slice(0, 3)}****${recipient.slice(-4)}`;
}
