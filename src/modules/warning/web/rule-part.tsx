import type { ReactElement } from 'react';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApi } from '../../../ui/api/use-api.ts';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { warningContract } from '../contract.ts';
import { GradeChip } from './parts.tsx';
import { warningTexts } from './texts.ts';

type Rule = Answer<typeof warningContract.warningRule>;

/** How grades are made, with where each figure is from. */
export function RulePart(): ReactElement {
  const rule = useApi(warningContract.warningRule, {});
  return <Answered of={rule}>{(data) => <Tables rule={data} />}</Answered>;
}

function Tables(props: { readonly rule: Rule }): ReactElement {
  const { rule } = props;
  const say = useTexts(warningTexts);
  const words = useWords();
  return (
    <>
      <section className="card" aria-label={say('rule')}>
        <table className="warning-table">
          <caption>{say('rule')}</caption>
          <thead>
            <tr>
              {(['reason', 'gives', 'from'] as const).map((title) => (
                <th key={title} scope="col">
                  {say(title)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rule.reasons.map(({ reason, text, gives, from }) => (
              <tr key={reason}>
                <th scope="row">{words(text)}</th>
                <td>{words(gives)}</td>
                <td>{words(from)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <h2>{say('areas')}</h2>
        <p>{words(rule.areas)}</p>
      </section>
      <Meanings rule={rule} />
    </>
  );
}

function Meanings(props: { readonly rule: Rule }): ReactElement {
  const { rule } = props;
  const say = useTexts(warningTexts);
  const words = useWords();
  return (
    <section className="card" aria-label={say('meanings')}>
      <table className="warning-table">
        <caption>{say('meanings')}</caption>
        <thead>
          <tr>
            {(['grade', 'meaning', 'feedback', 'verify', 'upTo'] as const).map((title) => (
              <th key={title} scope="col">
                {say(title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rule.meanings.map(({ grade, meaning, feedbackMinutes, verifyHours, to }) => (
            <tr key={grade}>
              <th scope="row">
                <GradeChip grade={grade} />
              </th>
              <td lang="zh">{meaning}</td>
              <td>{say('minutes', { count: feedbackMinutes })}</td>
              <td>{say('hours', { count: verifyHours })}</td>
              <td lang="zh">{to}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted" lang="zh">
        {rule.responsibility}
      </p>
      <p className="muted">{words(rule.source)}</p>
    </section>
  );
}
