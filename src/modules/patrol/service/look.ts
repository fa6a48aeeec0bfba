import { createHash } from 'node:crypto';
import { endOfDay, formatDay, formatMoment, type Moment } from '../../../kernel/calendar.ts';
import type { BodyOf, Refusal } from '../../../kernel/endpoint.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { type Caller, type LiveCity, reading } from '../../identity/index.ts';
import type { patrolContract } from '../contract.ts';
import { keyOf, NORMAL } from '../rules/list.ts';
import { isRecorded, isTarget } from '../store/targets.ts';

type Said = BodyOf<(typeof patrolContract)['lookedAt']>;

const NOTHING_SAID: Refusal = {
  code: 'bad-request',
  fields: [
    {
      path: 'findings',
      message: { zh: '请写明发现的问题', en: 'say what was found' },
    },
  ],
};

/** States what was looked at: once a target, day and outcome, however often it is said. */
export async function recordLook(
  city: LiveCity,
  caller: Caller,
  said: Said,
): Promise<Result<{ record: string }, Refusal>> {
  const { enterprise, facility, outcome, findings, response, enforcement } = said;
  if (outcome === 'found' && findings === '') return refuse(NOTHING_SAID);
  const today = city.today();
  const latest = Math.min(city.now(), endOfDay(today)) as Moment;
  const target = { enterprise, enterpriseName: null, facility, facilityName: null };
  const told = outcome === 'normal' ? NORMAL : findings;
  const hash = createHash('sha256')
    .update(`${keyOf(target)}\n${told}`)
    .digest('hex')
    .slice(0, 12);
  const record = `OP-${formatDay(today).replaceAll('-', '')}-${hash}`;
  const known = await reading(city.web, caller, async (client) => ({
    target: await isTarget(client, enterprise, facility, new Date(latest)),
    recorded: await isRecorded(client, record),
  }));
  if (!known.target) return refuse({ code: 'not-visible' });
  if (known.recorded) return ok({ record });
  const at = formatMoment(latest);
  const set = {
    ...{ enterprise, date: at, findings: told, enforcement },
    // `by` names a person of the ledgers, not an account. A hazard made of it begins with its note.
    note: outcome === 'normal' ? `巡查人 ${caller.name}` : `${told}（巡查人 ${caller.name}）`,
    ...(facility === null ? {} : { facility }),
    ...(response === '' ? {} : { response }),
  };
  const stated = await city.state(caller, [{ type: 'onlinePatrol', record, at, set }]);
  return stated.ok ? ok({ record }) : stated;
}
