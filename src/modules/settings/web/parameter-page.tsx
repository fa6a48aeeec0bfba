import type { ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApi } from '../../../ui/api/use-api.ts';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { Timeline } from '../../../ui/timeline.tsx';
import { settingsContract } from '../contract.ts';
import type { EntryRow } from '../model.ts';
import { Applying, WHILE_APPLYING_MS } from './applying.tsx';
import { ChangePart } from './change.tsx';
import { settingsTexts } from './texts.ts';
import './settings.css';

type One = Answer<typeof settingsContract.parameter>;

/** One parameter: what it means, what it is, who said so, and a way to decide it. */
function ParameterPage(): ReactElement {
  const { name = '' } = useParams();
  const one = useApi(
    settingsContract.parameter,
    { params: { name } },
    { refetchEveryMs: WHILE_APPLYING_MS * 2 },
  );
  return <Answered of={one}>{(data) => <Parameter key={name} one={data} />}</Answered>;
}

/** The clauses that name it; of what to-dos hang on there are none. */
function Clauses(props: { readonly of: One['parameter']['clauses'] }): ReactElement {
  const say = useTexts(settingsTexts);
  return (
    <>
      <dt>{say('clauses')}</dt>
      <dd>
        {props.of.map(({ id }, index) => (
          <span key={id}>
            {index > 0 ? say('comma') : ''}
            <Link to={`/plan/${id}`}>{id}</Link>
          </span>
        ))}
      </dd>
    </>
  );
}

function Parameter(props: { readonly one: One }): ReactElement {
  const { parameter, history, applying } = props.one;
  const say = useTexts(settingsTexts);
  const words = useWords();
  const { name, title, valueWords, value, why, owner, shape, clauses, profile, divisions } =
    parameter;
  return (
    <div className="settings">
      <h1>{words(title)}</h1>
      <Applying state={applying} />
      <div className="settings-two">
        <section className="card" aria-label={say('parameter')}>
          <dl className="settings-facts">
            <dt>{say('parameter')}</dt>
            <dd>{name}</dd>
            <dt>{say('value')}</dt>
            <dd>
              {value === null ? (
                <span className="settings-unset">{say('unset')}</span>
              ) : (
                words(valueWords)
              )}{' '}
              {profile ? <span className="settings-mark">{say('proposed')}</span> : null}
            </dd>
            {divisions.length > 0 ? (
              <>
                <dt>{say('place')}</dt>
                <dd>
                  {say('own', { names: divisions.map((each) => each.name).join(say('comma')) })}
                </dd>
              </>
            ) : null}
            <dt>{say('shape')}</dt>
            <dd>{words(shape)}</dd>
            <dt>{say('why')}</dt>
            <dd>{words(why)}</dd>
            <dt>{say('owner')}</dt>
            <dd>{words(owner)}</dd>
            {clauses.length > 0 ? <Clauses of={clauses} /> : null}
          </dl>
        </section>
        <ChangePart one={props.one} />
      </div>
      <section className="card" aria-label={say('history')}>
        <h2>{say('history')}</h2>
        {history.length === 0 ? <p className="muted">{say('noHistory')}</p> : null}
        <History history={history} />
      </section>
    </div>
  );
}

function History(props: { readonly history: readonly EntryRow[] }): ReactElement {
  const say = useTexts(settingsTexts);
  const words = useWords();
  const detail = (entry: EntryRow): string =>
    [
      say('fromDay', { day: entry.from }),
      entry.jurisdiction === null ? say('everywhere') : say('ownOf', { name: entry.jurisdiction }),
      entry.profile ? say('ofProfile', { id: entry.profile }) : '',
      entry.reason ? say('reasonIs', { reason: words(entry.reason) }) : '',
      entry.by,
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <Timeline
      label={say('history')}
      items={props.history.map((entry) => ({
        key: String(entry.seq),
        time: entry.recordedAt.slice(0, 16).replace('T', ' '),
        title: entry.value === null ? say('takenBack') : words(entry.valueWords),
        detail: detail(entry),
        tone: entry.value === null ? 'unknown' : 'done',
      }))}
    />
  );
}

export { ParameterPage as page };
