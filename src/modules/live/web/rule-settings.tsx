import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { useApi } from '../../../ui/api/use-api.ts';
import { ScaleChip, StatusChip } from '../../../ui/chips.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { crossNames } from '../model.ts';
import { type RuleSetting, type RuleSettings, rulesContract } from '../rules-contract.ts';
import { quantityNames } from './quantities.ts';
import { ruleSettingTexts } from './rule-setting-texts.ts';
import { liveTexts } from './texts.ts';

const useSettings = () => useApi(rulesContract.settings, {}, { topics: ['parameters'] });

/** Rules across signals (关联规则) with their numbers. */
export function CrossRules(): ReactElement {
  const say = useTexts(ruleSettingTexts);
  return (
    <Answered of={useSettings()}>
      {({ cross, shared }) => (
        <>
          <p className="muted">{say('crossHint')}</p>
          <div className="live-wide">
            <table className="plain-table" aria-label={say('cross')}>
              <Heads names={['rule', 'level', ...numbers]} />
              <tbody>
                {cross.map((each) => (
                  <CrossRule key={each.rule} of={each} />
                ))}
                {shared.map((each, index) => (
                  <tr key={each.parameter}>
                    {index === 0 ? (
                      <th scope="rowgroup" rowSpan={shared.length} colSpan={2}>
                        {say('shared')}
                      </th>
                    ) : null}
                    <Setting of={each} />
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </Answered>
  );
}

const numbers = ['number', 'value', 'by', 'from', 'reviewOn', 'why'] as const;

type HeadName =
  | (typeof numbers)[number]
  | (typeof levelNames)[number]
  | ('rule' | 'level' | 'quantity' | 'onDelay' | 'deadband' | 'stuck');

function Heads(props: { readonly names: readonly HeadName[] }): ReactElement {
  const say = useTexts(ruleSettingTexts);
  return (
    <thead>
      <tr>
        {props.names.map((name) => (
          <th key={name} scope="col">
            {say(name)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function CrossRule(props: { readonly of: RuleSettings['cross'][number] }): ReactElement {
  const say = useTexts(ruleSettingTexts);
  const { rule, level, settings } = props.of;
  const name = crossNames.find((each) => each === rule);
  const rows = settings.map((each, index) => (
    <tr key={each.parameter}>
      {index === 0 ? (
        <>
          <th scope="rowgroup" rowSpan={settings.length}>
            {name ? say(name) : rule}
          </th>
          <td rowSpan={settings.length}>
            <ScaleChip scale="alarm" level={level} />
          </td>
        </>
      ) : null}
      <Setting of={each} />
    </tr>
  ));
  return <>{rows}</>;
}

/** On whose word a number holds, and until when it is looked at again. */
function Setting(props: { readonly of: RuleSetting }): ReactElement {
  const say = useTexts(ruleSettingTexts);
  const words = useWords();
  const { parameter, title, value, proposed, from, by, reason, reviewOn, reviewDue } = props.of;
  return (
    <>
      <td>
        <Link to={`/sys/parameters/${parameter}`}>{words(title)}</Link>
      </td>
      <td>{value ?? say('byKind')}</td>
      <td>{proposed ? say('platform') : (by ?? '—')}</td>
      <td className="day">{from}</td>
      <td className="day">
        {reviewDue ? <StatusChip tone="overdue" text={say('due', { day: reviewOn })} /> : reviewOn}
      </td>
      <td>{reason ? words(reason) : '—'}</td>
    </>
  );
}

/** How each quantity is judged where its tag says nothing of its own (监测量默认值). */
export function KindDefaults(): ReactElement {
  const say = useTexts(ruleSettingTexts);
  return (
    <Answered of={useSettings()}>
      {({ defaults: { kinds, settings } }) => (
        <>
          <p className="muted">{say('kindsHint')}</p>
          <div className="live-wide">
            <table className="plain-table" aria-label={say('kinds')}>
              <Heads names={['quantity', 'onDelay', 'deadband', 'stuck', ...levelNames]} />
              <tbody>
                {kinds.map((each) => (
                  <Kind key={each.quantity} of={each} />
                ))}
              </tbody>
            </table>
            <table className="plain-table" aria-label={say('number')}>
              <Heads names={numbers} />
              <tbody>
                {settings.map((each) => (
                  <tr key={each.parameter}>
                    <Setting of={each} />
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </Answered>
  );
}

const levelNames = ['highHigh', 'high', 'low', 'lowLow'] as const;
type KindRow = RuleSettings['defaults']['kinds'][number];

function Kind({ of: row }: { readonly of: KindRow }): ReactElement {
  const say = useTexts(ruleSettingTexts);
  const names = useTexts(liveTexts);
  const text = (value: number | null): string | number => value ?? say('never');
  const shown = ({ value, proposed }: KindRow['onDelay']): string | number =>
    value === proposed
      ? text(value)
      : say('changed', { value: text(value), usual: text(proposed) });
  const name = quantityNames.find((each) => each === row.quantity);
  return (
    <tr>
      <th scope="row">
        <Link to={`?quantity=${row.quantity}`}>{name ? names(name) : row.quantity}</Link>
      </th>
      <td>{shown(row.onDelay)}</td>
      <td>{shown(row.deadband)}</td>
      <td>{shown(row.stuck)}</td>
      {levelNames.map((each) => (
        <td key={each}>
          <ScaleChip scale="alarm" level={row.levels[each]} />
        </td>
      ))}
    </tr>
  );
}
