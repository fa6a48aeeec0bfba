import { formatDay } from '../../../kernel/calendar.ts';
import { moduleWords } from '../../board/index.ts';
import { rememberedOf, scopeKey } from '../../identity/index.ts';
import type { Table, Words } from '../model.ts';
import { byWords, isRecordTopic, topics } from '../rules/topics.ts';
import type { Asked } from './asked.ts';
import type { Body } from './cells.ts';
import { dutyTable } from './duty-table.ts';
import { enterpriseTable } from './enterprise-table.ts';
import { metricColumns, metricTable } from './metric-table.ts';
import { recordTable } from './record-table.ts';

function bodyOf(asked: Asked): Promise<Body> {
  const { id } = asked.topic;
  if (id === 'duties') return dutyTable(asked);
  if (id === 'metrics') return metricTable(asked);
  return isRecordTopic(id) ? recordTable(asked, id) : enterpriseTable(asked);
}

const columnsOf = ({ topic, by }: Asked): Table['columns'] =>
  topic.id === 'metrics' && by !== 'indicator'
    ? [...metricColumns]
    : topic.measures.map(({ key, words, share = false }) => ({ key, words, share }));

export function scopeName({ areas, division, node, caller }: Asked): Words {
  const known = areas.get(division ?? node)?.name ?? node;
  const isAll = division !== null || caller.grants.some((g) => g.nodeKind === 'division');
  return isAll ? { zh: known, en: known } : { zh: '本人数据范围', en: 'Own scope' };
}

const tables = rememberedOf<Table>(200);

/** The table, as long as nothing in the city changes. */
export function tableOf(asked: Asked): Promise<Table> {
  const { at, caller, day, topic, by, division, node, line, module, period } = asked;
  const scope = [topic.id, by, division ?? '', node, line ?? '', module ?? '', period];
  const key = scopeKey(caller.keys, day, ...scope, scopeName(asked).zh);
  return tables(at.city).of(key, () => madeTable(asked));
}

/** A title, of whom and when, what is counted, and the numbers with their rows. */
async function madeTable(asked: Asked): Promise<Table> {
  const { at, topic, by, day, areas, from } = asked;
  const body = await bodyOf(asked);
  const scope = scopeName(asked);
  const timed = isRecordTopic(topic.id);
  const named = new Set(at.city.clauses.map(({ module }) => module));
  return {
    asOf: formatDay(day),
    ...{ topic: topic.id, by, unit: topic.unit, scope },
    title: {
      zh: `${scope.zh}${topic.words.zh}统计表（按${byWords[by].zh}）`,
      en: `${topic.words.en} of ${scope.en} by ${byWords[by].en.toLowerCase()}`,
    },
    period: timed ? { from: from === null ? null : formatDay(from), until: formatDay(day) } : null,
    ...{ definition: topic.definition, definedAt: topic.definedAt },
    columns: columnsOf(asked),
    ...body,
    choices: {
      topics: topics.map(({ id, words }) => ({ id, words })),
      bys: topic.bys.map((id) => ({ id, words: byWords[id] })),
      divisions: areas.below(at.metrics.root).map(({ id, name }) => ({ id, name })),
      modules: [...moduleWords()].flatMap(([id, words]) => (named.has(id) ? { id, words } : [])),
      filters: topic.filters.filter((f) => f !== 'period' || timed || by === 'month'),
    },
  };
}
