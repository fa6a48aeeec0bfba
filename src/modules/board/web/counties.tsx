import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { useNumber } from '../../../ui/number-card.tsx';
import { reachable } from '../../../ui/reachable.ts';
import { PageState } from '../../../ui/states.tsx';
import { useTexts } from '../../../ui/texts.ts';
import type { ClauseView } from '../model.ts';
import { boardTexts } from './texts.ts';

/** How the clause stands in each county that the reader sees; the most overdue first. */
export function Counties(props: { readonly clause: ClauseView }): ReactElement {
  const { id, counties, division } = props.clause;
  const say = useTexts(boardTexts);
  const number = useNumber();
  return (
    <section className="card" aria-label={say('counties')}>
      <h2>{say('counties')}</h2>
      {counties.length === 0 ? <PageState title={say('noCounties')} /> : null}
      {counties.length === 0 ? null : (
        <section className="board-scroll" {...reachable} aria-label={say('counties')}>
          <table className="counties">
            <thead>
              <tr>
                <th scope="col">{say('county')}</th>
                <th scope="col">{say('overdue')}</th>
                <th scope="col">{say('population')}</th>
                <th scope="col">{say('met')}</th>
                <th scope="col">{say('late')}</th>
                <th scope="col">{say('pending')}</th>
                <th scope="col">{say('unknown')}</th>
              </tr>
            </thead>
            <tbody>
              {counties.map((row) => (
                <tr key={row.id} aria-current={row.id === division?.id ? 'true' : undefined}>
                  <th scope="row">
                    <Link to={`/plan/${id}?division=${row.id}`}>{row.name}</Link>
                  </th>
                  <td className={row.overdue > 0 ? 'board-bad' : undefined}>
                    {row.overdue > 0 ? (
                      <Link
                        className="board-bad"
                        to={`/plan/${id}?division=${row.id}&status=overdue#duties`}
                      >
                        {number(row.overdue)}
                      </Link>
                    ) : (
                      0
                    )}
                  </td>
                  <td>{number(row.population)}</td>
                  <td>{number(row.met)}</td>
                  <td>{number(row.late)}</td>
                  <td>{number(row.pending)}</td>
                  <td>{number(row.unknown)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
