import type { ReactElement } from 'react';
import { StatusChip, type Tone } from '../../../ui/chips.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import type { HazardRow } from '../contract.ts';
import { hazardsTexts } from './texts.ts';

const toneOf = ({ stage, overdue }: HazardRow): Tone => {
  if (stage.code === 'closed' || stage.code === 'dismissed') return 'done';
  return overdue ? 'overdue' : 'going';
};

export function StageChip(props: { readonly row: HazardRow }): ReactElement {
  const words = useWords();
  return <StatusChip tone={toneOf(props.row)} text={words(props.row.stage.text)} />;
}

/** What sets a hazard apart, each in words: major, overdue, returned, relapsed, refused. */
export function Marks(props: { readonly row: HazardRow }): ReactElement {
  const { row } = props;
  const say = useTexts(hazardsTexts);
  const words = useWords();
  const marks = [
    ...(row.major ? [{ key: 'major', text: say('major') }] : []),
    ...(row.treatedOnly ? [{ key: 'treated', text: say('treated') }] : []),
    ...(row.class ? [{ key: 'class', text: words(row.class.text) }] : []),
    ...(row.stopRequired ? [{ key: 'stop', text: say('stop') }] : []),
    ...(row.supervisedBy
      ? [{ key: 'listed', text: `${say('supervised')} ${words(row.supervisedBy.text)}` }]
      : []),
    ...(row.refused ? [{ key: 'refused', text: say('refused') }] : []),
    ...(row.returned > 0 ? [{ key: 'returned', text: `${say('returned')} ${row.returned}` }] : []),
    ...(row.relapses > 0 ? [{ key: 'relapses', text: `${say('relapsed')} ${row.relapses}` }] : []),
  ];
  return (
    <span className="hazard-marks">
      {marks.map(({ key, text }) => (
        <span key={key} className={`hazard-mark hazard-mark-${key}`}>
          {text}
        </span>
      ))}
    </span>
  );
}

/** The time limit, and whether it has passed. */
export function Limit(props: { readonly row: HazardRow }): ReactElement {
  const { limit, overdue } = props.row;
  const say = useTexts(hazardsTexts);
  if (limit === null) return <>—</>;
  return overdue ? (
    <StatusChip tone="overdue" text={`${limit} ${say('overdue')}`} />
  ) : (
    <span>{limit}</span>
  );
}
