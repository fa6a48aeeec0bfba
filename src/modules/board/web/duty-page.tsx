import type { ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApi } from '../../../ui/api/use-api.ts';
import { Answered } from '../../../ui/states.tsx';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import { boardContract } from '../contract.ts';
import type { FactRow } from '../model.ts';
import { AttestPart } from './attest-part.tsx';
import { DutyStatus } from './status.tsx';
import { boardTexts } from './texts.ts';
import './board.css';

type Duty = Answer<typeof boardContract.duty>;

/** One duty: who owes what by when, how it stands and why, and the facts that prove it. */
function DutyPage(): ReactElement {
  const { clause: id = '', duty = '' } = useParams();
  const answer = useApi(boardContract.duty, { params: { id, duty } });
  return <Answered of={answer}>{(data) => <DutyPart duty={data} />}</Answered>;
}

function DutyPart(props: { readonly duty: Duty }): ReactElement {
  const { subject, enterprise, division, period, due, status, since, clause } = props.duty;
  const say = useTexts(boardTexts);
  const language = useLanguage();
  return (
    <div className="board">
      <header className="board-head">
        <h1>
          {subject.name ?? subject.id} <DutyStatus status={status} />
        </h1>
        <Link to={`/plan/${clause.id}`}>{say('toClause', { id: clause.id })}</Link>
      </header>
      <section className="card" aria-label={say('clause')}>
        <p>
          <Link to={`/plan/${clause.id}`}>{clause.id}</Link>{' '}
          {language === 'zh' ? clause.quote : clause.en}
        </p>
        <dl className="board-facts">
          <dt>{say('division')}</dt>
          <dd>{division?.name ?? '—'}</dd>
          {enterprise ? (
            <>
              <dt>{say('enterprise')}</dt>
              <dd>
                <Link to={`/enterprises/${enterprise.id}`}>{enterprise.name ?? enterprise.id}</Link>{' '}
                <span className="muted">{enterprise.id}</span>
              </dd>
            </>
          ) : null}
          {subject.type === 'enterprise' ? null : (
            <>
              <dt>{say('subject')}</dt>
              <dd>
                <Link to={pathOf(subject)}>{subject.name ?? subject.id}</Link>
              </dd>
            </>
          )}
          <dt>{say('due')}</dt>
          <dd>{due ?? '—'}</dd>
          {period ? (
            <>
              <dt>{say('period')}</dt>
              <dd>{period}</dd>
            </>
          ) : null}
          {since ? (
            <>
              <dt>{say('since')}</dt>
              <dd>{since}</dd>
            </>
          ) : null}
        </dl>
        {props.duty.provisional ? <p className="muted">{say('provisional')}</p> : null}
      </section>
      <Explanation duty={props.duty} />
      <AttestPart duty={props.duty} />
      <Facts facts={props.duty.facts} />
    </div>
  );
}

function Explanation(props: { readonly duty: Duty }): ReactElement {
  const say = useTexts(boardTexts);
  const words = useWords();
  // What matters most stands first: how it stands and why.
  const sentences = [...props.duty.explanation].reverse();
  return (
    <section className="card" aria-label={say('explanation')}>
      <h2>{say('explanation')}</h2>
      <ol className="board-list plain">
        {sentences.map((each, index) => (
          <li key={each.zh}>{index === 0 ? <strong>{words(each)}</strong> : words(each)}</li>
        ))}
      </ol>
    </section>
  );
}

function Facts(props: { readonly facts: readonly FactRow[] }): ReactElement {
  const say = useTexts(boardTexts);
  const { facts } = props;
  return (
    <section className="card" aria-label={say('facts')}>
      <h2>{say('facts')}</h2>
      {facts.length === 0 ? <p className="muted">{say('noFacts')}</p> : null}
      {facts.map((fact) => (
        <Fact key={fact.id} fact={fact} />
      ))}
    </section>
  );
}

/** An enterprise has a page of its own, every other record the common one. */
const pathOf = ({ type, id }: FactRow['record']): string =>
  type === 'enterprise'
    ? `/enterprises/${encodeURIComponent(id)}`
    : `/records/${type}/${encodeURIComponent(id)}`;

const minute = (moment: string): string => moment.slice(0, 16).replace('T', ' ');

function Fact(props: { readonly fact: FactRow }): ReactElement {
  const { type, record, at, by, recordedAt, values, files, retired } = props.fact;
  const say = useTexts(boardTexts);
  const words = useWords();
  return (
    <article className="board-fact">
      <h3>
        {words(type)} <Link to={pathOf(record)}>{record.name ?? record.id}</Link>{' '}
        {record.name ? <small className="muted">{record.id}</small> : null}{' '}
        {retired ? `(${say('retired')})` : ''}
      </h3>
      <p className="muted">
        {say('holdsFrom')} {minute(at)} · {say('statedBy')} {by} · {say('recordedAt')}{' '}
        {minute(recordedAt)}
      </p>
      <dl className="board-facts">
        {values.map(({ attribute, value }) => (
          <FactValue key={attribute.zh} name={words(attribute)} value={words(value)} />
        ))}
        {files.length > 0 ? (
          <FactValue name={say('files')} value={files.join(say('comma'))} />
        ) : null}
      </dl>
    </article>
  );
}

function FactValue(props: { readonly name: string; readonly value: string }): ReactElement {
  return (
    <>
      <dt>{props.name}</dt>
      <dd>{props.value}</dd>
    </>
  );
}

export { DutyPage as page };
