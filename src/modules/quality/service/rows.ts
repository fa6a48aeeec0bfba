import type { Day } from '../../../kernel/calendar.ts';
import { formatDay } from '../../../kernel/calendar.ts';
import { cursorOf, notACursor, partsOfCursor } from '../../../kernel/cursor.ts';
import type { FileAnswer, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { RecordDefinition } from '../../../law/records/model.ts';
import { answeredRows, exportAnswer } from '../../../platform/excel/index.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import type { CheckId, Row, Words } from '../model.ts';
import { checkedTypes, checks, hasDivision } from '../rules/checks.ts';
import { detailOf } from '../rules/details.ts';
import type { Found, FoundChoice } from '../store/checks.ts';
import { foundRows } from '../store/checks.ts';
import { divisionNames } from '../store/divisions.ts';
import { seenOn } from './seen.ts';

export interface Asked {
  readonly choice: FoundChoice;
  readonly title: Words;
  readonly day: Day;
  readonly division: string | null;
}

/** Which list; of missing values one of a type. */
export function askedOf(
  city: LiveCity,
  check: CheckId,
  { type, division: asked }: { readonly type?: string | undefined; division?: string | undefined },
  day: Day,
): Result<Asked, Refusal> {
  const division = asked !== undefined && hasDivision(check, null) ? asked : null;
  const { words } = checks[check];
  if (check !== 'missing')
    return ok({ choice: { check, type: null }, title: words, day, division });
  const found = checkedTypes(city.dictionary).find((each) => each.type === type);
  if (!found) {
    const message = { zh: '请选择记录类型', en: 'choose a type of record' };
    return refuse({ code: 'bad-request', fields: [{ path: 'query.type', message }] });
  }
  const title = { zh: `${words.zh} · ${found.zh}`, en: `${words.en}: ${found.en}` };
  const narrowed = hasDivision(check, found) ? division : null;
  return ok({ choice: { check, type: found }, title, day, division: narrowed });
}

export interface Page {
  readonly rows: Row[];
  readonly next: string | null;
}

export async function pageOf(
  city: LiveCity,
  caller: Caller,
  { choice, day, division }: Asked,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<Result<Page, Refusal>> {
  const place = after === undefined ? null : partsOfCursor(after, 1);
  if (after !== undefined && place === null) return refuse(notACursor);
  const [found, names] = await reading(city.web, caller, async (client) => [
    await foundRows(client, seenOn(city, day, division), choice, {
      after: place?.[0] ?? null,
      limit,
    }),
    await divisionNames(client, day),
  ]);
  const last = found.at(-1);
  return ok({
    next: last && found.length === limit ? cursorOf([last.key]) : null,
    rows: found.map((row) => rowOf(city.dictionary.records, choice, row, names)),
  });
}

function rowOf(
  types: readonly RecordDefinition[],
  choice: FoundChoice,
  { subject, key, division, name, on, detail }: Found,
  names: ReadonlyMap<string, string>,
): Row {
  return {
    ...{ key, subject, name, on },
    division: division === null ? null : { id: division, name: names.get(division) ?? division },
    detail: detailOf(choice.check, detail, types, choice.type),
    to: subject === null ? null : pathOf(subject),
  };
}

/** The page of a record. */
function pathOf(subject: string): string {
  const slash = subject.indexOf('/');
  const [type, id] = [subject.slice(0, slash), encodeURIComponent(subject.slice(slash + 1))];
  return type === 'enterprise' ? `/enterprises/${id}` : `/records/${type}/${id}`;
}

const PAGE = 200;

export function rowsFile(
  city: LiveCity,
  caller: Caller,
  asked: Asked,
  lang: 'zh' | 'en',
): FileAnswer {
  const zh = lang === 'zh';
  const rows = answeredRows(
    (after) => pageOf(city, caller, asked, { after, limit: PAGE }),
    ({ division, detail, ...row }) => ({
      ...row,
      division: division?.name ?? '',
      detail: detail[lang],
    }),
  );
  return exportAnswer({
    ...{ title: asked.title[lang], asOf: formatDay(asked.day), language: lang, rows },
    note: checks[asked.choice.check].hint[lang],
    columns: [
      { key: 'division', title: zh ? '区划' : 'Division', type: 'text', width: 14 },
      { key: 'name', title: zh ? '名称' : 'Name', type: 'text', width: 36 },
      { key: 'subject', title: zh ? '记录' : 'Record', type: 'text', width: 36 },
      { key: 'detail', title: zh ? '问题' : 'What is wrong', type: 'text', width: 60 },
      { key: 'on', title: zh ? '日期' : 'Day', type: 'date', width: 12 },
    ],
  });
}
