import { formatMoment } from '../../../kernel/calendar.ts';
import type { Bilingual, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import { opened, Turns, versionOf } from '../../registry/index.ts';
import type { Judgement } from '../model.ts';
import { whyNotJudge } from '../rules/who.ts';
import { latest } from './common.ts';

interface Asked {
  readonly id: string;
  readonly version: number;
  readonly judgement: Judgement;
  readonly reason: string | null;
}

type Judging = Promise<Result<{ id: string; version: number }, Refusal>>;

const turns = new Turns();

const MOVED: Bilingual = {
  zh: '他人刚核实过这条记录，请核对后再办',
  en: 'somebody judged it meanwhile: look again first',
};
const REASON: Bilingual = { zh: '请写明理由', en: 'say why' };

/** What a person makes of the marks, as a fact on the record; the machine draws nothing from them. */
export function judgeCheck(city: LiveCity, caller: Caller, asked: Asked): Judging {
  const { id, judgement } = asked;
  const reason = asked.reason?.trim() || null;
  return turns.take(id, async () => {
    const found = await reading(city.web, caller, (client) =>
      opened(client, city, { type: 'measureCheck', id }),
    );
    if (!found.ok) return found;
    const { row, facts } = found.value;
    if (versionOf(facts) !== asked.version) {
      return refuse<Refusal>({
        code: 'conflict',
        detail: MOVED,
        current: { version: versionOf(facts), judgement: row.values.judgement ?? null },
      });
    }
    const why = whyNotJudge(judgement, {
      roles: caller.roles,
      own: row.values.by === caller.user,
      marked: Array.isArray(row.values.marks) && row.values.marks.length > 0,
      judged: typeof row.values.judgement === 'string' && row.values.judgement !== 'explained',
    });
    if (why) return refuse<Refusal>({ code: 'not-to-judge', detail: why });
    if (reason === null && judgement !== 'accepted') {
      return refuse<Refusal>({
        code: 'bad-request',
        fields: [{ path: 'reason', message: REASON }],
      });
    }
    const at = formatMoment(latest(city));
    const set = { judgement, judgedReason: reason, judgedBy: caller.name, judgedAt: at };
    const stated = await city.state(caller, [{ type: 'measureCheck', record: id, at, set }]);
    if (!stated.ok) return stated;
    return reading(city.web, caller, async (client) => {
      const now = await opened(client, city, { type: 'measureCheck', id });
      return now.ok ? ok({ id, version: versionOf(now.value.facts) }) : now;
    });
  });
}
