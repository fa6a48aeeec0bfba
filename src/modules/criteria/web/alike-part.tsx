import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApi } from '../../../ui/api/use-api.ts';
import { StatusChip } from '../../../ui/chips.tsx';
import { useNumber } from '../../../ui/number-card.tsx';
import { Answered, PageState } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { criteriaContract } from '../contract.ts';
import type { Likeness } from '../model.ts';
import { firmPath, hazardPath, useLinkWith } from './links.ts';
import { criteriaTexts } from './texts.ts';

type View = Answer<typeof criteriaContract.lookAlikes>;

/** Enterprises that probably have the same hazard, with how that was worked out. */
export function AlikePart(props: { readonly hazard: string }): ReactElement {
  const { hazard } = props;
  const alike = useApi(criteriaContract.lookAlikes, { params: { hazard } });
  return <Answered of={alike}>{(view) => <Alike view={view} />}</Answered>;
}

function Alike(props: { readonly view: View }): ReactElement {
  const { hazard, enterprise, item, rows } = props.view;
  const say = useTexts(criteriaTexts);
  const link = useLinkWith();
  return (
    <>
      <header className="criteria-head">
        <h2>{say('alikeTitle')}</h2>
        <Link to={link({ hazard: null })}>{say('backToRows')}</Link>
      </header>
      <p>
        <Link to={hazardPath(hazard.id)}>{hazard.id}</Link> ·{' '}
        <Link to={firmPath(enterprise.id)}>{enterprise.name ?? enterprise.id}</Link>
        {item ? ` · ${item.clause} ${item.title}` : null}
      </p>
      <p className="muted">{say('alikeHint')}</p>
      {rows.length === 0 ? (
        <PageState title={say('alikeNone')} />
      ) : (
        <ol className="criteria-alike">
          {rows.map((row) => (
            <AlikeRow key={row.enterprise.id} row={row} />
          ))}
        </ol>
      )}
    </>
  );
}

function AlikeRow(props: { readonly row: Likeness }): ReactElement {
  const { enterprise, division, score, working, suspected, open, closed } = props.row;
  const say = useTexts(criteriaTexts);
  const words = useWords();
  const number = useNumber();
  const list = (all: Likeness['working'][number]['common']): string =>
    all.map(words).join(say('between')) || '—';
  return (
    <li className="card">
      <p className="criteria-ways">
        <strong>{number(score, 1)}</strong>
        <Link to={firmPath(enterprise.id)}>{enterprise.name ?? enterprise.id}</Link>
        <span className="muted">{division?.name}</span>
        {suspected ? <StatusChip tone="soon" text={say('alsoSuspected')} /> : null}
        {open + closed > 0 ? (
          <span>
            {say('labelled', { label: say('sameItem'), text: say('openClosed', { open, closed }) })}
          </span>
        ) : null}
      </p>
      <details>
        <summary>{say('working')}</summary>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{say('aspect')}</th>
              <th scope="col">{say('weight')}</th>
              <th scope="col">{say('common')}</th>
              <th scope="col">{say('different')}</th>
              <th scope="col">{say('points')}</th>
            </tr>
          </thead>
          <tbody>
            {working.map(({ aspect, weight, common, different, points }) => (
              <tr key={aspect.en}>
                <th scope="row">{words(aspect)}</th>
                <td>{weight}</td>
                <td>{list(common)}</td>
                <td>{list(different)}</td>
                <td>{number(points, 1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </li>
  );
}
