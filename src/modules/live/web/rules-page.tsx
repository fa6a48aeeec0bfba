import { type ReactElement, useState } from 'react';
import { Link } from 'react-router';
import { useApiPages } from '../../../ui/api/use-api.ts';
import { StatusChip } from '../../../ui/chips.tsx';
import { Button } from '../../../ui/dialog.tsx';
import type { Column } from '../../../ui/ledger/columns.ts';
import { FilterBar, type FilterField } from '../../../ui/ledger/filter-bar.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { LedgerTable } from '../../../ui/ledger/ledger-table.tsx';
import { TabLinks } from '../../../ui/tab-links.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { pickOf } from '../../registry/web/index.ts';
import { ruleFieldNames } from '../rules/rule.ts';
import { type RuleAnswer, rulesContract } from '../rules-contract.ts';
import { BatchTrial } from './batch-trial.tsx';
import { quantityNames } from './quantities.ts';
import { ruleSettingTexts } from './rule-setting-texts.ts';
import { CrossRules, KindDefaults } from './rule-settings.tsx';
import { ruleTexts } from './rule-texts.ts';
import { useShown } from './rule-values.ts';
import { liveTexts } from './texts.ts';
import './live.css';

const NAMES = ['tab', 'q', 'quantity', 'enterprise', 'facility', 'show'] as const;
const TABS = ['tags', 'cross', 'kinds'] as const;
type Name = (typeof NAMES)[number];
const SHOWN = ['due', 'own', 'none'] as const;

/** /telemetry/rules: what is judged, on whose word and until when: of tags, across signals, by quantity. */
function RulesPage(): ReactElement {
  const say = useTexts(ruleSettingTexts);
  const title = useTexts(ruleTexts)('title');
  const [values, choose] = useFilters<Name>(NAMES);
  const shown = TABS.find((each) => each === values.tab) ?? 'tags';
  return (
    <div className="live">
      <h1>{title}</h1>
      <TabLinks label={say('tabs')} names={TABS} shown={shown} say={say} />
      {shown === 'tags' ? <TagRules values={values} choose={choose} /> : null}
      {shown === 'cross' ? <CrossRules /> : null}
      {shown === 'kinds' ? <KindDefaults /> : null}
    </div>
  );
}

function TagRules(props: {
  readonly values: Readonly<Partial<Record<Name, string>>>;
  readonly choose: ReturnType<typeof useFilters<Name>>[1];
}): ReactElement {
  const say = useTexts(ruleTexts);
  const words = useTexts(liveTexts);
  const { values, choose } = props;
  const [batch, setBatch] = useState(false);
  const { show, tab: _tab, ...rest } = values;
  const query = { ...rest, ...(show ? { show: show as (typeof SHOWN)[number] } : {}) };
  const list = useApiPages(rulesContract.rules, { query }, { keepLast: true, topics: ['tag'] });
  const fields: readonly FilterField<Name>[] = [
    { name: 'q', label: say('q'), kind: 'text' },
    {
      ...{ name: 'quantity', label: say('quantity'), kind: 'select' },
      options: quantityNames.map((name) => ({ value: name, label: words(name) })),
    },
    {
      ...{ name: 'enterprise', label: say('enterprise'), kind: 'picker' },
      pick: pickOf('enterprise', null),
    },
    {
      ...{ name: 'show', label: say('show'), kind: 'select' },
      options: SHOWN.map((value) => ({ value, label: say(value) })),
    },
  ];
  return (
    <>
      <FilterBar fields={fields} values={values} onChange={choose} />
      <p className="live-actions">
        <Button onClick={() => setBatch(!batch)}>{say('batch')}</Button>
      </p>
      {batch ? <BatchTrial key={JSON.stringify(query)} query={query} /> : null}
      <LedgerTable
        name="alarm-rules"
        label={say('list')}
        list={list}
        columns={useColumns()}
        rowKey={({ id }) => id}
        to={({ id }) => rulePath(id)}
      />
    </>
  );
}

const rulePath = (id: string): string => `/telemetry/rules/${encodeURIComponent(id)}`;

function useColumns(): readonly Column<RuleAnswer>[] {
  const say = useTexts(ruleTexts);
  const shown = useShown();
  return [
    {
      ...{ key: 'name', title: say('tag'), width: 170 },
      cell: ({ id, name }) => <Link to={rulePath(id)}>{name}</Link>,
    },
    {
      ...{ key: 'enterprise', title: say('enterprise'), width: 200 },
      cell: ({ enterprise: firm }) => firm?.name ?? firm?.id ?? '—',
    },
    {
      ...{ key: 'facility', title: say('facility'), width: 140 },
      cell: ({ facility }) => facility?.name ?? facility?.id ?? '—',
    },
    ...ruleFieldNames.map((field) => ({
      ...{ key: field, title: say(field), width: field === 'ratePerMinute' ? 150 : 100 },
      align: 'right' as const,
      cell: ({ values }: RuleAnswer) => shown(values[field]),
    })),
    { key: 'owner', title: say('owner'), width: 120, cell: ({ owner }) => owner ?? '—' },
    {
      ...{ key: 'reviewOn', title: say('reviewOn'), width: 150 },
      cell: ({ reviewOn, reviewDue }) =>
        reviewDue ? (
          <StatusChip tone="overdue" text={say('overdue', { day: reviewOn ?? '' })} />
        ) : (
          (reviewOn ?? '—')
        ),
    },
  ];
}

export { RulesPage as page };
