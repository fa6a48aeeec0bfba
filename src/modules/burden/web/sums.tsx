import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { useNumber } from '../../../ui/number-card.tsx';
import { useTexts } from '../../../ui/texts.ts';
import type { Spent } from '../model.ts';
import { burdenTexts } from './texts.ts';

interface Row extends Spent {
  readonly key: string;
  readonly name: string;
  /** Opens the enterprises that it counts. */
  readonly to?: string;
}

/** Sums side by side, by form or by division. */
export function Sums(props: {
  readonly title: string;
  readonly head: string;
  readonly rows: readonly Row[];
  /** An enterprise's own: how many enterprises is no question. */
  readonly own?: boolean;
}): ReactElement {
  const { title, head, rows, own } = props;
  const say = useTexts(burdenTexts);
  const number = useNumber();
  return (
    <section className="card burden-card">
      <h2>{title}</h2>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {own ? null : <th scope="col">{say('firms')}</th>}
            <th scope="col">{say('times')}</th>
            <th scope="col">{say('median')}</th>
            <th scope="col">{say('minutes')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, to, firms, times, median, minutes }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {own || to === undefined ? null : (
                <td>
                  <Link to={to} aria-label={`${name} ${say('firms')} ${firms}`}>
                    {number(firms)}
                  </Link>
                </td>
              )}
              <td>{number(times)}</td>
              <td>{number(median)}</td>
              <td>{number(minutes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
