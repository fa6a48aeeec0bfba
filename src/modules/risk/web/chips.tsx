import type { ReactElement } from 'react';
import { ScaleChip, StatusChip } from '../../../ui/chips.tsx';
import { useTexts } from '../../../ui/texts.ts';
import type { RiskRow } from '../answers-contract.ts';
import { riskTexts } from './texts.ts';

export const riskPath = (id: string): string => `/risks/${encodeURIComponent(id)}`;

export function LevelChip(props: { readonly level: RiskRow['level'] }): ReactElement {
  const say = useTexts(riskTexts);
  if (props.level === null) return <StatusChip tone="unknown" text={say('ungraded')} />;
  return <ScaleChip scale="risk" level={props.level} />;
}

/** Is a review due; the day of the next one where it is not. */
export function ReviewChip(props: { readonly review: RiskRow['review'] }): ReactElement {
  const { due, dueOn } = props.review;
  const say = useTexts(riskTexts);
  if (due) return <StatusChip tone="overdue" text={say('reviewDue')} />;
  if (dueOn === null) return <StatusChip tone="unknown" text={say('reviewNone')} />;
  return <span>{say('reviewFine', { day: dueOn })}</span>;
}

export function PlaceChip(props: { readonly inPlace: boolean | null }): ReactElement {
  const say = useTexts(riskTexts);
  const done = props.inPlace === true;
  return <StatusChip tone={done ? 'done' : 'soon'} text={say(done ? 'yes' : 'no')} />;
}
