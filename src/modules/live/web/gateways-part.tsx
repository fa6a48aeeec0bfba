import { type ReactElement, useState } from 'react';
import { useApiPages, useWrite } from '../../../ui/api/use-api.ts';
import { StatusChip } from '../../../ui/chips.tsx';
import { Button, ConfirmButton, Dialog } from '../../../ui/dialog.tsx';
import type { Column } from '../../../ui/ledger/columns.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { useSession } from '../../../ui/session.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import { type GatewayAnswer, KEEPERS, liveContract } from '../contract.ts';
import { timeText } from './chips.tsx';
import { liveTexts } from './texts.ts';

interface GivenKey {
  readonly key: string;
  readonly username: string;
  readonly topic: string;
}

/** Gateways, whether they are heard, what becomes of their rows, and their keys. */
export function GatewaysPart(): ReactElement {
  const say = useTexts(liveTexts);
  const [given, give] = useState<GivenKey | null>(null);
  const list = useApiPages(
    liveContract.gateways,
    { query: {} },
    { keepLast: true, refetchEveryMs: 5000 },
  );
  return (
    <>
      <LedgerTable
        name="gateways"
        label={say('gatewayList')}
        list={list}
        columns={useColumns(give)}
        rowKey={({ id }) => id}
      />
      {given ? <KeyDialog given={given} onClose={() => give(null)} /> : null}
    </>
  );
}

function KeyDialog(props: {
  readonly given: GivenKey;
  readonly onClose: () => void;
}): ReactElement {
  const say = useTexts(liveTexts);
  const { key, username, topic } = props.given;
  const rows = [
    [say('username'), username],
    [say('password'), key],
    [say('topic'), topic],
    [say('http'), `${window.location.origin}/api/telemetry/batches`],
  ] as const;
  return (
    <Dialog title={say('newKey', { id: username })} onClose={props.onClose}>
      <p>{say('shownOnce')}</p>
      <dl className="live-key">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ))}
      </dl>
      <Button kind="main" onClick={props.onClose}>
        {say('close')}
      </Button>
    </Dialog>
  );
}

const REFUSED = [
  ...(['unknownTag', 'malformed', 'badValue', 'wrongUnit', 'future', 'ancient'] as const),
  ...(['badQuality', 'notAllowed'] as const),
] as const;

function useColumns(give: (given: GivenKey) => void): readonly Column<GatewayAnswer>[] {
  const say = useTexts(liveTexts);
  const { roles } = useSession();
  const keeps = KEEPERS.some((role) => roles.includes(role));
  const rows = (row: GatewayAnswer, outcome: string): number => row.outcomes[outcome] ?? 0;
  return [
    { key: 'name', title: say('gateway'), width: 180, cell: ({ name }) => name },
    {
      key: 'enterprise',
      title: say('enterprise'),
      width: 220,
      cell: ({ enterprise: firm }) => firm?.name ?? firm?.id ?? '—',
    },
    { key: 'state', title: say('state'), width: 100, cell: (row) => <StateChip row={row} /> },
    {
      key: 'heardAt',
      title: say('heardAt'),
      width: 170,
      cell: ({ heardAt }) => (heardAt === null ? say('never') : timeText(heardAt)),
    },
    { key: 'tags', title: say('tagCount'), width: 80, align: 'right', cell: ({ tags }) => tags },
    {
      key: 'accepted',
      title: say('accepted'),
      width: 130,
      align: 'right',
      cell: (row) => rows(row, 'accepted'),
    },
    {
      key: 'refused',
      title: say('refusedRows'),
      width: 180,
      cell: (row) =>
        REFUSED.filter((each) => rows(row, each) > 0)
          .map((each) => say('count', { what: say(each), count: rows(row, each) }))
          .join(' · ') || '0',
    },
    ...(['outOfOrder', 'outOfRange', 'duplicate'] as const).map((key) => ({
      ...{ key, title: say(key), width: 90, align: 'right' as const },
      cell: (row: GatewayAnswer) => rows(row, key),
    })),
    {
      key: 'unknown',
      title: say('unknown'),
      width: 200,
      cell: ({ unknown }) => unknown.map(({ code }) => code).join(' · ') || '—',
    },
    {
      key: 'key',
      title: say('keyed'),
      width: 220,
      cell: (row) => <KeyCell row={row} keeps={keeps} give={give} />,
    },
  ];
}

function StateChip({ row }: { readonly row: GatewayAnswer }): ReactElement {
  const say = useTexts(liveTexts);
  if (!row.inUse) return <StatusChip tone="unknown" text={say('unused')} />;
  if (row.silent) return <StatusChip tone="overdue" text={say('silent')} />;
  if (row.heardAt === null) return <StatusChip tone="unknown" text={say('never')} />;
  return <StatusChip tone="done" text={say('online')} />;
}

function KeyCell(props: {
  readonly row: GatewayAnswer;
  readonly keeps: boolean;
  readonly give: (given: GivenKey) => void;
}): ReactElement {
  const say = useTexts(liveTexts);
  const { row, keeps, give } = props;
  const make = useWrite(liveContract.giveKey);
  const end = useWrite(liveContract.endKey);
  const params = { id: row.id };
  const failed = (error: Error): void => toast.bad(error.message);
  const made = (): Promise<unknown> => make.mutateAsync({ params }).then(give, failed);
  if (!keeps) return <span>{say(row.keyed ? 'hasKey' : 'noKey')}</span>;
  if (!row.keyed) return <Button onClick={() => void made()}>{say('giveKey')}</Button>;
  return (
    <span className="live-actions">
      <ConfirmButton title={say('replaceKey')} hint={say('sureReplace')} onConfirm={made}>
        {say('replaceKey')}
      </ConfirmButton>
      <ConfirmButton
        title={say('endKey')}
        hint={say('sureEnd')}
        onConfirm={() => end.mutateAsync({ params }).catch(failed)}
      >
        {say('endKey')}
      </ConfirmButton>
    </span>
  );
}
