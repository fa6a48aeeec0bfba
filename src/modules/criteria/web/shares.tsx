import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { useNumber } from '../../../ui/number-card.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import type { MajorState, Share } from '../model.ts';
import { relapseOf } from '../rules/tallying.ts';
import { useLinkWith } from './links.ts';
import { BESIDE } from './major-filters.ts';
import { criteriaTexts } from './texts.ts';

/** Numbers by some value: each opens its rows. */
export function Shares(props: {
  readonly title: string;
  readonly shares: readonly Share[];
  /** The filter of the list that takes the value. */
  readonly name: string;
}): ReactElement | null {
  const { title, shares, name } = props;
  const say = useTexts(criteriaTexts);
  const words = useWords();
  const number = useNumber();
  const link = useLinkWith();
  if (shares.length === 0) return null;
  const opens = (share: Share, state: MajorState | null, count: number): ReactElement => {
    const label = `${words(share.label)} ${say(state ?? 'all')} ${count}`;
    return (
      <Link to={link({ ...BESIDE, [name]: share.value, state })} aria-label={label}>
        {number(count)}
      </Link>
    );
  };
  return (
    <section className="card">
      <h2>{title}</h2>
      <div className="criteria-scroll">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{say('name')}</th>
              <th scope="col">{say('all')}</th>
              <th scope="col">{say('open')}</th>
              <th scope="col">{say('overdue')}</th>
              <th scope="col">{say('relapseOf')}</th>
            </tr>
          </thead>
          <tbody>
            {shares.map((share) => (
              <tr key={share.value}>
                <th scope="row">{words(share.label)}</th>
                <td>{opens(share, null, share.all)}</td>
                <td>{opens(share, 'open', share.open)}</td>
                <td>{opens(share, 'overdue', share.overdue)}</td>
                <td className="criteria-relapse">
                  {opens(share, 'reopened', share.reopened)} /{' '}
                  {opens(share, 'closedInYear', share.closedInYear)}
                  {share.closedInYear > 0 ? say('brackets', { of: relapseOf(share) ?? 0 }) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
