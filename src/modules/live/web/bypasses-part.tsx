import { type ReactElement, useState } from 'react';
import { Link } from 'react-router';
import { useApiPages } from '../../../ui/api/use-api.ts';
import { StatusChip, type Tone } from '../../../ui/chips.tsx';
import { Button } from '../../../ui/dialog.tsx';
import type { Column } from '../../../ui/ledger/columns.ts';
import { FilterBar } from '../../../ui/ledger/filter-bar.tsx';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { type BypassAnswer, bypassStates, windowsContract } from '../windows-contract.ts';
import { NewBypass, Restore } from './window-forms.tsx';
import { windowTexts } from './window-texts.ts';
import { Firm, minuteText, type PartProps, useKeeps } from './windows-part.tsx';

const tones: Readonly<Record<BypassAnswer['state'], Tone>> = {
  ...{ present: 'soon', planned: 'going' },
  ...{ overdue: 'overdue', restored: 'done' },
};

const words = { present: 'bypassPresent', overdue: 'overdue', planned: 'planned' } as const;
const REFRESH_MS = 30_000;

/** The register of bypassed interlocks: what is out of service, why, and what is overdue. */
export function BypassesPart({
  values,
  choose,
}: PartProps<'bypasses' | 'enterprise' | 'facility'>): ReactElement {
  const say = useTexts(windowTexts);
  const [open, setOpen] = useState(false);
  const [restoring, restore] = useState<BypassAnswer | null>(null);
  const keeps = useKeeps();
  const { bypasses: state, enterprise, facility } = values;
  const query = {
    ...(state ? { state: state as BypassAnswer['state'] } : {}),
    enterprise,
    facility,
  };
  const list = useApiPages(
    windowsContract.bypasses,
    { query },
    { keepLast: true, topics: ['interlockBypass'], refetchEveryMs: REFRESH_MS },
  );
  const overdue = list.data?.pages[0]?.overdue ?? 0;
  const wordOf = useStateWords();
  const options = ['open' as const, ...bypassStates].map((each) => ({
    ...{ value: each, label: each === 'open' ? say('open') : wordOf(each) },
  }));
  return (
    <>
      <p className="muted">{say('bypassesHint')}</p>
      {overdue > 0 ? (
        <p role="alert" className="live-warning">
          <strong>! {say('overdueCount', { count: overdue })}</strong>
        </p>
      ) : null}
      <div className="live-actions">
        <FilterBar
          fields={[{ ...{ name: 'bypasses', label: say('state'), kind: 'select' }, options }]}
          values={values}
          onChange={choose}
        />
        {keeps ? (
          <Button kind="main" onClick={() => setOpen(true)}>
            {say('newBypass')}
          </Button>
        ) : null}
      </div>
      <LedgerTable
        name="interlock-bypasses"
        label={say('bypasses')}
        list={list}
        columns={useColumns(keeps, restore)}
        rowKey={({ id }) => id}
      />
      {open ? <NewBypass onClose={() => setOpen(false)} /> : null}
      {restoring ? <Restore row={restoring} onClose={() => restore(null)} /> : null}
    </>
  );
}

function useStateWords(): (state: BypassAnswer['state']) => string {
  const say = useTexts(windowTexts);
  return (state) => say(state === 'restored' ? 'restored' : words[state]);
}

function useColumns(
  keeps: boolean,
  restore: (row: BypassAnswer) => void,
): readonly Column<BypassAnswer>[] {
  const say = useTexts(windowTexts);
  const wordOf = useStateWords();
  const text = (key: 'reason' | 'measures' | 'requestedBy' | 'approvedBy', width: number) => ({
    ...{ key, width, title: say(key === 'reason' ? 'bypassReason' : key) },
    cell: (row: BypassAnswer) => row[key],
  });
  const act = (row: BypassAnswer): ReactElement | null =>
    row.state === 'restored' ? null : (
      <Button onClick={() => restore(row)}>{say('restore')}</Button>
    );
  return [
    {
      key: 'state',
      title: say('state'),
      width: 120,
      cell: ({ state }) => <StatusChip tone={tones[state]} text={wordOf(state)} />,
    },
    {
      key: 'interlock',
      title: say('interlock'),
      width: 200,
      cell: ({ id, interlock }) => (
        <Link to={`/records/interlockBypass/${encodeURIComponent(id)}`}>{interlock}</Link>
      ),
    },
    { key: 'kind', title: say('kind'), width: 80, cell: ({ kind }) => say(kind) },
    {
      key: 'enterprise',
      title: say('enterprise'),
      width: 200,
      cell: ({ enterprise }) => <Firm of={enterprise} />,
    },
    {
      key: 'facility',
      title: say('facility'),
      width: 130,
      cell: ({ facility }) => facility?.name ?? facility?.id ?? '—',
    },
    { key: 'startsAt', title: say('bypassFrom'), width: 150, cell: (r) => minuteText(r.startsAt) },
    { key: 'endsAt', title: say('restoreBy'), width: 150, cell: (r) => minuteText(r.endsAt) },
    text('reason', 180),
    text('measures', 200),
    text('approvedBy', 130),
    { ...text('requestedBy', 130), hidden: true },
    {
      key: 'restoredAt',
      title: say('restoredAt'),
      width: 190,
      cell: ({ restoredAt, restoredBy }) =>
        restoredAt ? `${minuteText(restoredAt)} ${restoredBy ?? ''}` : '—',
    },
    ...(keeps ? [{ ...{ key: 'act', title: say('act'), width: 110 }, cell: act }] : []),
  ];
}
