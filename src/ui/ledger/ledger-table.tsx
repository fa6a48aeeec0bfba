import { type ReactElement, type ReactNode, useState } from 'react';
import '../kit.css';
import type { Download } from '../api/call.ts';
import type { ApiProblem } from '../api/problem.ts';
import { Button } from '../dialog.tsx';
import { kitTexts } from '../kit-texts.ts';
import { useNumber } from '../number-card.tsx';
import { usePreferences } from '../preferences.ts';
import { Loading, PageState, ProblemState } from '../states.tsx';
import { useTexts } from '../texts.ts';
import { toast } from '../toasts.tsx';
import { ColumnChooser } from './column-chooser.tsx';
import type { Column, Sorting } from './columns.ts';
import { keepColumns, keptColumns, shownColumns } from './columns.ts';
import { ExportButton } from './export-button.tsx';
import { Rows } from './rows.tsx';

/** What `useApiPages` gives, as far as a table needs it. */
export interface ListState<P> {
  readonly data: { readonly pages: readonly P[] } | undefined;
  readonly error: ApiProblem | null;
  readonly hasNextPage: boolean;
  readonly isFetching: boolean;
  readonly fetchNextPage: () => unknown;
  readonly refetch: () => unknown;
}

export interface LedgerTableProps<R, P extends { readonly rows: readonly R[] }> {
  /** Columns are remembered under it. */
  readonly name: string;
  /** What the table shows, for screen readers. */
  readonly label: string;
  readonly list: ListState<P>;
  readonly columns: readonly Column<R>[];
  readonly rowKey: (row: R) => string;
  /** Rows in all, where the server counts them. */
  readonly total?: number | undefined;
  /** Where a row leads: Enter opens it. */
  readonly to?: (row: R) => string;
  readonly sort?: Sorting;
  readonly select?: {
    readonly chosen: ReadonlySet<string>;
    readonly choose: (chosen: ReadonlySet<string>) => void;
    /** What can be done with the chosen rows. */
    readonly actions: ReactNode;
    /** Everything that the filter leaves, as many as can be chosen. */
    readonly all?: { readonly most: number; readonly choose: () => Promise<void> };
  };
  /** The filtered rows with these columns, as a file. */
  readonly exportFile?: (columns: readonly string[]) => Promise<Download>;
  readonly toolbar?: ReactNode;
  readonly empty?: ReactNode;
}

/** A ledger: sorted and filtered by the server, page after page; what is shown can be taken away. */
export function LedgerTable<R, P extends { readonly rows: readonly R[] }>(
  props: LedgerTableProps<R, P>,
): ReactElement {
  const { name, columns, select, exportFile, toolbar } = props;
  const say = useTexts(kitTexts);
  const [chosen, setChosen] = useState(() => keptColumns(name));
  const { dense, elder } = usePreferences();
  const shown = shownColumns(columns, chosen);
  const choose = (keys: readonly string[] | null): void => {
    setChosen(keys);
    keepColumns(name, keys);
  };
  const picked = select?.chosen.size ?? 0;
  return (
    <section className={`ledger${dense && !elder ? ' ledger-dense' : ''}`} aria-label={props.label}>
      <div className="ledger-bar">
        {toolbar}
        {select?.all && props.list.hasNextPage ? (
          <ChooseAll total={props.total} {...select.all} />
        ) : null}
        {select && picked > 0 ? (
          <span className="ledger-picked">
            <span role="status">{say('selected', { count: picked })}</span>
            {select.actions}
            <Button kind="text" onClick={() => select.choose(new Set())}>
              {say('unselect')}
            </Button>
          </span>
        ) : null}
        <span className="shell-space" />
        <ColumnChooser columns={columns} shown={shown} onChoose={choose} />
        {exportFile ? (
          <ExportButton exportFile={() => exportFile(shown.map(({ key }) => key))} />
        ) : null}
      </div>
      <Body {...props} shown={shown} />
    </section>
  );
}

/** Chooses beyond the pages that are shown, and says how far it goes. */
function ChooseAll(props: {
  readonly total: number | undefined;
  readonly most: number;
  readonly choose: () => Promise<void>;
}): ReactElement {
  const { total, most, choose } = props;
  const say = useTexts(kitTexts);
  const number = useNumber();
  const [busy, setBusy] = useState(false);
  const go = async (): Promise<void> => {
    setBusy(true);
    try {
      await choose();
    } catch (error) {
      toast.bad(error);
    }
    setBusy(false);
  };
  const whole = total !== undefined && total <= most;
  return (
    <Button kind="text" disabled={busy} onClick={() => void go()}>
      {whole
        ? say('chooseAll', { count: number(total) })
        : say('chooseFirst', { count: number(most) })}
    </Button>
  );
}

function Body<R, P extends { readonly rows: readonly R[] }>(
  props: LedgerTableProps<R, P> & { readonly shown: readonly Column<R>[] },
): ReactElement {
  const { list, shown, label, rowKey, to, sort, select, total } = props;
  const say = useTexts(kitTexts);
  const number = useNumber();
  if (list.data === undefined) {
    if (list.error)
      return <ProblemState problem={list.error} onRetry={() => void list.refetch()} />;
    return <Loading />;
  }
  const rows = list.data.pages.flatMap((page) => page.rows);
  if (rows.length === 0) {
    return <>{props.empty ?? <PageState title={say('empty')} hint={say('emptyHint')} />}</>;
  }
  const counts = { shown: number(rows.length), total: number(total ?? null) };
  return (
    <>
      <Rows
        label={label}
        rows={rows}
        columns={shown}
        rowKey={rowKey}
        {...(to ? { to } : {})}
        {...(sort ? { sort } : {})}
        {...(select ? { select } : {})}
        busy={list.isFetching}
      />
      <div className="ledger-foot">
        <span>{say(total === undefined ? 'shown' : 'shownOf', counts)}</span>
        {list.hasNextPage ? (
          <Button disabled={list.isFetching} onClick={() => void list.fetchNextPage()}>
            {say('more')}
          </Button>
        ) : null}
        <span className="muted">{say('keys')}</span>
      </div>
    </>
  );
}
