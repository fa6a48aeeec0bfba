import type { FileAnswer, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok } from '../../../kernel/result.ts';
import { bilingualColumn, columnsIn, exportAnswer } from '../../../platform/excel/index.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import type { PostPerson } from '../posts-contract.ts';
import { postsPage } from './posts.ts';

const COLUMNS = [
  bilingualColumn('name', '姓名', 'Name', 14),
  bilingualColumn('post', '岗位', 'Post', 20),
  bilingualColumn('since', '职责下达日期', 'Duties since', 13, 'date'),
  bilingualColumn('duties', '岗位安全职责', 'Duties', 70),
  bilingualColumn('on', '考核日期', 'Appraised on', 13, 'date'),
  bilingualColumn('score', '得分', 'Score', 10, 'number'),
  bilingualColumn('consequence', '奖惩结果', 'Outcome', 14),
];

/** Everybody of one enterprise, as the page shows them. */
export async function postsSheet(
  city: LiveCity,
  caller: Caller,
  query: {
    readonly asOf?: string | undefined;
    readonly enterprise?: string | undefined;
    readonly language: 'zh' | 'en';
  },
): Promise<Result<FileAnswer, Refusal>> {
  const { language } = query;
  const found = await postsPage(city, caller, query);
  if (!found.ok) return found;
  const { asOf, enterprise, people } = found.value;
  const name = { zh: '全员安全生产责任清单', en: 'Post duties' }[language];
  const title = enterprise ? `${enterprise.name ?? enterprise.id} ${name}` : name;
  const unit = { zh: '人', en: 'people' }[language];
  const rows = people.map((person) => sheetRow(person, language));
  return ok(
    exportAnswer({ title, asOf, unit, language, columns: columnsIn(language, COLUMNS), rows }),
  );
}

const sheetRow = ({ name, id, post, duties, appraised }: PostPerson, language: 'zh' | 'en') => ({
  ...{ name: name ?? id, post },
  ...{ since: duties?.since ?? null, duties: duties?.text ?? null },
  ...{ on: appraised?.on ?? null, score: appraised?.score ?? null },
  consequence: appraised?.consequence.map((each) => each[language]).join('；') || null,
});
