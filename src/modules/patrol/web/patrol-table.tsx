import { type KeyboardEvent, type ReactElement, type ReactNode, useRef, useState } from 'react';
import { Link } from 'react-router';
import { useWrite } from '../../../ui/api/use-api.ts';
import { StatusChip, type Tone } from '../../../ui/chips.tsx';
import { Button } from '../../../ui/dialog.tsx';
import { reachable } from '../../../ui/reachable.ts';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import { type PatrolRow, patrolContract } from '../contract.ts';
import type { Reason } from '../model.ts';
import { FoundForm, type Said } from './found-form.tsx';
import { patrolTexts } from './texts.ts';

const TONES: Readonly<Record<Reason, Tone>> = {
  ...{ unanswered: 'overdue', alarm: 'overdue', people: 'soon', minor: 'soon' },
  ...{ lost: 'unknown', due: 'soon', turn: 'going' },
};

const nameOf = ({ enterprise, facility }: PatrolRow): string =>
  [enterprise.name ?? enterprise.id, facility ? (facility.name ?? facility.id) : null]
    .filter((name) => name !== null)
    .join(' ');

type Look = (row: PatrolRow, said: Said) => Promise<string | null>;

function useLook(enforcement: boolean): { readonly look: Look; readonly busy: boolean } {
  const say = useTexts(patrolTexts);
  const write = useWrite(patrolContract.lookedAt);
  const look: Look = async (row, said) => {
    const body = {
      ...{ enterprise: row.enterprise.id, facility: row.facility?.id ?? null },
      ...{ ...said, enforcement },
    };
    try {
      const { record } = await write.mutateAsync({ body });
      toast.good(say('done', { name: nameOf(row) }));
      return record;
    } catch (error) {
      toast.bad(error);
      return null;
    }
  };
  return { look, busy: write.isPending };
}

interface TableProps {
  readonly rows: readonly PatrolRow[];
  readonly may: boolean;
  readonly enforcement: boolean;
}

/** What the keys and the buttons of a row do. */
interface Hand {
  readonly busy: boolean;
  readonly finding: string | null;
  readonly find: (key: string | null) => void;
  readonly look: Look;
  readonly normal: (row: PatrolRow, index: number) => void;
  readonly focus: (index: number) => void;
}

export function PatrolTable(props: TableProps): ReactElement {
  const { rows, may, enforcement } = props;
  const say = useTexts(patrolTexts);
  const { look, busy } = useLook(enforcement);
  const [finding, find] = useState<string | null>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const focus = (index: number): void => {
    body.current?.querySelectorAll<HTMLElement>('tr[data-row]')[index]?.focus();
  };
  const normal = async (row: PatrolRow, index: number): Promise<void> => {
    if (busy || row.looked || (await look(row, { outcome: 'normal' })) === null) return;
    // The next that waits is under the hand.
    const next = rows.findIndex((each, at) => at > index && each.looked === null);
    focus(next < 0 ? index : next);
  };
  const hand: Hand = {
    ...{ busy, finding, find, look, focus },
    normal: (row, index) => void normal(row, index),
  };
  return (
    <section className="ledger-scroll" {...reachable} aria-label={say('title')}>
      <table className="patrol-table">
        <thead>
          <tr>
            {(['place', 'why', 'look', 'result'] as const).map((name) => (
              <th key={name} scope="col">
                {say(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row, index) => (
            <Row key={row.key} row={row} index={index} may={may} hand={hand} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps {
  readonly row: PatrolRow;
  readonly index: number;
  readonly may: boolean;
  readonly hand: Hand;
}

/** Arrows move from row to row; Enter says that the one under the hand is normal. */
function Row(props: RowProps): ReactElement {
  const { row, index, may, hand } = props;
  const onKey = (event: KeyboardEvent<HTMLTableRowElement>): void => {
    if (event.target !== event.currentTarget) return;
    const { key } = event;
    if (key === 'ArrowDown') hand.focus(index + 1);
    else if (key === 'ArrowUp') hand.focus(index - 1);
    else if (key === 'Enter' && may) hand.normal(row, index);
    else if (key.toLowerCase() === 'f' && may) hand.find(row.key);
    else return;
    event.preventDefault();
  };
  return (
    <tr data-row tabIndex={index === 0 ? 0 : -1} onKeyDown={onKey}>
      <Place row={row} />
      <Why row={row} />
      <td>
        <What row={row} />
      </td>
      <td>{hand.finding === row.key ? <Finding {...props} /> : <Buttons {...props} />}</td>
    </tr>
  );
}

function Finding({ row, index, hand }: RowProps): ReactElement {
  const close = (): void => {
    hand.find(null);
    hand.focus(index);
  };
  return (
    <FoundForm row={row} busy={hand.busy} look={(said) => hand.look(row, said)} onClose={close} />
  );
}

function Buttons({ row, index, may, hand }: RowProps): ReactElement {
  const say = useTexts(patrolTexts);
  return (
    <Result row={row}>
      {may && !row.looked ? (
        <Button kind="main" disabled={hand.busy} onClick={() => hand.normal(row, index)}>
          {say('normal')}
        </Button>
      ) : null}
      {may ? (
        <Button disabled={hand.busy} onClick={() => hand.find(row.key)}>
          {say('found')}
        </Button>
      ) : null}
    </Result>
  );
}

function Place(props: { readonly row: PatrolRow }): ReactElement {
  const { enterprise, facility } = props.row;
  const say = useTexts(patrolTexts);
  const id = encodeURIComponent(enterprise.id);
  return (
    <td>
      <Link to={`/enterprises/${id}`}>{enterprise.name ?? enterprise.id}</Link>
      {facility ? <div>{facility.name ?? facility.id}</div> : null}
      <div>
        <Link to={`/telemetry?enterprise=${id}`}>{say('live')}</Link>
      </div>
    </td>
  );
}

function Why(props: { readonly row: PatrolRow }): ReactElement {
  const { reasons, due, alarms } = props.row;
  const say = useTexts(patrolTexts);
  const words = useWords();
  const [first] = alarms;
  return (
    <td>
      {reasons.map(({ code, text }) => (
        <div key={code}>
          <StatusChip tone={TONES[code]} text={words(text)} />
        </div>
      ))}
      {due ? <div className="muted">{say('dueOn', { day: due })}</div> : null}
      {first ? <Link to={`/alarms/${first}`}>{say('alarms', { n: alarms.length })}</Link> : null}
    </td>
  );
}

function What(props: { readonly row: PatrolRow }): ReactElement {
  const words = useWords();
  return (
    <>
      {props.row.reasons.map(({ code, look }) => (
        <div key={code}>{words(look)}</div>
      ))}
    </>
  );
}

function Result(props: { readonly row: PatrolRow; readonly children: ReactNode }): ReactElement {
  const { looked } = props.row;
  return (
    <>
      {looked ? (
        <div>
          <StatusChip tone={looked.found ? 'soon' : 'done'} text={looked.findings ?? '✓'} />
          {looked.response ? <div>{looked.response}</div> : null}
          <div className="muted">
            {looked.at.slice(0, 16).replace('T', ' ')} {looked.found ? '' : (looked.note ?? '')}
          </div>
        </div>
      ) : null}
      <div className="patrol-buttons">{props.children}</div>
    </>
  );
}
