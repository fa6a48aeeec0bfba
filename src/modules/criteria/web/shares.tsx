import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { useNumber } from '../../../ui/number-card.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import type { Share } from '../model.ts';
import { useLinkWith } from './links.ts';
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
  const cell = (share: Share, state: 'open' | 'overdue' | null, count: number): ReactElement => {
    const label = `${words(share.label)} ${say(state ?? 'all')} ${count}`;
    return (
      <td>
        <Link to={link({ [name]: share.value, state })} aria-label={label}>
          {number(count)}
        </Link>
      </td>
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
            </tr>
          </thead>
          <tbody>
            {shares.map((share) => (
              <tr key={share.value}>
                <th scope="row">{words(share.label)}</th>
                {cell(share, null, share.all)}
                {cell(share, 'open', share.open)}
                {cell(share, 'overdue', share.overdue)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
