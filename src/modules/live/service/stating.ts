import { endOfDay, formatMoment, type Moment } from '../../../kernel/calendar.ts';
import type { Bilingual, Refusal } from '../../../kernel/endpoint.ts';
import { ok, type Result } from '../../../kernel/result.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import { type Caller, note, type Statement } from '../../identity/index.ts';
import type { Live } from './live.ts';

export const faulty = (fields: Readonly<Record<string, Bilingual>>): Refusal => ({
  code: 'bad-request',
  fields: Object.entries(fields).map(([path, message]) => ({ path, message })),
});

export const UNSEEN: Bilingual = {
  zh: '没有这条记录，或不在您的数据范围内',
  en: 'no such record, or it is outside your scope',
};

/** What is stated, with what the audit keeps of it. */
export interface Change {
  readonly action:
    | 'window-open'
    | 'window-end'
    | 'bypass-open'
    | 'bypass-end'
    | 'rule-change'
    | 'rule-back';
  readonly statement: Omit<Statement, 'at'>;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly ip: string;
}

/**
 * States facts of live monitoring in the caller's scope; what is judged follows before the answer.
 * They hold from now, in a made-up city from its last moment.
 */
export async function stated(
  live: Live,
  caller: Caller,
  { action, statement, detail, ip }: Change,
): Promise<Result<{ readonly id: string }, Refusal>> {
  const { city } = live;
  const at = Math.min(live.now(), city.now(), endOfDay(city.today())) as Moment;
  const said = { ...statement, at: formatMoment(at) };
  const done = await city.state(caller, [said], { by: 'live' });
  const { type, record } = statement;
  const outcome = done.ok ? 'done' : 'refused';
  await transaction(city.options.owner, (client) =>
    note(client, city.now(), {
      ...{ account: caller.user, action, object: `${type}/${record}`, outcome, detail, ip },
    }),
  );
  if (!done.ok) return done;
  live.reload();
  await live.reloaded();
  return ok({ id: record });
}
