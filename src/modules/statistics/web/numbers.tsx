import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { useNumber } from '../../../ui/number-card.tsx';
import { reachable } from '../../../ui/reachable.ts';
import { PageState } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import type { Table } from '../model.ts';
import { statisticsTexts } from './texts.ts';

type Cells = Pick<Table['rows'][number], 'values' | 'links'>;

/** The numbers; each leads to its rows. */
export function Numbers(props: { readonly table: Table }): ReactElement {
  const { columns, rows, total, title } = props.table;
  const say = useTexts(statisticsTexts);
  const words = useWords();
  if (rows.length === 0) return <PageState title={say('noRows')} hint={say('noRowsHint')} />;
  return (
    <section className="statistics-scroll" {...reachable} aria-label={words(title)}>
      <table className="statistics-table">
        <thead>
          <tr>
            <td />
            {columns.map(({ key, words: name }) => (
              <th key={key} scope="col">
                {words(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{words(row.name)}</th>
              <NumberCells name={words(row.name)} of={row} columns={columns} />
            </tr>
          ))}
        </tbody>
        {total ? (
          <tfoot>
            <tr>
              <th scope="row">{say('total')}</th>
              <NumberCells name={say('total')} of={total} columns={columns} />
            </tr>
          </tfoot>
        ) : null}
      </table>
    </section>
  );
}

function NumberCells(props: {
  readonly name: string;
  readonly of: Cells;
  readonly columns: Table['columns'];
}): ReactElement {
  const { name, of, columns } = props;
  const say = useTexts(statisticsTexts);
  const words = useWords();
  const number = useNumber();
  return (
    <>
      {columns.map(({ key, words: column, share }, index) => {
        const value = of.values[index] ?? null;
        const to = of.links[index] ?? null;
        const text = share && value !== null ? `${number(value * 100, 1)}%` : number(value);
        const label = say('opens', { row: name, column: words(column), value: text });
        return (
          <td key={key}>
            {to === null ? (
              text
            ) : (
              <Link to={to} aria-label={label}>
                {text}
              </Link>
            )}
          </td>
        );
      })}
    </>
  );
}
