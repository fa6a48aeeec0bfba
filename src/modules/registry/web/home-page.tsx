import type { ReactElement } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../../../ui/api/use-api.ts';
import { StatusChip } from '../../../ui/chips.tsx';
import { Answered, PageState } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { registryContract } from '../contract.ts';
import type { AuthorityView } from '../model.ts';
import { CompletenessCard, DutyCounts, DutyTable } from './authority-parts.tsx';
import { pathOf } from './paths.ts';
import { ShownValue } from './shown-value.tsx';
import { registryTexts } from './texts.ts';
import { Events } from './timeline-tab.tsx';
import './registry.css';

/** The desk of an enterprise: what the authority sees of it, and what is to do. */
function HomePage(): ReactElement {
  const say = useTexts(registryTexts);
  const [search] = useSearchParams();
  const own = useApi(registryContract.enterprises, { query: { limit: 20 } });
  return (
    <Answered of={own}>
      {({ rows }) => {
        const one = rows.find(({ id }) => id === search.get('enterprise')) ?? rows[0];
        if (!one) return <PageState title={say('homeNone')} hint={say('homeNoneHint')} />;
        return (
          <div className="registry">
            {rows.length > 1 ? (
              <nav className="tabs" aria-label={say('enterprise')}>
                {rows.map(({ id, name }) => (
                  <Link
                    key={id}
                    to={`?enterprise=${encodeURIComponent(id)}`}
                    aria-current={id === one.id ? 'page' : undefined}
                  >
                    {name}
                  </Link>
                ))}
              </nav>
            ) : null}
            <Seen id={one.id} />
          </div>
        );
      }}
    </Answered>
  );
}

function Seen(props: { readonly id: string }): ReactElement {
  const view = useApi(registryContract.authorityView, { params: { id: props.id } });
  return <Answered of={view}>{(data) => <Whole view={data} />}</Answered>;
}

function Whole(props: { readonly view: AuthorityView }): ReactElement {
  const { view } = props;
  const say = useTexts(registryTexts);
  const words = useWords();
  const { duties, visits, promise } = view;
  return (
    <>
      <header className="record-head">
        <div>
          <p className="muted">{say('homeTitle')}</p>
          <h1>{view.name}</h1>
        </div>
        <Link to={pathOf('enterprise', view.id)}>{say('openFile')}</Link>
      </header>
      <section className="card" aria-label={say('promise')}>
        <h2>{say('promise')}</h2>
        <StatusChip tone={promise.may ? 'done' : 'overdue'} text={words(promise.said)} />
        <ul className="promise-obstacles">
          {promise.obstacles.map(({ id, name, count, to }) => (
            <li key={id}>
              {words(name)} <Link to={to}>{count}</Link>
            </li>
          ))}
        </ul>
      </section>
      <div className="file-groups">
        <Grades view={view} />
        <CompletenessCard of={view.completeness} />
      </div>
      <section className="card" aria-label={say('duties')}>
        <h2>{say('duties')}</h2>
        <DutyCounts counts={duties.counts} />
        <DutyTable rows={duties.rows} />
      </section>
      <section className="card" aria-label={say('visits')}>
        <h2>{say('visits')}</h2>
        {visits.length > 0 ? <Events rows={visits} /> : <p>{say('visitsNone')}</p>}
      </section>
    </>
  );
}

function Grades(props: { readonly view: AuthorityView }): ReactElement {
  const say = useTexts(registryTexts);
  const words = useWords();
  return (
    <section className="card field-group" aria-label={say('grade')}>
      <h2>{say('grade')}</h2>
      <dl>
        {props.view.grades.map((field) => (
          <div key={field.name}>
            <dt>{words(field.label)}</dt>
            <dd>
              <ShownValue shown={field} name={field.name} unit={field.unit} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export { HomePage as page };
