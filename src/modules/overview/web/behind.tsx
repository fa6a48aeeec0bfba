import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { useNumber } from '../../../ui/number-card.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { rowsOf } from './numbers.ts';
import { overviewTexts } from './texts.ts';

/** How many rows are against, of how many; each number opens its rows. */
export function Behind(props: {
  readonly metric: string;
  readonly division?: string | null | undefined;
  readonly bad: number;
  readonly total: number;
  /** Whose rows, for those who hear the link alone. */
  readonly of: string;
}): ReactElement {
  const { metric, division = null, bad, total, of } = props;
  const say = useTexts(overviewTexts);
  const number = useNumber();
  return (
    <>
      <Link
        to={rowsOf({ metric, division, bad: true })}
        aria-label={say('badOf', { name: of, count: number(bad) })}
      >
        {number(bad)}
      </Link>{' '}
      /{' '}
      <Link
        to={rowsOf({ metric, division })}
        aria-label={say('allOf', { name: of, count: number(total) })}
      >
        {number(total)}
      </Link>
    </>
  );
}
