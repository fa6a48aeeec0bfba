import type { Refusal } from '../../kernel/endpoint.ts';
import { routes } from '../../kernel/handling.ts';
import type { Result } from '../../kernel/result.ts';
import { ok } from '../../kernel/result.ts';
import type { Caller } from '../identity/index.ts';
import type { OverviewDeps } from '../overview/index.ts';
import { overviewOf } from '../overview/index.ts';
import { statisticsContract } from './contract.ts';
import type { Asked, TableQuery } from './service/asked.ts';
import { askedOf } from './service/asked.ts';
import { rowsFile, tableFile } from './service/exports.ts';
import type { Cell } from './service/rows.ts';
import { cellOf, cellTitle, dayText, rowPage } from './service/rows.ts';
import { tableOf } from './service/table.ts';

type CellQuery = TableQuery & { readonly measure: string; readonly key?: string | undefined };

export const statisticsRoutes = (deps: OverviewDeps) => {
  const overview = overviewOf(deps);
  async function at<T>(
    caller: Caller,
    query: TableQuery,
    work: (asked: Asked) => Promise<T>,
  ): Promise<Result<T, Refusal>> {
    const asked = await askedOf(overview(), caller, query);
    return asked.ok ? ok(await work(asked.value)) : asked;
  }
  async function cell<T>(
    caller: Caller,
    query: CellQuery,
    work: (asked: Asked, of: Cell) => Promise<Result<T, Refusal>>,
  ): Promise<Result<T, Refusal>> {
    const asked = await askedOf(overview(), caller, query);
    if (!asked.ok) return asked;
    const found = cellOf(asked.value, query);
    return found.ok ? work(asked.value, found.value) : found;
  }
  return routes<typeof statisticsContract, Caller>('statistics', statisticsContract, {
    statistics: ({ caller, query }) => at(caller, query, tableOf),
    statisticsExport: ({ caller, query }) =>
      at(caller, query, async (asked) => tableFile(asked, await tableOf(asked), query.lang)),
    statisticsRows: ({ caller, query }) =>
      cell(caller, query, async (asked, of) => {
        const page = await rowPage(asked, of, query);
        if (!page.ok) return page;
        return ok({ ...page.value, asOf: dayText(asked), title: cellTitle(asked, of) });
      }),
    statisticsRowsExport: ({ caller, query }) =>
      cell(caller, query, async (asked, of) => ok(rowsFile(asked, of, query.lang))),
  });
};
