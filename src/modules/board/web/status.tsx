import type { ReactElement } from 'react';
import type { Tone } from '../../../ui/chips.tsx';
import { StatusChip } from '../../../ui/chips.tsx';
import { useNumber } from '../../../ui/number-card.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import type { BoardRow, ClauseStatusName, DutyStatusName, FigureRow } from '../model.ts';
import { dutyStatusWords, statusWords } from '../rules/status-words.ts';
import { boardTexts } from './texts.ts';

const clauseTones: Readonly<Record<ClauseStatusName, Tone>> = {
  met: 'done',
  attested: 'done',
  onTrack: 'going',
  atRisk: 'soon',
  notAttested: 'soon',
  missed: 'overdue',
  unmet: 'overdue',
  needsParameter: 'unknown',
  noSubject: 'unknown',
};

const dutyTones: Readonly<Record<DutyStatusName, Tone>> = {
  met: 'done',
  late: 'done',
  pending: 'going',
  overdue: 'overdue',
  unknown: 'unknown',
};

export const toneOf = (status: ClauseStatusName): Tone => clauseTones[status];

export function ClauseStatus(props: { readonly status: ClauseStatusName }): ReactElement {
  const words = useWords();
  return <StatusChip tone={toneOf(props.status)} text={words(statusWords(props.status))} />;
}

export function DutyStatus(props: { readonly status: DutyStatusName }): ReactElement {
  const words = useWords();
  return <StatusChip tone={dutyTones[props.status]} text={words(dutyStatusWords(props.status))} />;
}

const signs: Readonly<Record<string, string>> = { gte: '≥', gt: '>', lte: '≤', lt: '<', eq: '=' };

/** A share as percent, what is unmet as a number of duties. */
export function useValue(): (measure: BoardRow['measure'], value: number | null) => string {
  const say = useTexts(boardTexts);
  const number = useNumber();
  return (measure, value) => {
    if (value === null) return '—';
    if (measure === 'unmet') return say('unmetUnit', { count: number(value) });
    return `${number(100 * value, 1)}%`;
  };
}

/** ≥ 90% 推定: what is inferred never stands without its mark. */
export function Target(props: {
  readonly measure: BoardRow['measure'];
  readonly figure: FigureRow;
}): ReactElement {
  const say = useTexts(boardTexts);
  const number = useNumber();
  const { target } = props.figure;
  if (!target) return <>—</>;
  const value = props.measure === 'share' ? `${number(100 * target.value, 1)}%` : `${target.value}`;
  return (
    <>
      {signs[target.op] ?? target.op} {value}{' '}
      {target.basis === 'inferred' ? (
        <span className="board-mark" title={say('inferredHint')}>
          {say('inferredMark')}
        </span>
      ) : null}
    </>
  );
}

const arrows = { better: '↗', worse: '↘', same: '→' } as const;

/** The arrow with its word: better, worse or unchanged. */
export function TrendMark(props: { readonly trend: BoardRow['trend'] }): ReactElement {
  const say = useTexts(boardTexts);
  const { trend } = props;
  if (trend === null) return <span title={say('noTrend')}>—</span>;
  return (
    <span className={`trend-${trend}`}>
      <span aria-hidden="true">{arrows[trend]}</span> {say(trend)}
    </span>
  );
}
