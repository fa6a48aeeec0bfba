import { type ReactElement, useState } from 'react';
import { Link, useParams } from 'react-router';
import { callApi } from '../../../ui/api/call.ts';
import { useApi, useWrite } from '../../../ui/api/use-api.ts';
import { FieldForm } from '../../../ui/form/field-form.tsx';
import type { Values } from '../../../ui/form/state.ts';
import { useSession } from '../../../ui/session.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import { KEEPERS } from '../contract.ts';
import { ruleFieldNames } from '../rules/rule.ts';
import { type RuleWhole, rulesContract, type TrialAnswer } from '../rules-contract.ts';
import { tagPath } from './chips.tsx';
import { Facts } from './facts.tsx';
import { textOf } from './moments.ts';
import { RuleHistory } from './rule-history.tsx';
import { ruleTexts } from './rule-texts.ts';
import { limitsIn, ownOf, useLimitFields, useShown } from './rule-values.ts';
import { TrialPart } from './trial-part.tsx';
import './live.css';

/** The rule of one tag: what holds and why, tried on its history, switched on, taken back. */
function RulePage(): ReactElement {
  const { id = '' } = useParams();
  const rule = useApi(rulesContract.rule, { params: { id } }, { topics: ['tag'] });
  return <Answered of={rule}>{(whole) => <Whole key={whole.version} whole={whole} />}</Answered>;
}

function Whole({ whole }: { readonly whole: RuleWhole }): ReactElement {
  const say = useTexts(ruleTexts);
  const words = useWords();
  const { roles } = useSession();
  const { row, source } = whole;
  const [values, take] = useState<Values>(ownOf(row));
  const [trial, found] = useState<TrialAnswer | null>(null);
  const keeps = KEEPERS.some((role) => roles.includes(role));
  return (
    <div className="live">
      <p className="live-actions">
        <Link to="/telemetry/rules">{say('back')}</Link>
        <Link to={tagPath(row.id)}>{say('curve')}</Link>
      </p>
      <h1>{row.name}</h1>
      <RuleFacts row={row} />
      <p className="muted">{say('source', { text: words(source) })}</p>
      <section aria-label={say('trial')}>
        <h2>{say('trial')}</h2>
        <p className="muted">{say('trialHint')}</p>
        <TrialForm whole={whole} onDraft={take} onFound={found} />
        {trial ? <TrialPart rule={row} trial={trial} /> : null}
      </section>
      {keeps ? (
        <section aria-label={say('change')}>
          <h2>{say('change')}</h2>
          <SwitchOn whole={whole} values={values} />
        </section>
      ) : null}
      <RuleHistory whole={whole} keeps={keeps} />
    </div>
  );
}

function RuleFacts({ row }: { readonly row: RuleWhole['row'] }): ReactElement {
  const say = useTexts(ruleTexts);
  const shown = useShown();
  const review = row.reviewOn ?? '—';
  const facts: readonly (readonly [string, string])[] = [
    [say('enterprise'), row.enterprise?.name ?? '—'],
    [say('facility'), row.facility?.name ?? '—'],
    [say('range'), `${row.rangeLow ?? '—'} ~ ${row.rangeHigh ?? '—'} ${row.unit ?? ''}`],
    ...ruleFieldNames.map((field) => [say(field), shown(row.values[field])] as const),
    [say('owner'), row.owner ?? '—'],
    [say('reviewOn'), row.reviewDue ? say('overdue', { day: review }) : review],
    [say('reason'), row.reason ?? '—'],
  ];
  return <Facts of={facts} />;
}

function TrialForm(props: {
  readonly whole: RuleWhole;
  readonly onDraft: (values: Values) => void;
  readonly onFound: (trial: TrialAnswer) => void;
}): ReactElement {
  const say = useTexts(ruleTexts);
  const { whole, onDraft, onFound } = props;
  const { row, version } = whole;
  const fields = useLimitFields(row.unit);
  const initial = { ...ownOf(row), days: '7' };
  return (
    <FieldForm
      name={`live/trial/${row.id}/${version}`}
      label={say('trial')}
      fields={fields}
      initial={initial}
      onDraft={onDraft}
      submitText={say('trial')}
      submit={async (given) => {
        const body = { values: limitsIn(given), days: Number(given.days ?? 7) };
        onFound(await callApi(rulesContract.tryRule, { params: { id: row.id }, body }));
      }}
    />
  );
}

/** The limits of the form above, with who answers for them, why, and until when. */
function SwitchOn(props: { readonly whole: RuleWhole; readonly values: Values }): ReactElement {
  const say = useTexts(ruleTexts);
  const { whole, values } = props;
  const { row, version } = whole;
  const change = useWrite(rulesContract.changeRule);
  return (
    <FieldForm
      name={`live/rule/${row.id}/${version}`}
      label={say('change')}
      fields={[
        { name: 'owner', label: say('owner'), kind: 'text', required: true },
        { name: 'reviewOn', label: say('reviewOn'), kind: 'date', required: true },
        { name: 'reason', label: say('reason'), kind: 'area', required: true },
      ]}
      initial={{ owner: row.owner, reviewOn: row.reviewOn, reason: null }}
      submitText={say('switchOn')}
      submit={async ({ owner, reviewOn, reason }) => {
        const body = {
          ...{ version, values: limitsIn(values), owner: textOf(owner) },
          ...{ reviewOn: textOf(reviewOn), reason: textOf(reason) ?? '' },
        };
        await change.mutateAsync({ params: { id: row.id }, body });
        toast.good(say('switchedOn'));
      }}
    />
  );
}

export { RulePage as page };
