import type { ReactElement } from 'react';
import { KeptNote, useKeptApi } from '../../../ui/offline/use-kept-api.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { type TodoView, tasksContract } from '../contract.ts';
import { Deadline } from './deadline.tsx';
import { tasksTexts } from './texts.ts';

/** So many on the phone's first page; the rest is on the page of all. */
const SHOWN = 10;

/** What is left to do, on the phone's page of today. */
function TodayPart(): ReactElement {
  const say = useTexts(tasksTexts);
  const inbox = useKeptApi(
    tasksContract.inbox,
    { query: { box: 'todo', limit: SHOWN } },
    { topics: ['todo', 'facts'] },
  );
  return (
    <Answered of={inbox}>
      {(kept) => {
        const { rows, counts } = kept.answer;
        return (
          <section className="phone-card">
            <h2>{say('todo', { count: counts.todo })}</h2>
            <KeptNote of={kept} />
            {rows.length === 0 ? <p className="muted">{say('emptyTodo')}</p> : null}
            <ul className="phone-list">
              {rows.map((row) => (
                <Row key={row.id} row={row} />
              ))}
            </ul>
            {counts.todo > rows.length ? (
              <a className="phone-row" href="/todo">
                {say('list')}
              </a>
            ) : null}
          </section>
        );
      }}
    </Answered>
  );
}

function Row({ row }: { readonly row: TodoView }): ReactElement {
  const words = useWords();
  const inside = (
    <>
      <span>{words(row.title)}</span>
      <span>
        <Deadline row={row} />
      </span>
    </>
  );
  return (
    <li>
      {row.link === null ? (
        <div className="phone-row">{inside}</div>
      ) : (
        <a className="phone-row" href={row.link}>
          {inside}
        </a>
      )}
    </li>
  );
}

export { TodayPart as page };
