import type { ReactElement } from 'react';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApi } from '../../../ui/api/use-api.ts';
import { FilterBar } from '../../../ui/ledger/filter-bar.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { reachable } from '../../../ui/reachable.ts';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { settingsContract } from '../contract.ts';
import type { StandardRow } from '../model.ts';
import { settingsTexts } from './texts.ts';
import './settings.css';

/** Standards with how far each was checked, and the days that count as working days. */
function StandardsPage(): ReactElement {
  const say = useTexts(settingsTexts);
  const standards = useApi(settingsContract.standards, { query: {} });
  return (
    <div className="settings">
      <h1>{say('standards')}</h1>
      <p className="muted">{say('standardsHint')}</p>
      <Answered of={standards}>{({ rows }) => <Standards rows={rows} />}</Answered>
      <Calendar />
    </div>
  );
}

const dates = { verified: 'verified', recalled: 'recalled', unknown: 'unknownDates' } as const;

function Standards(props: { readonly rows: readonly StandardRow[] }): ReactElement {
  const say = useTexts(settingsTexts);
  const heads = ['standard', 'edition', 'inForce', 'dates', 'entries'] as const;
  return (
    <section className="settings-scroll" {...reachable} aria-label={say('standards')}>
      <table className="settings-table">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {say(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <Standard key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Standard(props: { readonly row: StandardRow }): ReactElement {
  const { zh, en, edition, entries, recalled } = props.row;
  const say = useTexts(settingsTexts);
  const words = useWords();
  return (
    <tr>
      <th scope="row">{words({ zh, en })}</th>
      <td>
        {edition ? edition.number : <span className="muted">{say('noEdition')}</span>}{' '}
        {edition && !edition.onFile ? (
          <span className="settings-mark">{say('notOnFile')}</span>
        ) : null}
        {edition?.note ? <div className="muted">{words(edition.note)}</div> : null}
      </td>
      <td>{edition ? `${edition.from ?? '?'} – ${edition.until ?? ''}` : '—'}</td>
      <td>
        {edition ? (
          <span className={edition.dates === 'verified' ? undefined : 'settings-mark'}>
            {say(dates[edition.dates])}
          </span>
        ) : (
          '—'
        )}
      </td>
      <td>
        {entries}{' '}
        {recalled > 0 ? (
          <span className="settings-mark">
            {say('recalled')} {recalled}
          </span>
        ) : null}
      </td>
    </tr>
  );
}

type Days = Answer<typeof settingsContract.calendar>;

function Calendar(): ReactElement {
  const say = useTexts(settingsTexts);
  const [filters, choose] = useFilters(['year'] as const);
  const year = /^20[2-3]\d$/.test(filters.year ?? '') ? { year: filters.year } : {};
  const calendar = useApi(settingsContract.calendar, { query: year }, { keepLast: true });
  return (
    <section className="card" aria-label={say('calendar')}>
      <h2>{say('calendar')}</h2>
      <p className="muted">{say('calendarHint')}</p>
      <Answered of={calendar}>
        {(data) => (
          <>
            <FilterBar
              values={filters}
              onChange={choose}
              fields={[
                {
                  name: 'year',
                  label: say('year'),
                  kind: 'select',
                  options: data.years.map((each) => ({ value: `${each}`, label: `${each}` })),
                },
              ]}
            />
            <Year days={data} />
          </>
        )}
      </Answered>
    </section>
  );
}

function Year(props: { readonly days: Days }): ReactElement {
  const { year, announced, days } = props.days;
  const say = useTexts(settingsTexts);
  const of = (kind: 'off' | 'worked'): string =>
    days.flatMap((each) => (each.kind === kind ? each.day.slice(5) : [])).join(say('comma')) ||
    say('nothing');
  return (
    <dl className="settings-facts">
      <dt>{say('year')}</dt>
      <dd>
        {year}{' '}
        {announced ? (
          say('announced')
        ) : (
          <span className="settings-mark">{say('notAnnounced')}</span>
        )}
      </dd>
      <dt>{say('off')}</dt>
      <dd>{of('off')}</dd>
      <dt>{say('worked')}</dt>
      <dd>{of('worked')}</dd>
    </dl>
  );
}

export { StandardsPage as page };
