import type { ReactElement } from 'react';
import { StatusChip } from '../../../ui/chips.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import type { ReportRow, WorkingShown } from '../contract.ts';
import { ENDS } from '../rules/table.ts';
import { reportsTexts } from './texts.ts';

export function StageChip(props: { readonly row: ReportRow }): ReactElement {
  const { stage, overdue } = props.row;
  const words = useWords();
  const tone = ENDS.includes(stage.code) ? 'done' : overdue ? 'overdue' : 'going';
  return <StatusChip tone={tone} text={words(stage.text)} />;
}

export function Due(props: { readonly row: ReportRow }): ReactElement {
  const { due, overdue } = props.row;
  const say = useTexts(reportsTexts);
  if (due === null) return <>—</>;
  return overdue ? (
    <StatusChip tone="overdue" text={say('late', { day: due })} />
  ) : (
    <span>{due}</span>
  );
}

/** How far a figure of the rules was checked. */
export function Grade(props: { readonly confidence: string | null }): ReactElement | null {
  const { confidence } = props;
  const say = useTexts(reportsTexts);
  if (confidence === null) return null;
  const known = (['verified', 'recalled', 'inferred', 'mixed'] as const).find((each) =>
    confidence.startsWith(each),
  );
  return <span className="muted"> {say('grade', { grade: known ? say(known) : confidence })}</span>;
}

/** A reward line by line: what the rule says, what it gives, how far it was checked. */
export function Working(props: { readonly working: WorkingShown }): ReactElement {
  const { lines, amount } = props.working;
  const say = useTexts(reportsTexts);
  const words = useWords();
  return (
    <>
      <table className="reports-working" aria-label={say('working')}>
        <tbody>
          {lines.map(({ text, yuan, confidence }) => (
            <tr key={text.en}>
              <td>
                {words(text)}
                <Grade confidence={confidence} />
              </td>
              <td>{yuan === null ? '' : say('yuan', { amount: yuan })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <strong>{amount === null ? say('noSum') : say('sum', { amount })}</strong>
      </p>
    </>
  );
}
