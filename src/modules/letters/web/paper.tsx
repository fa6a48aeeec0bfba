import type { ReactElement } from 'react';
import { useTexts } from '../../../ui/texts.ts';
import type { LetterWhole } from '../contract.ts';
import { blocksOfText } from '../rules/text.ts';
import { lettersTexts } from './texts.ts';

const NAMED = 4;

/** The letter on its sheet, near to what Word will show. */
export function Paper(props: { readonly letter: LetterWhole }): ReactElement {
  const { letter } = props;
  const say = useTexts(lettersTexts);
  const { signer, closing, contact } = letter.paper;
  const names = letter.deliveries.map(({ name }) => name);
  const first = names.slice(0, NAMED).join(' / ');
  const to = names.length > NAMED ? say('moreNames', { names: first, count: names.length }) : first;
  return (
    <article className="letters-paper" aria-label={say('preview')} lang="zh-CN">
      <p className="letters-mark">{letter.paper.mark}</p>
      <p className="letters-number">{letter.number ?? say('noNumber')}</p>
      <h1>{letter.title}</h1>
      <p>{say('to', { names: to })}</p>
      <Text text={letter.text} />
      {closing === null ? null : <p>{closing}</p>}
      <p className="letters-sign">
        {signer}
        <br />
        {letter.deliveredOn ?? ''}
      </p>
      {contact === null ? null : <p>{say('inBrackets', { text: contact })}</p>}
      <h2>{say('attachment')}</h2>
      <p className="muted">{say('rowsOf', { count: letter.rows, day: letter.asOf })}</p>
      <List letter={letter} />
      {letter.items.length < letter.rows ? (
        <p className="muted">{say('shownFirst', { count: letter.items.length })}</p>
      ) : null}
    </article>
  );
}

/** Headings carry their numbers by CSS counters. */
function Text(props: { readonly text: string }): ReactElement {
  const blocks = blocksOfText(props.text).map((block, index) => ({ block, key: String(index) }));
  return (
    <div className="letters-text">
      {blocks.map(({ block, key }) =>
        block.kind === 'paragraph' ? (
          <p key={key}>{block.text}</p>
        ) : (
          <p key={key} className={`letters-h letters-h${block.level}`}>
            {block.text}
          </p>
        ),
      )}
    </div>
  );
}

function List(props: { readonly letter: LetterWhole }): ReactElement {
  const say = useTexts(lettersTexts);
  return (
    <section className="letters-scroll" aria-label={say('attachment')}>
      <table className="letters-table">
        <thead>
          <tr>
            <th scope="col">{say('no')}</th>
            <th scope="col">{say('division')}</th>
            <th scope="col">{say('unit')}</th>
            <th scope="col">{say('clause')}</th>
            <th scope="col">{say('dueOn')}</th>
            <th scope="col">{say('days')}</th>
          </tr>
        </thead>
        <tbody>
          {props.letter.items.map((item, index) => (
            <tr key={item.no}>
              <td>{index + 1}</td>
              <td>{item.division}</td>
              <td>{item.name}</td>
              <td>{item.clause}</td>
              <td>{item.due ?? '—'}</td>
              <td>{item.overdueDays ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
