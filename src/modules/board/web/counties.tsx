import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { useNumber } from '../../../ui/number-card.tsx';
import { reachable } from '../../../ui/reachable.ts';
import { PageState } from '../../../ui/states.tsx';
import { useTexts } from '../../../ui/texts.ts';
import type { ClauseView } from '../model.ts';
import { boardTexts } from './texts.ts';

const SHOWN = ['overdue', 'population', 'met', 'late', 'pending', 'unknown'] as const;

const dutiesOf = (clause: string, division: string, name: (typeof SHOWN)[number]): string =>
  `/plan/${clause}?division=${division}${name === 'population' ? '' : `&status=${name}`}#duties`;

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
                {SHOWN.map((name) => (
                  <th key={name} scope="col">
                    {say(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {counties.map((row) => (
                <tr key={row.id} aria-current={row.id === division?.id ? 'true' : undefined}>
                  <th scope="row">
                    <Link to={`/plan/${id}?division=${row.id}`}>{row.name}</Link>
                  </th>
                  {SHOWN.map((name) => (
                    <td key={name}>
                      {row[name] === 0 ? (
                        0
                      ) : (
                        <Link
                          className={name === 'overdue' ? 'board-bad' : undefined}
                          to={dutiesOf(id, row.id, name)}
                          aria-label={`${row.name} ${say(name)} ${number(row[name])}`}
                        >
                          {number(row[name])}
                        </Link>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
