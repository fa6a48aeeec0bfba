import type { AlarmWhole } from '../contract.ts';
import { type MarkKind, type Rung, states, verdicts } from '../model.ts';
import type { Climb } from '../rules/climb.ts';
import type { ActRecord, AlarmRecord } from '../store/alarm.ts';
import { actWords } from './acting.ts';
import { climbWords } from './climbing.ts';
import { maybeTold, told } from './rows.ts';

type Happened = AlarmWhole['history'][number] & { readonly kind: MarkKind };

/** What happened, in its order: signals by the clock of their source, acts by the server's. */
export function happened(alarm: AlarmRecord, done: readonly ActRecord[]): Happened[] {
  const none = { kind: 'signal' as const, state: null, by: null, role: null, detail: null };
  const signal = (at: string | null, zh: string, en: string): Happened[] =>
    at === null ? [] : [{ ...none, at, title: { zh, en } }];
  // Only a tag's own readings carry the time of its device.
  const clock = alarm.source.startsWith('tag/')
    ? { zh: '设备时间', en: 'device clock' }
    : { zh: '平台时间', en: 'clock of the platform' };
  const people = done.map(({ at, act, to_state: state, name, role, given }) => ({
    kind: act === 'climb' ? ('climb' as const) : ('act' as const),
    at: told(at),
    title: act === 'climb' ? climbWords(climbGiven(given)) : actWords(act),
    state: states[state],
    ...{ by: name, role, detail: detailOf(given) },
  }));
  return [
    ...signal(told(alarm.raisedAt), `报警（${clock.zh}）`, `raised (${clock.en})`),
    ...signal(told(alarm.receivedAt), '平台接收', 'received'),
    ...signal(maybeTold(alarm.clearedAt), `恢复正常（${clock.zh}）`, `cleared (${clock.en})`),
    ...people,
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** A step as it was taken, to whoever was told of it. */
const climbGiven = (given: ActRecord['given']) => {
  const { why, to, told } = given as unknown as Pick<Climb, 'why' | 'to'> & { told?: Rung | null };
  return { why, to: told ?? to };
};

function detailOf(given: ActRecord['given']): string | null {
  const verdict = given.verdict as keyof typeof verdicts | undefined;
  const minutes = given.minutes === undefined ? null : `${String(given.minutes)} min`;
  const parts = [verdict ? verdicts[verdict].zh : null, given.measure, minutes, given.reason];
  return parts.filter((part) => typeof part === 'string' && part !== '').join('；') || null;
}
