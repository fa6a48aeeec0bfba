import { type ReactElement, useState } from 'react';
import { Link } from 'react-router';
import { callApi, type Download } from '../../../ui/api/call.ts';
import { useApi, withAsOf } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { StatusChip } from '../../../ui/chips.tsx';
import { Button } from '../../../ui/dialog.tsx';
import { ExportButton } from '../../../ui/ledger/export-button.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import type { PostPerson } from '../posts-contract.ts';
import { postsContract } from '../posts-contract.ts';
import { AppraiseForm, CheckForm, DutiesForm, ListForm, type Posts } from './post-forms.tsx';
import { postsTexts } from './posts-texts.ts';
import './risk.css';

/** 全员安全生产责任清单: who has which duties, when they were appraised and checked. */
export function PostsView(props: { readonly enterprise?: string }): ReactElement {
  const query = props.enterprise === undefined ? {} : { enterprise: props.enterprise };
  const language = useLanguage();
  const { asOf } = useAsOf();
  const posts = useApi(postsContract.posts, { query });
  const exportFile = () => {
    const given = { query: { ...query, language } };
    return callApi(postsContract.postsExport, withAsOf(postsContract.postsExport, given, asOf));
  };
  return <Answered of={posts}>{(data) => <Whole posts={data} exportFile={exportFile} />}</Answered>;
}

interface OfList {
  readonly posts: Posts;
  readonly exportFile: () => Promise<Download>;
}

function Whole(props: OfList): ReactElement {
  const { posts } = props;
  const say = useTexts(postsTexts);
  const { asOf } = useAsOf();
  const may = posts.may && asOf === null;
  const { enterprise, people } = posts;
  return (
    <div className="risk">
      {enterprise && !posts.may ? (
        <p>
          <Link to={`/enterprises/${encodeURIComponent(enterprise.id)}`}>
            {enterprise.name ?? enterprise.id}
          </Link>
        </p>
      ) : null}
      <IssuedList {...props} may={may} />
      <section className="risk-card" aria-label={say('people')}>
        <h2>{say('people')}</h2>
        {people.length === 0 ? <p>{say('nobody')}</p> : null}
        <ul className="risk-parts">
          {people.map((person) => (
            <Person key={person.id} person={person} posts={posts} may={may} />
          ))}
        </ul>
      </section>
    </div>
  );
}

/** Whether there is a list in force, and when it was checked. */
function IssuedList(props: OfList & { readonly may: boolean }): ReactElement {
  const { posts, exportFile, may } = props;
  const say = useTexts(postsTexts);
  const words = useWords();
  const [open, show] = useState<'list' | 'check' | null>(null);
  const close = (): void => show(null);
  const { list, people, checkedOn, starter } = posts;
  const without = people.filter(({ duties }) => duties === null).length;
  return (
    <section className="risk-card" aria-label={say('list')}>
      <h2>{say('list')}</h2>
      <p className="risk-line">
        {list ? (
          <StatusChip
            tone={list.categories.length >= starter.posts.length ? 'done' : 'soon'}
            text={say('issued', { day: list.on, count: list.categories.length })}
          />
        ) : (
          <StatusChip tone="soon" text={say('notIssued')} />
        )}
        <StatusChip
          tone={without > 0 ? 'soon' : 'done'}
          text={without > 0 ? say('without', { count: without }) : say('allHave')}
        />
        <span>{checkedOn ? say('checkedOn', { day: checkedOn }) : say('notChecked')}</span>
      </p>
      <p className="muted">{words(starter.source)}</p>
      <div className="risk-line">
        {may ? (
          <>
            <Button kind="main" onClick={() => show('list')}>
              {say('issue')}
            </Button>
            <Button onClick={() => show('check')}>{say('check')}</Button>
          </>
        ) : null}
        <ExportButton exportFile={exportFile} />
      </div>
      {open === 'list' ? <ListForm posts={posts} onClose={close} /> : null}
      {open === 'check' ? <CheckForm onClose={close} /> : null}
    </section>
  );
}

function Person(props: {
  readonly person: PostPerson;
  readonly posts: Posts;
  readonly may: boolean;
}): ReactElement {
  const { person, posts, may } = props;
  const say = useTexts(postsTexts);
  const words = useWords();
  const [open, show] = useState<'duties' | 'appraise' | null>(null);
  const close = (): void => show(null);
  const { duties, appraised } = person;
  const name = person.name ?? person.id;
  return (
    <li>
      <div className="risk-line">
        <strong>{name}</strong>
        {person.post ? <span className="muted">{person.post}</span> : null}
        {duties ? (
          <StatusChip tone="done" text={say('since', { day: duties.since })} />
        ) : (
          <StatusChip tone="soon" text={say('noDuties')} />
        )}
        {appraised ? (
          <span>
            {say('appraised', { day: appraised.on, score: appraised.score ?? '—' })}{' '}
            {appraised.consequence.map(words).join(' ')}
          </span>
        ) : (
          <span className="muted">{say('notAppraised')}</span>
        )}
      </div>
      {duties?.text ? <p className="risk-text">{duties.text}</p> : null}
      {may ? (
        <div className="risk-line">
          <Button kind="text" label={`${say('give')} ${name}`} onClick={() => show('duties')}>
            {say('give')}
          </Button>
          <Button kind="text" label={`${say('appraise')} ${name}`} onClick={() => show('appraise')}>
            {say('appraise')}
          </Button>
        </div>
      ) : null}
      {open === 'duties' ? <DutiesForm person={person} posts={posts} onClose={close} /> : null}
      {open === 'appraise' ? <AppraiseForm person={person} onClose={close} /> : null}
    </li>
  );
}
