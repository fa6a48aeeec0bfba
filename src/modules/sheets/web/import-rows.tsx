import type { ReactElement } from 'react';
import { useApiPages } from '../../../ui/api/use-api.ts';
import { StatusChip, type Tone } from '../../../ui/chips.tsx';
import { Button } from '../../../ui/dialog.tsx';
import { useNumber } from '../../../ui/number-card.tsx';
import { reachable } from '../../../ui/reachable.ts';
import { Loading, PageState, ProblemState } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import type { ImportDetail, RowView } from '../contract.ts';
import { sheetsContract } from '../contract.ts';
import { sheetsTexts } from './texts.ts';

/** Counts that choose which rows are shown. */
export function Tabs<K extends string | null>(props: {
  readonly tabs: readonly { readonly key: K; readonly name: string; readonly count: number }[];
  readonly shown: K;
  readonly show: (key: K) => void;
}): ReactElement {
  const say = useTexts(sheetsTexts);
  const number = useNumber();
  return (
    <fieldset className="sheets-tabs">
      <legend className="visually-hidden">{say('show')}</legend>
      {props.tabs.map(({ key, name, count }) => (
        <button
          key={key ?? 'all'}
          type="button"
          aria-pressed={props.shown === key}
          data-key={key ?? 'all'}
          onClick={() => props.show(key)}
        >
          <span>{name}</span> <strong>{number(count)}</strong>
        </button>
      ))}
    </fieldset>
  );
}

type Query = { readonly state?: 'new' | 'change' | 'same' | 'error' } & {
  readonly outcome?: 'imported' | 'refused' | 'undone' | 'kept';
};

/** Rows of the file, with what is wrong with them or what they would change. */
export function ImportRows(props: {
  readonly data: ImportDetail;
  readonly query: Query;
}): ReactElement {
  const say = useTexts(sheetsTexts);
  const { data, query } = props;
  const { type, id } = data;
  const list = useApiPages(
    sheetsContract.rows,
    { params: { type, id }, query },
    { topics: ['sheets'], keepLast: true },
  );
  if (list.data === undefined) {
    if (list.error) return <ProblemState problem={list.error} onRetry={() => list.refetch()} />;
    return <Loading />;
  }
  const rows = list.data.pages.flatMap((each) => each.rows);
  if (rows.length === 0) return <PageState title={say('noRows')} />;
  // Columns that are left out tell nothing here.
  const columns = data.headings.flatMap(({ text, attribute }, index) =>
    attribute === null ? [] : [{ text, index }],
  );
  return (
    <>
      <section className="sheets-scroll" aria-label={data.fileName} {...reachable}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{say('row')}</th>
              <th scope="col">{say('about')}</th>
              {columns.map(({ text, index }) => (
                <th key={index} scope="col">
                  {text}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.row} row={row} columns={columns} />
            ))}
          </tbody>
        </table>
      </section>
      {list.hasNextPage ? (
        <Button disabled={list.isFetching} onClick={() => void list.fetchNextPage()}>
          {say('more')}
        </Button>
      ) : null}
    </>
  );
}

/** How a row stands, or what became of it. */
const tones: Readonly<Record<NonNullable<RowView['outcome'] | RowView['state']>, Tone>> = {
  new: 'going',
  change: 'going',
  same: 'done',
  error: 'overdue',
  imported: 'done',
  refused: 'overdue',
  undone: 'unknown',
  kept: 'unknown',
};

function Row(props: {
  readonly row: RowView;
  readonly columns: readonly { readonly index: number }[];
}): ReactElement {
  const say = useTexts(sheetsTexts);
  const words = useWords();
  const { row, cells, errors, state, outcome, changes } = props.row;
  const names = {
    new: say('newRows'),
    change: say('changedRows'),
    same: say('sameRows'),
    error: say('wrongRows'),
    imported: say('importedRows'),
    refused: say('refusedRows'),
    undone: say('undoneRows'),
    kept: say('keptRows'),
  };
  const at = outcome ?? state;
  const marked = new Set(errors.flatMap(({ column }) => column ?? []));
  return (
    <tr>
      <th scope="row">{row}</th>
      <td className="sheets-why">
        {at === null ? null : <StatusChip tone={tones[at]} text={names[at]} />}
        {errors.map(({ message }) => (
          <p key={message.zh} className="field-error">
            {words(message)}
          </p>
        ))}
        {changes.map(({ title, from, to }) => (
          <p key={title.zh}>
            {words(title)} <del>{words(from)}</del> → <ins>{words(to)}</ins>
          </p>
        ))}
      </td>
      {props.columns.map(({ index }) => (
        <td key={index} data-wrong={marked.has(index)}>
          {cells[index]}
        </td>
      ))}
    </tr>
  );
}
