import type { ReactElement, ReactNode } from 'react';
import { Link } from 'react-router';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import type { ClauseView } from '../model.ts';
import { boardTexts } from './texts.ts';

/** How the clause is computed (口径), on what its numbers rest, and what belongs to it. */
export function ClauseHow(props: { readonly clause: ClauseView }): ReactElement {
  const { clause } = props;
  return (
    <div className="board-two">
      <How clause={clause} />
      <div className="board-stack">
        <Parameters clause={clause} />
        <Standards clause={clause} />
        <Related clause={clause} />
      </div>
    </div>
  );
}

function Fact(props: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </>
  );
}

function How(props: { readonly clause: ClauseView }): ReactElement {
  const { how, bases, overseers, consequence, ambiguity, items, note } = props.clause;
  const say = useTexts(boardTexts);
  const words = useWords();
  const language = useLanguage();
  return (
    <section className="card" aria-label={say('how')}>
      <h2>{say('how')}</h2>
      <dl className="board-facts">
        <Fact name={say('appliesTo')}>{words(how.population)}</Fact>
        <Fact name={say('requirement')}>{words(how.requirement)}</Fact>
        <Fact name={say('due')}>{words(how.due)}</Fact>
        <Fact name={say('target')}>{words(how.target)}</Fact>
        {bases.map((basis) => (
          <Fact key={basis.of.zh} name={`${say('basis')} · ${words(basis.of)}`}>
            {basis.basis === 'inferred' ? (
              <span className="board-mark">{words(basis.words)}</span>
            ) : (
              words(basis.words)
            )}
          </Fact>
        ))}
        {language === 'en' ? (
          <>
            <Fact name={say('numerator')}>{how.numerator}</Fact>
            <Fact name={say('denominator')}>{how.denominator}</Fact>
          </>
        ) : null}
        {overseers.length > 0 ? (
          <Fact name={say('overseers')}>{overseers.map(words).join(say('comma'))}</Fact>
        ) : null}
        {consequence ? <Fact name={say('consequence')}>{words(consequence)}</Fact> : null}
        {items.length > 0 ? (
          <Fact name={say('items')}>{items.map(words).join(say('comma'))}</Fact>
        ) : null}
        <Papers clause={props.clause} />
        {language === 'en' && ambiguity ? <Fact name={say('ambiguity')}>{ambiguity}</Fact> : null}
        {language === 'en' && note ? <Fact name={say('note')}>{note}</Fact> : null}
      </dl>
    </section>
  );
}

function Papers(props: { readonly clause: ClauseView }): ReactElement | null {
  const { documents, systems } = props.clause;
  const say = useTexts(boardTexts);
  const words = useWords();
  const all = [...documents.map(({ name }) => name), ...systems];
  if (all.length === 0) return null;
  return <Fact name={say('papers')}>{all.map(words).join(say('comma'))}</Fact>;
}

function Parameters(props: { readonly clause: ClauseView }): ReactElement {
  const { parameters } = props.clause;
  const say = useTexts(boardTexts);
  const words = useWords();
  return (
    <section className="card" aria-label={say('parameters')}>
      <h2>{say('parameters')}</h2>
      {parameters.length === 0 ? <p className="muted">{say('noParameters')}</p> : null}
      <ul className="board-list plain">
        {parameters.map(({ name, standing, needed, set, proposed }) => (
          <li key={name}>
            <Link to={`/sys/parameters/${name}`}>{words(standing)}</Link>{' '}
            {proposed ? <span className="board-mark">{say('proposed')}</span> : null}
            {needed && !set ? <span className="board-bad"> {say('needed')}</span> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

const dates = { verified: 'verified', recalled: 'recalled', unknown: 'unknownDates' } as const;

function Standards(props: { readonly clause: ClauseView }): ReactElement | null {
  const { standards } = props.clause;
  const say = useTexts(boardTexts);
  const words = useWords();
  if (standards.length === 0) return null;
  return (
    <section className="card" aria-label={say('standards')}>
      <h2>{say('standards')}</h2>
      <ul className="board-list plain">
        {standards.map(({ id, zh, en, edition, entries, recalled }) => (
          <li key={id}>
            {words({ zh, en })}
            {': '}
            {edition ? edition.number : say('noEdition')}{' '}
            {edition ? (
              <span className={edition.dates === 'verified' ? 'muted' : 'board-mark'}>
                {say(dates[edition.dates])}
              </span>
            ) : null}{' '}
            {edition && !edition.onFile ? (
              <span className="board-mark">{say('notOnFile')}</span>
            ) : null}{' '}
            {recalled > 0 ? (
              <span className="board-mark">{say('recalledEntries', { recalled, entries })}</span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Related(props: { readonly clause: ClauseView }): ReactElement | null {
  const { related } = props.clause;
  const say = useTexts(boardTexts);
  const language = useLanguage();
  if (related.length === 0) return null;
  return (
    <section className="card" aria-label={say('related')}>
      <h2>{say('related')}</h2>
      <ul className="board-list plain">
        {related.map(({ id, quote, en }) => (
          <li key={id}>
            <Link to={`/plan/${id}`}>{id}</Link> {language === 'zh' ? quote : en}
          </li>
        ))}
      </ul>
    </section>
  );
}
