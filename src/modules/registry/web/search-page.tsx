import { type ReactElement, useEffect, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../../../ui/api/use-api.ts';
import { StatusChip } from '../../../ui/chips.tsx';
import { Answered, PageState } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { registryContract } from '../contract.ts';
import { pathOf } from './paths.ts';
import { registryTexts } from './texts.ts';
import './registry.css';

/** So long after the last key the search runs. */
const TYPED_MS = 250;

function SearchPage(): ReactElement {
  const say = useTexts(registryTexts);
  const [search, setSearch] = useSearchParams();
  const q = search.get('q') ?? '';
  const [typed, setTyped] = useState(q);
  useEffect(() => setTyped(q), [q]);
  useEffect(() => {
    if (typed.trim() === q) return;
    const timer = setTimeout(() => {
      const next = new URLSearchParams(search);
      if (typed.trim() === '') next.delete('q');
      else next.set('q', typed.trim());
      setSearch(next, { replace: true });
    }, TYPED_MS);
    return () => clearTimeout(timer);
  }, [typed, q, search, setSearch]);
  return (
    <div className="registry">
      <h1>{say('searchTitle')}</h1>
      <search>
        <input
          className="search-box"
          type="search"
          aria-label={say('searchLabel')}
          maxLength={100}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <p className="muted">{say('searchHint')}</p>
      </search>
      {q === '' ? null : <Results q={q} />}
    </div>
  );
}

function Results(props: { readonly q: string }): ReactElement {
  const say = useTexts(registryTexts);
  const words = useWords();
  const found = useApi(
    registryContract.search,
    { query: { q: props.q, limit: 50 } },
    { keepLast: true },
  );
  return (
    <Answered of={found}>
      {({ rows, more }) =>
        rows.length === 0 ? (
          <PageState title={say('searchNothing')} hint={say('searchNothingHint')} />
        ) : (
          <>
            <ul className="found">
              {rows.map((row) => (
                <li key={`${row.type}/${row.id}`}>
                  <span className="found-type">{words(row.typeName).split(/[;,]/)[0]}</span>
                  <span className="found-name">
                    <Link to={pathOf(row.type, row.id)}>{row.name}</Link>
                    {row.live ? null : <StatusChip tone="unknown" text={say('ended')} />}
                    {row.met ? (
                      <span className="muted">{say('met', { text: row.met })}</span>
                    ) : null}
                  </span>
                  <span className="muted">
                    {[row.division?.name, row.enterprise?.name].filter((x) => x).join(' · ')}
                    {row.type === 'enterprise' ? ` · ${row.id}` : ''}
                  </span>
                </li>
              ))}
            </ul>
            {more ? <p className="muted">{say('searchMore')}</p> : null}
          </>
        )
      }
    </Answered>
  );
}

export { SearchPage as page };
