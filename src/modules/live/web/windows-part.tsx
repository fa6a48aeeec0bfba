import { type ReactElement, useState } from 'react';
import { Link } from 'react-router';
import { useApiPages, useWrite } from '../../../ui/api/use-api.ts';
import { StatusChip, type Tone } from '../../../ui/chips.tsx';
import { Button, ConfirmButton } from '../../../ui/dialog.tsx';
import type { Column } from '../../../ui/ledger/columns.ts';
import { FilterBar } from '../../../ui/ledger/filter-bar.tsx';
import type { useFilters } from '../../../ui/ledger/filters.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { useSession } from '../../../ui/session.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import {
  WINDOW_KEEPERS,
  type WindowAnswer,
  windowStates,
  windowsContract,
} from '../windows-contract.ts';
import { tagPath, timeText } from './chips.tsx';
import { NewWindow } from './window-forms.tsx';
import { windowTexts } from './window-texts.ts';

const tones: Readonly<Record<WindowAnswer['state'], Tone>> = {
  present: 'soon',
  planned: 'going',
  ended: 'done',
};

export interface PartProps<K extends string> {
  readonly values: Readonly<Partial<Record<K, string>>>;
  readonly choose: ReturnType<typeof useFilters<K>>[1];
}

export function useKeeps(): boolean {
  const { roles } = useSession();
  return WINDOW_KEEPERS.some((role) => roles.includes(role));
}

const REFRESH_MS = 30_000;

/** Windows of maintenance and calibration: which are open, which lie ahead, and those that ended. */
export function WindowsPart<K extends 'windows' | 'enterprise' | 'facility'>({
  values,
  choose,
}: PartProps<K | 'windows' | 'enterprise' | 'facility'>): ReactElement {
  const say = useTexts(windowTexts);
  const [open, setOpen] = useState(false);
  const keeps = useKeeps();
  const { windows: state, enterprise, facility } = values;
  const list = useApiPages(
    windowsContract.windows,
    {
      query: { ...(state ? { state: state as WindowAnswer['state'] } : {}), enterprise, facility },
    },
    { keepLast: true, topics: ['maintenanceWindow'], refetchEveryMs: REFRESH_MS },
  );
  return (
    <>
      <p className="muted">{say('windowsHint')}</p>
      <div className="live-actions">
        <FilterBar
          fields={[
            {
              ...{ name: 'windows', label: say('state'), kind: 'select' },
              options: windowStates.map((each) => ({ value: each, label: say(each) })),
            },
          ]}
          values={values}
          onChange={choose}
        />
        {keeps ? (
          <Button kind="main" onClick={() => setOpen(true)}>
            {say('newWindow')}
          </Button>
        ) : null}
      </div>
      <LedgerTable
        name="maintenance-windows"
        label={say('windows')}
        list={list}
        columns={useColumns(keeps)}
        rowKey={({ id }) => id}
      />
      {open ? <NewWindow onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function useColumns(keeps: boolean): readonly Column<WindowAnswer>[] {
  const say = useTexts(windowTexts);
  return [
    {
      key: 'state',
      title: say('state'),
      width: 110,
      cell: ({ state }) => <StatusChip tone={tones[state]} text={say(state)} />,
    },
    { key: 'kind', title: say('kind'), width: 80, cell: ({ kind }) => say(kind) },
    { key: 'what', title: say('what'), width: 200, cell: (row) => <What row={row} /> },
    {
      key: 'enterprise',
      title: say('enterprise'),
      width: 220,
      cell: ({ enterprise }) => <Firm of={enterprise} />,
    },
    { key: 'startsAt', title: say('startsAt'), width: 150, cell: (r) => minuteText(r.startsAt) },
    {
      key: 'endsAt',
      title: say('endsAt'),
      width: 170,
      cell: ({ endsAt, endedAt }) =>
        endedAt ? say('endedEarly', { at: minuteText(endedAt) }) : minuteText(endsAt),
    },
    { key: 'reason', title: say('reason'), width: 220, cell: ({ reason }) => reason },
    { key: 'by', title: say('declaredBy'), width: 120, cell: (r) => r.declaredBy ?? '—' },
    ...(keeps
      ? [
          {
            key: 'act',
            title: say('act'),
            width: 120,
            cell: (row: WindowAnswer) => <End row={row} />,
          },
        ]
      : []),
  ];
}

export const minuteText = (iso: string | null): string => timeText(iso).slice(0, 16);

export function Firm(props: { readonly of: WindowAnswer['enterprise'] }): ReactElement {
  const { id, name } = props.of;
  return <Link to={`/enterprises/${encodeURIComponent(id)}`}>{name ?? id}</Link>;
}

function What({ row }: { readonly row: WindowAnswer }): ReactElement {
  const say = useTexts(windowTexts);
  const { tag, facility } = row;
  if (tag) return <Link to={tagPath(tag.id)}>{tag.name ?? tag.id}</Link>;
  return <span>{say('allOf', { name: facility?.name ?? facility?.id ?? '—' })}</span>;
}

function End({ row }: { readonly row: WindowAnswer }): ReactElement | null {
  const say = useTexts(windowTexts);
  const end = useWrite(windowsContract.endWindow);
  if (row.state === 'ended') return null;
  return (
    <ConfirmButton
      kind="usual"
      title={say('end')}
      hint={say('sureEnd')}
      onConfirm={() =>
        end
          .mutateAsync({ params: { id: row.id } })
          .then(() => toast.good(say('ended')))
          .catch((error: Error) => toast.bad(error.message))
      }
    >
      {say('end')}
    </ConfirmButton>
  );
}
