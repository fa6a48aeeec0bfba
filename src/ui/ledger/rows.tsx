import type { KeyboardEvent, ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { kitTexts } from '../kit-texts.ts';
import { reachable } from '../reachable.ts';
import { useTexts } from '../texts.ts';
import type { Column, Sorting } from './columns.ts';
import { leftOf, nextSort, sortOf } from './columns.ts';

export interface RowsProps<R> {
  readonly label: string;
  readonly rows: readonly R[];
  readonly columns: readonly Column<R>[];
  readonly rowKey: (row: R) => string;
  readonly to?: (row: R) => string;
  readonly sort?: Sorting;
  readonly select?: {
    readonly chosen: ReadonlySet<string>;
    readonly choose: (chosen: ReadonlySet<string>) => void;
  };
  readonly busy: boolean;
}

/** A date stays on one line. */
const DAY = /^\d{4}-\d{2}/;

const NUMBER_WIDTH = 52;
const SELECT_WIDTH = 40;

function toggled(chosen: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** Arrows move from row to row, as in the programs that people know. */
function move({ key, currentTarget }: KeyboardEvent<HTMLTableRowElement>): boolean {
  const { parentElement: body } = currentTarget;
  const ways: Readonly<Record<string, Element | null | undefined>> = {
    ArrowDown: currentTarget.nextElementSibling,
    ArrowUp: currentTarget.previousElementSibling,
    Home: body?.firstElementChild,
    End: body?.lastElementChild,
  };
  const next = ways[key];
  if (!(next instanceof HTMLElement)) return false;
  next.focus();
  return true;
}

export function Rows<R>(props: RowsProps<R>): ReactElement {
  const { label, rows, columns, select, busy } = props;
  const lead = NUMBER_WIDTH + (select ? SELECT_WIDTH : 0);
  const left = leftOf(columns, lead);
  return (
    <section className="ledger-scroll" {...reachable} aria-label={label} aria-busy={busy}>
      <table className="ledger-table">
        <Heading {...props} left={left} />
        <tbody>
          {rows.map((row, index) => (
            <Row key={props.rowKey(row)} {...props} row={row} index={index} left={left} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

type Left = ReadonlyMap<string, number>;

function Heading<R>(props: RowsProps<R> & { readonly left: Left }): ReactElement {
  const { rows, columns, rowKey, select, left } = props;
  const say = useTexts(kitTexts);
  const keys = rows.map(rowKey);
  const all = select !== undefined && keys.every((key) => select.chosen.has(key));
  return (
    <thead>
      <tr>
        {select ? (
          <th
            scope="col"
            className="ledger-fixed"
            style={{ left: 0, minWidth: SELECT_WIDTH, maxWidth: SELECT_WIDTH }}
          >
            <input
              type="checkbox"
              aria-label={say('selectAll')}
              checked={all}
              onChange={() => select.choose(all ? new Set() : new Set(keys))}
            />
          </th>
        ) : null}
        <th
          scope="col"
          className="ledger-fixed"
          style={{
            left: select ? SELECT_WIDTH : 0,
            minWidth: NUMBER_WIDTH,
            maxWidth: NUMBER_WIDTH,
          }}
        >
          {say('number')}
        </th>
        {columns.map((column) => (
          <Head key={column.key} column={column} left={left.get(column.key)} sort={props.sort} />
        ))}
      </tr>
    </thead>
  );
}

function Head<R>(props: {
  readonly sort: RowsProps<R>['sort'];
  readonly column: Column<R>;
  readonly left: number | undefined;
}): ReactElement {
  const { column, sort, left } = props;
  const { sort: name } = column;
  const fixed = left === undefined ? undefined : 'ledger-fixed';
  const style = { left, minWidth: column.width, textAlign: column.align };
  if (!sort || name === undefined) {
    return (
      <th scope="col" className={fixed} style={style}>
        {column.title}
      </th>
    );
  }
  const order = sortOf(sort.value, name);
  return (
    <th scope="col" className={fixed} style={style} aria-sort={order}>
      <button type="button" onClick={() => sort.choose(nextSort(sort.orders, sort.value, name))}>
        {column.title}
        <span aria-hidden="true">{{ ascending: ' ↑', descending: ' ↓', none: ' ↕' }[order]}</span>
      </button>
    </th>
  );
}

function Row<R>(
  props: RowsProps<R> & { readonly row: R; readonly index: number; readonly left: Left },
): ReactElement {
  const { row, index, columns, rowKey, to, select, left } = props;
  const say = useTexts(kitTexts);
  const navigate = useNavigate();
  const key = rowKey(row);
  const chosen = select?.chosen.has(key) ?? false;
  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>): void => {
    if (event.target !== event.currentTarget) return;
    let done = move(event);
    if (event.key === 'Enter' && to) {
      void navigate(to(row));
      done = true;
    }
    if (event.key === ' ' && select) {
      select.choose(toggled(select.chosen, key));
      done = true;
    }
    if (done) event.preventDefault();
  };
  return (
    <tr
      tabIndex={index === 0 ? 0 : -1}
      aria-selected={select ? chosen : undefined}
      onKeyDown={onKeyDown}
    >
      {select ? (
        <td className="ledger-fixed" style={{ left: 0 }}>
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={say('select', { number: index + 1 })}
            checked={chosen}
            onChange={() => select.choose(toggled(select.chosen, key))}
          />
        </td>
      ) : null}
      <td className="ledger-fixed ledger-number" style={{ left: select ? SELECT_WIDTH : 0 }}>
        {index + 1}
      </td>
      {columns.map((column) => {
        const at = left.get(column.key);
        const maxWidth = at === undefined ? undefined : column.width;
        const style = { left: at, maxWidth, textAlign: column.align };
        const cell = column.cell(row);
        const day = typeof cell === 'string' && DAY.test(cell) ? 'day' : undefined;
        return (
          <td key={column.key} className={at === undefined ? day : 'ledger-fixed'} style={style}>
            {cell}
          </td>
        );
      })}
    </tr>
  );
}
