import type { FileAnswer, QueryOf, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok } from '../../../kernel/result.ts';
import { shownOf } from '../../../kernel/shapes.ts';
import { exportAnswer } from '../../../platform/excel/index.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import type { settingsContract } from '../contract.ts';
import { parametersOn } from './read.ts';

/** The parameters that the list shows, with the values in force on the day. */
export async function parametersSheet(
  city: LiveCity,
  caller: Caller,
  query: QueryOf<typeof settingsContract.parametersExport>,
): Promise<Result<FileAnswer, Refusal>> {
  const { language } = query;
  const list = await parametersOn(city, caller, query);
  if (!list.ok) return list;
  const t = (zh: string, en: string): string => ({ zh, en })[language];
  const text = { type: 'text' } as const;
  return ok(
    exportAnswer({
      title: t('参数一览', 'Parameters'),
      asOf: list.value.asOf,
      language,
      shown: shownOf(query),
      columns: [
        { key: 'parameter', title: t('参数', 'Parameter'), ...text, width: 36 },
        { key: 'name', title: t('代号', 'Name'), ...text, width: 28 },
        { key: 'value', title: t('现行值', 'Value'), ...text, width: 36 },
        { key: 'place', title: t('适用范围', 'Where'), ...text, width: 18 },
        { key: 'from', title: t('生效日期', 'From'), type: 'date', width: 12 },
        { key: 'by', title: t('设定人', 'Set by'), ...text, width: 16 },
        { key: 'owner', title: t('决定主体', 'Who decides'), ...text, width: 24 },
        { key: 'clauses', title: t('用到的条款', 'Clauses'), ...text, width: 36 },
      ],
      rows: list.value.rows.map((row) => {
        const { title, name, value, valueWords, basis, jurisdiction, divisions } = row;
        const own = divisions.find(({ id }) => id === jurisdiction)?.name ?? jurisdiction;
        return {
          parameter: title[language],
          name,
          value: value === null ? t('未设定', 'Not set') : valueWords[language],
          place: basis === 'unset' ? null : basis === 'general' ? t('各地', 'everywhere') : own,
          ...{ from: row.from, by: row.by, owner: row.owner[language] },
          clauses: row.clauses.map(({ id }) => id),
        };
      }),
    }),
  );
}
