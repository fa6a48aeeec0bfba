import { type ReactElement, useState } from 'react';
import { Link } from 'react-router';
import { useApiPages } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { Button } from '../../../ui/dialog.tsx';
import type { Column } from '../../../ui/ledger/columns.ts';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { Loading, PageState, ProblemState } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { registryContract } from '../contract.ts';
import type { EnterpriseFile, RecordList } from '../model.ts';
import { sheetTypes } from '../rules/sheet-types.ts';
import { pathOf } from './paths.ts';
import { NewRecord } from './record-form.tsx';
import { ShownValue } from './shown-value.tsx';
import { registryTexts } from './texts.ts';

type Row = RecordList['rows'][number];

/** The enterprise's records of one type; a new one where the caller may begin it. */
export function RecordsOf(props: {
  readonly file: EnterpriseFile;
  readonly type: string;
}): ReactElement {
  const { file, type } = props;
  const say = useTexts(registryTexts);
  const words = useWords();
  const { asOf } = useAsOf();
  const [adding, setAdding] = useState(false);
  const { list, sort } = useRecords(file.id, type);
  const count = file.counts.find((each) => each.type === type);
  const first = list.data?.pages[0];
  const what = count ? (words(count.label).split(/[;,]/)[0] ?? type) : type;
  const add =
    count?.mayAdd && asOf === null ? (
      <>
        <Button onClick={() => setAdding(true)}>{say('addOf', { what })}</Button>
        {sheetTypes.includes(type) ? (
          <Link className="button button-usual" to={`/sheets/${type}`}>
            {say('importSheet')}
          </Link>
        ) : null}
      </>
    ) : null;
  return (
    <section aria-label={what}>
      <h2>{what}</h2>
      {first === undefined && list.error ? (
        <ProblemState problem={list.error} onRetry={() => void list.refetch()} />
      ) : first === undefined ? (
        <Loading />
      ) : (
        <LedgerTable
          name={`records-${type}`}
          label={what}
          list={list}
          columns={columnsOf(type, first.columns, words)}
          rowKey={({ id }) => id}
          to={({ id }) => pathOf(type, id)}
          sort={sort}
          total={count?.count}
          toolbar={add}
          empty={<PageState title={say('listNone')} />}
        />
      )}
      {adding ? (
        <NewRecord
          type={type}
          enterprise={file.id}
          file={file.groups.flatMap(({ fields }) => fields)}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </section>
  );
}

/** The list in the order that the address names: several of them may stand on one page. */
function useRecords(id: string, type: string) {
  const name = `sort.${type}`;
  const [{ [name]: sort }, choose] = useFilters([name]);
  const query = { limit: 50, ...(sort ? { sort } : {}) };
  const given = { params: { id, type }, query };
  const list = useApiPages(registryContract.enterpriseRecords, given, { keepLast: true });
  const orders = ordersOf(list.data?.pages[0]?.columns ?? []);
  const by = (next: string | null): void => choose({ [name]: next });
  return { list, sort: { orders, value: sort ?? USUAL, choose: by } };
}

/** The server's own order, the newest first. */
const USUAL = 'usual';
const ordersOf = (columns: RecordList['columns']): readonly string[] => [
  USUAL,
  ...columns.flatMap(({ name, orders }) => (orders ? [name, `-${name}`] : [])),
];

export function columnsOf(
  type: string,
  columns: RecordList['columns'],
  words: (text: { zh: string; en: string }) => string,
): readonly Column<Row>[] {
  return columns.map(({ name, label, unit, orders }, index) => ({
    key: name,
    ...(orders ? { sort: name } : {}),
    title: words(label),
    cell: ({ id, values }) => {
      const shown = values[index];
      const value = shown ? <ShownValue shown={shown} name={name} unit={unit} /> : null;
      return index === 0 && !shown?.links.length ? (
        <Link to={pathOf(type, id)}>{value}</Link>
      ) : (
        value
      );
    },
  }));
}
