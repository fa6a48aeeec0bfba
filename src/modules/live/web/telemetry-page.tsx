import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { useApiPages } from '../../../ui/api/use-api.ts';
import type { Column } from '../../../ui/ledger/columns.ts';
import { FilterBar, type FilterField } from '../../../ui/ledger/filter-bar.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { TabLinks } from '../../../ui/tab-links.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { liveContract, type TagAnswer } from '../contract.ts';
import { trusts } from '../model.ts';
import { BypassesPart } from './bypasses-part.tsx';
import { Newest, TrustChip, tagPath, timeText, useLimits } from './chips.tsx';
import { GatewaysPart } from './gateways-part.tsx';
import { KeptFor } from './kept-for.tsx';
import { quantityNames } from './quantities.ts';
import { liveTexts } from './texts.ts';
import { WindowsPart } from './windows-part.tsx';
import './live.css';

const NAMES = [
  ...(['tab', 'q', 'quantity', 'trust', 'enterprise', 'facility', 'gateway'] as const),
  ...(['windows', 'bypasses'] as const),
] as const;
const TABS = ['tags', 'gateways', 'windows', 'bypasses'] as const;
type Name = (typeof NAMES)[number];

/** P14 /telemetry: tags with their newest values, and the gateways that send them. */
function TelemetryPage(): ReactElement {
  const say = useTexts(liveTexts);
  const [values, choose] = useFilters<Name>(NAMES);
  const shown = TABS.find((each) => each === values.tab) ?? 'tags';
  return (
    <div className="live">
      <h1>{say('title')}</h1>
      <TabLinks label={say('tabs')} names={TABS} shown={shown} say={say} />
      {shown === 'tags' ? <TagsPart values={values} choose={choose} /> : null}
      {shown === 'gateways' ? <GatewaysPart /> : null}
      {shown === 'windows' ? <WindowsPart values={values} choose={choose} /> : null}
      {shown === 'bypasses' ? <BypassesPart values={values} choose={choose} /> : null}
    </div>
  );
}

type Values = Readonly<Partial<Record<Name, string>>>;

function TagsPart(props: {
  readonly values: Values;
  readonly choose: ReturnType<typeof useFilters<Name>>[1];
}): ReactElement {
  const say = useTexts(liveTexts);
  const { tab: _tab, windows: _windows, bypasses: _bypasses, trust, ...others } = props.values;
  const query = { ...others, trust: DOUBTFUL.find((each) => each === trust) };
  const list = useApiPages(
    liveContract.tags,
    { query },
    { keepLast: true, refetchEveryMs: REFRESH_MS },
  );
  const fields: readonly FilterField<Name>[] = [
    { name: 'q', label: say('q'), kind: 'text' },
    {
      name: 'quantity',
      label: say('quantity'),
      kind: 'select',
      options: quantityNames.map((name) => ({ value: name, label: say(name) })),
    },
    {
      name: 'trust',
      label: say('trust'),
      kind: 'select',
      options: DOUBTFUL.map((name) => ({ value: name, label: say(name) })),
    },
  ];
  return (
    <>
      <FilterBar fields={fields} values={props.values} onChange={props.choose} />
      <LedgerTable
        name="tags"
        label={say('list')}
        list={list}
        columns={useColumns()}
        rowKey={({ id }) => id}
        to={({ id }) => tagPath(id)}
      />
      <KeptFor />
    </>
  );
}

const REFRESH_MS = 5000;
const DOUBTFUL = trusts.filter((trust) => trust !== 'live');

function useColumns(): readonly Column<TagAnswer>[] {
  const say = useTexts(liveTexts);
  const limits = useLimits();
  const quantity = ({ quantity: name, countedBy: way }: TagAnswer): string => {
    const known = quantityNames.find((each) => each === name);
    const text = known ? say(known) : name;
    return way ? say('quantityBy', { quantity: text, way: say(way) }) : text;
  };
  return [
    {
      key: 'name',
      title: say('name'),
      width: 180,
      cell: ({ id, name }) => <Link to={tagPath(id)}>{name}</Link>,
    },
    { key: 'value', title: say('value'), width: 170, cell: (tag) => <Newest tag={tag} /> },
    { key: 'trust', title: say('trust'), width: 150, cell: (t) => <TrustChip {...t} /> },
    { key: 'at', title: say('at'), width: 170, cell: (t) => timeText(t.newest?.at ?? null) },
    { key: 'limits', title: say('limits'), width: 170, cell: limits },
    { key: 'quantity', title: say('quantity'), width: 150, cell: quantity },
    {
      key: 'enterprise',
      title: say('enterprise'),
      width: 220,
      cell: ({ enterprise: firm }) =>
        firm ? (
          <Link to={`/enterprises/${encodeURIComponent(firm.id)}`}>{firm.name ?? firm.id}</Link>
        ) : (
          '—'
        ),
    },
    {
      key: 'facility',
      title: say('facility'),
      width: 150,
      cell: ({ facility }) => facility?.name ?? facility?.id ?? '—',
    },
    { key: 'code', title: say('code'), width: 120, cell: ({ code }) => code },
    {
      key: 'gateway',
      title: say('gateway'),
      hidden: true,
      cell: ({ gateway }) => gateway.name ?? gateway.id,
    },
  ];
}

export { TelemetryPage as page };
