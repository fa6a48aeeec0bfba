import type { ReactElement } from 'react';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApi } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { StatusChip } from '../../../ui/chips.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { criteriaContract } from '../contract.ts';
import { criteriaTexts } from './texts.ts';

type Edition = Answer<typeof criteriaContract.editions>['editions'][number];

/** The criteria as they are on file: every edition, dated, item by item. */
export function EditionsPart(): ReactElement {
  const { day } = useAsOf();
  const editions = useApi(criteriaContract.editions, { query: {} });
  return (
    <Answered of={editions}>
      {({ editions: all }) => (
        <>
          {all.map((edition) => (
            <EditionCard key={edition.id} edition={edition} day={day} />
          ))}
        </>
      )}
    </Answered>
  );
}

function EditionCard(props: { readonly edition: Edition; readonly day: string }): ReactElement {
  const { edition, day } = props;
  const { from, until, words: known, note, items } = edition;
  const say = useTexts(criteriaTexts);
  const words = useWords();
  const holds = (from === null || from <= day) && (until === null || day <= until);
  const days =
    until === null
      ? say('inForce', { from: from ?? '—' })
      : say('inForceUntil', { from: from ?? '—', until });
  return (
    <details className="card" open={holds && items.length < 30}>
      <summary>
        <strong>{edition.number}</strong> {edition.title} <span className="muted">{days}</span>{' '}
        {holds ? <StatusChip tone="done" text={say('holds')} /> : null}{' '}
        {edition.dates === 'verified' ? null : (
          <StatusChip tone="unknown" text={say('datesRecalled')} />
        )}
      </summary>
      {known === 'themes' ? <p className="muted">{say('themeOnly')}</p> : null}
      {known === 'none' ? <p className="muted">{say('wordsNone')}</p> : null}
      {note ? <p className="muted">{words(note)}</p> : null}
      <ul className="criteria-items">
        {items.map((item) => (
          <EditionItem key={item.id} item={item} />
        ))}
      </ul>
      {edition.sources.length > 0 ? (
        <p className="muted criteria-source">
          {say('labelled', { label: say('sources'), text: edition.sources.join(say('between')) })}
        </p>
      ) : null}
    </details>
  );
}

function EditionItem(props: { readonly item: Edition['items'][number] }): ReactElement {
  const { id, clause, title, text, nature, confidence, parts, detectable } = props.item;
  const say = useTexts(criteriaTexts);
  return (
    <li>
      <p className="criteria-ways">
        <strong>
          {clause} {title}
        </strong>
        <span className="muted">{id}</span>
        <span className="muted">{say(nature)}</span>
        {confidence === 'recalled' ? <StatusChip tone="unknown" text={say('recalled')} /> : null}
        <span className="muted">{say(detectable ? 'detectable' : 'notDetectable')}</span>
      </p>
      {text ? <p>{text}</p> : null}
      {parts.length > 0 ? (
        <ul>
          {parts.map((part) => (
            <li key={part.id}>
              {say('partOf', { text: part.text, nature: say(part.nature) })}{' '}
              <span className="muted">{part.id}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}
