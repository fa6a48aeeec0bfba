import { type ReactElement, useState } from 'react';
import { Link } from 'react-router';
import { useApi } from '../../../ui/api/use-api.ts';
import { StatusChip } from '../../../ui/chips.tsx';
import { Answered, PageState } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { criteriaContract } from '../contract.ts';
import type { CitingAnswer, JudgedEdition, JudgedItem, SuspicionAnswer } from '../model.ts';
import { hazardPath, recordPath } from './links.ts';
import { criteriaTexts } from './texts.ts';
import './criteria.css';

/** The criteria that bind an enterprise (重大隐患判定), item by item. */
function CriteriaTab(props: { readonly enterprise: string }): ReactElement {
  const say = useTexts(criteriaTexts);
  const params = { id: props.enterprise };
  const judgement = useApi(criteriaContract.judgement, { params });
  const [only, setOnly] = useState(true);
  return (
    <Answered of={judgement}>
      {({ editions, others }) => (
        <div className="criteria">
          <p className="muted">{say('judgeHint')}</p>
          <label>
            <input
              type="checkbox"
              checked={only}
              onChange={({ target }) => setOnly(target.checked)}
            />{' '}
            {say('onlySuspected')}
          </label>
          {editions.length === 0 ? (
            <PageState title={say('noEdition')} hint={say('noEditionHint')} />
          ) : null}
          {editions.map((edition) => (
            <Edition key={edition.id} edition={edition} only={only} />
          ))}
          {others.length > 0 ? (
            <section className="card">
              <h2>{say('others')}</h2>
              <Hazards rows={others} />
            </section>
          ) : null}
        </div>
      )}
    </Answered>
  );
}

export default CriteriaTab;

const isOfNote = ({ suspicions, hazards }: JudgedItem): boolean =>
  suspicions.length > 0 || hazards.length > 0;

function Edition(props: { readonly edition: JudgedEdition; readonly only: boolean }): ReactElement {
  const { edition, only } = props;
  const say = useTexts(criteriaTexts);
  const words = useWords();
  const items = edition.items.filter((item) => !only || isOfNote(item));
  const { from, until } = edition;
  const days =
    from === null
      ? ''
      : until === null
        ? say('inForce', { from })
        : say('inForceUntil', { from, until });
  return (
    <section className="card criteria-edition" aria-label={edition.number}>
      <h2>
        {edition.number} <small className="muted">{say(edition.kind)}</small>
      </h2>
      <p>
        {edition.title} <span className="muted">{days}</span>
      </p>
      {edition.words === 'themes' ? <p className="muted">{say('themeOnly')}</p> : null}
      {edition.note ? <p className="muted">{words(edition.note)}</p> : null}
      {edition.unsure ? <p>{words(edition.unsure)}</p> : null}
      {items.length === 0 ? <p>{say('notSuspected')}</p> : null}
      <ul className="criteria-items">
        {items.map((item) => (
          <Item key={item.id} item={item} />
        ))}
      </ul>
    </section>
  );
}

function Item(props: { readonly item: JudgedItem }): ReactElement {
  const { item } = props;
  const say = useTexts(criteriaTexts);
  return (
    <li>
      <p className="criteria-ways">
        <strong>
          {item.clause} {item.title}
        </strong>
        <span className="muted">{say(item.nature)}</span>
        {item.confidence === 'recalled' ? (
          <StatusChip tone="unknown" text={say('recalled')} />
        ) : null}
        <Standing item={item} />
      </p>
      {item.text ? <p>{item.text}</p> : null}
      {item.suspicions.map((suspicion) => (
        <Suspicion key={suspicion.detector} suspicion={suspicion} item={item} />
      ))}
      <Hazards rows={item.hazards} />
    </li>
  );
}

function Standing(props: { readonly item: JudgedItem }): ReactElement {
  const { suspicions, detectable, concerns } = props.item;
  const say = useTexts(criteriaTexts);
  if (concerns === null) return <StatusChip tone="unknown" text={say('sectorUnknown')} />;
  if (suspicions.length > 0) return <StatusChip tone="soon" text={say('suspectedOf')} />;
  if (!detectable) return <StatusChip tone="unknown" text={say('notDetectable')} />;
  return <StatusChip tone="going" text={say('notSuspected')} />;
}

function Suspicion(props: {
  readonly suspicion: SuspicionAnswer;
  readonly item: JudgedItem;
}): ReactElement {
  const { says, missing, basis, found, evidence, parts } = props.suspicion;
  const say = useTexts(criteriaTexts);
  const words = useWords();
  const named = props.item.parts.filter(({ id }) => parts.includes(id));
  return (
    <div className="criteria-suspicion">
      <p className="criteria-ways">
        <span>{words(says)}</span>
        <span className="muted">{say(basis)}</span>
        {named.map((part) => (
          <span key={part.id} className="muted">
            {say('partOf', { text: part.text, nature: say(part.nature) })}
          </span>
        ))}
      </p>
      <p>{say('labelled', { label: say('missing'), text: words(missing) })}</p>
      <details>
        <summary>{say('evidence', { count: found })}</summary>
        {evidence.map(({ type, typeName, id, values }) => (
          <div key={id}>
            <Link to={recordPath(type, id)}>
              {words(typeName)} {id}
            </Link>
            <dl>
              {values.map(({ name, value }) => (
                <Value key={name.en} name={words(name)} value={words(value)} />
              ))}
            </dl>
          </div>
        ))}
        {found > evidence.length ? (
          <p className="muted">{say('evidenceMore', { count: evidence.length })}</p>
        ) : null}
      </details>
    </div>
  );
}

const Value = (props: { readonly name: string; readonly value: string }): ReactElement => (
  <>
    <dt>{props.name}</dt>
    <dd>{props.value}</dd>
  </>
);

function Hazards(props: { readonly rows: readonly CitingAnswer[] }): ReactElement | null {
  const say = useTexts(criteriaTexts);
  if (props.rows.length === 0) return null;
  return (
    <ul aria-label={say('hazardsOf')}>
      {props.rows.map(({ id, kind, cites, foundOn, closedOn, open, overdue }) => (
        <li key={id} className="criteria-ways">
          <Link to={hazardPath(id)}>{id}</Link>
          {kind ? <span className="muted">{say(kind)}</span> : null}
          <span>{cites ?? say('citesNothing')}</span>
          <span>
            {say('foundOn')} {foundOn ?? '—'}
          </span>
          {closedOn ? (
            <span>
              {say('closedOn')} {closedOn}
            </span>
          ) : null}
          <StatusChip
            tone={overdue ? 'overdue' : open ? 'going' : 'done'}
            text={say(overdue ? 'hazardOverdue' : open ? 'hazardOpen' : 'hazardClosed')}
          />
        </li>
      ))}
    </ul>
  );
}
