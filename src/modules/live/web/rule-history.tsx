import type { ReactElement } from 'react';
import { useWrite } from '../../../ui/api/use-api.ts';
import { ConfirmButton } from '../../../ui/dialog.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import { ruleFieldNames } from '../rules/rule.ts';
import { type RuleChangeAnswer, type RuleWhole, rulesContract } from '../rules-contract.ts';
import { timeText } from './chips.tsx';
import { ruleTexts } from './rule-texts.ts';

/** What the rule was, since when, by whom and why; any of it can be brought back. */
export function RuleHistory(props: {
  readonly whole: RuleWhole;
  readonly keeps: boolean;
}): ReactElement | null {
  const say = useTexts(ruleTexts);
  const { whole, keeps } = props;
  const { history } = whole;
  if (history.length === 0) return null;
  return (
    <section aria-label={say('history')}>
      <h2>{say('history')}</h2>
      <Table whole={whole} keeps={keeps} />
    </section>
  );
}

function Table(props: { readonly whole: RuleWhole; readonly keeps: boolean }): ReactElement {
  const say = useTexts(ruleTexts);
  const { whole, keeps } = props;
  const { history } = whole;
  const heads = ['changedAt', 'by', 'reason', ...ruleFieldNames] as const;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls is reached by keys.
    <section className="live-wide" aria-label={say('history')} tabIndex={0}>
      <table className="plain-table">
        <thead>
          <tr>
            {heads.map((name) => (
              <th key={name} scope="col">
                {say(name)}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {history.map((change, index) => (
            <tr key={change.version}>
              <td>{timeText(change.recordedAt).slice(0, 16)}</td>
              <td>{change.by ?? '—'}</td>
              <td>{change.reason ?? '—'}</td>
              {ruleFieldNames.map((field) => (
                <td key={field}>
                  {change.changed.includes(field) ? (
                    <strong>{change.values[field] ?? '—'}</strong>
                  ) : (
                    (change.values[field] ?? '—')
                  )}
                </td>
              ))}
              <td>
                {index === 0 ? say('present') : null}
                {index > 0 && keeps ? <Back whole={whole} change={change} /> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Back(props: {
  readonly whole: RuleWhole;
  readonly change: RuleChangeAnswer;
}): ReactElement {
  const say = useTexts(ruleTexts);
  const back = useWrite(rulesContract.ruleBack);
  const { whole, change } = props;
  const reason = say('backReason', { at: timeText(change.recordedAt).slice(0, 16) });
  const body = { version: whole.version, to: change.version, reason };
  return (
    <ConfirmButton
      kind="usual"
      title={reason}
      hint={say('sureBack')}
      onConfirm={() =>
        back
          .mutateAsync({ params: { id: whole.row.id }, body })
          .then(() => toast.good(say('tookBack')))
          .catch((error: Error) => toast.bad(error.message))
      }
    >
      {say('takeBack')}
    </ConfirmButton>
  );
}
