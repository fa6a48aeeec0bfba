import type { Day } from '../../../kernel/calendar.ts';
import { addMonths, dayOf, formatDay, partsOf } from '../../../kernel/calendar.ts';
import { cursorOf, notACursor, partsOfCursor } from '../../../kernel/cursor.ts';
import type { Bilingual, FileAnswer, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { must, ok, refuse } from '../../../kernel/result.ts';
import { exportAnswer, pagedRows } from '../../../platform/excel/index.ts';
import { acts } from '../../hazards/index.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import type { Burden, BurdenRow, Spent } from '../model.ts';
import { minutesIn, nameOf } from '../rules/form.ts';
import type { Chosen, SpentRecord } from '../store/form-time.ts';
import { divisionNames, firmsPage, sumsBy } from '../store/form-time.ts';

export interface Asking {
  readonly city: LiveCity;
  /** What an endpoint is called. */
  readonly titleOf: (endpoint: string) => Bilingual | null;
}

export interface Asked {
  readonly months: string;
  readonly division?: string | undefined;
  readonly form?: string | undefined;
}

function chosenBy({ months, division, form }: Asked, day: Day): Chosen {
  const { year, month } = partsOf(day);
  const until = dayOf(year, month, 1);
  const from = addMonths(until, 1 - Number(months));
  const place = { division: division ?? null, form: form ?? null };
  return { from: formatDay(from), until: formatDay(until), ...place };
}

const NOTHING: Spent = { times: 0, firms: 0, minutes: 0, median: null };

const spentIn = ({ times, firms, tens, median }: SpentRecord): Spent => ({
  ...{ times, firms },
  minutes: minutesIn(tens),
  median: minutesIn(median),
});

/** What forms took, by form and by the divisions below the caller's own, or below the chosen one. */
export async function burdenOn(
  { city, titleOf }: Asking,
  caller: Caller,
  day: Day,
  asked: Asked,
): Promise<Burden> {
  const chosen = chosenBy(asked, day);
  const own = caller.grants.find(({ nodeKind }) => nodeKind === 'division')?.node ?? null;
  const node = asked.division ?? own;
  const partOf = (part: string): Bilingual | null => {
    const type = city.dictionary.records.find((each) => each.type === part);
    return type ?? (acts as Readonly<Record<string, Bilingual>>)[part] ?? null;
  };
  return reading(city.web, caller, async (client) => {
    const [all] = await sumsBy(client, 'all', chosen);
    const forms = await sumsBy(client, 'form', chosen);
    const areas = node === null ? [] : await sumsBy(client, 'division', chosen, node);
    const ids = [...areas.map(({ key }) => key), ...(node === null ? [] : [node])];
    const names = await divisionNames(client, ids);
    const name = node === null ? undefined : names.get(node);
    return {
      ...{ asOf: formatDay(day), from: chosen.from.slice(0, 7), until: chosen.until.slice(0, 7) },
      node: node === null || name === undefined ? null : { id: node, name },
      total: all ? spentIn(all) : NOTHING,
      forms: forms.map((sum) => {
        const { zh, en } = nameOf(sum.key, titleOf, partOf);
        return { ...spentIn(sum), form: sum.key, name: { zh, en } };
      }),
      divisions: areas
        .filter(({ key }) => key !== '')
        .map((sum) => ({ ...spentIn(sum), id: sum.key, name: names.get(sum.key) ?? sum.key })),
    };
  });
}

export interface Paged extends Asked {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export async function burdenPage(
  { city }: Asking,
  caller: Caller,
  day: Day,
  asked: Paged,
): Promise<Result<{ rows: BurdenRow[]; next: string | null; asOf: string }, Refusal>> {
  const after = asked.cursor === undefined ? null : partsOfCursor(asked.cursor, 2);
  if (asked.cursor !== undefined && !/^\d{1,9}$/.test(after?.[0] ?? '')) return refuse(notACursor);
  const place = after ? ([Number(after[0]), after[1] ?? ''] as const) : null;
  const found = await reading(city.web, caller, (client) =>
    firmsPage(client, chosenBy(asked, day), place, asked.limit),
  );
  const last = found.at(-1);
  return ok({
    asOf: formatDay(day),
    next: last && found.length === asked.limit ? cursorOf([String(last.tens), last.key]) : null,
    rows: found.map(({ key, name, division, divisionName, ...sum }) => {
      const { firms: _, ...spent } = spentIn({ key, ...sum });
      const at = division === null ? null : { id: division, name: divisionName ?? division };
      return { ...spent, enterprise: { id: key, name }, division: at };
    }),
  });
}

const PAGE = 200;

export function burdenFile(
  asking: Asking,
  caller: Caller,
  day: Day,
  asked: Asked,
  lang: 'zh' | 'en',
): FileAnswer {
  const zh = lang === 'zh';
  return exportAnswer({
    ...{ title: zh ? '填报负担明细' : 'Minutes spent on forms', asOf: formatDay(day) },
    language: lang,
    columns: [
      { key: 'division', title: zh ? '区划' : 'Division', type: 'text', width: 14 },
      { key: 'enterprise', title: zh ? '企业' : 'Enterprise', type: 'text', width: 36 },
      { key: 'code', title: zh ? '信用代码' : 'Credit code', type: 'text', width: 22 },
      { key: 'times', title: zh ? '填报次数' : 'Times', type: 'int' },
      { key: 'minutes', title: zh ? '用时合计（分钟）' : 'Minutes in all', type: 'number' },
      { key: 'median', title: zh ? '每次用时中位数（分钟）' : 'Median (min)', type: 'number' },
    ],
    rows: pagedRows(async (after) => {
      const more = after === null ? {} : { cursor: after };
      const page = await burdenPage(asking, caller, day, { ...asked, ...more, limit: PAGE });
      const { rows, next } = must(page.ok ? page.value : null, 'a page of the list');
      return {
        next,
        rows: rows.map(({ enterprise, division, times, minutes, median }) => ({
          ...{ times, minutes, median, code: enterprise.id },
          division: division?.name ?? '',
          enterprise: enterprise.name ?? '',
        })),
      };
    }),
  });
}
