import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApi } from '../../../ui/api/use-api.ts';
import { StatusChip } from '../../../ui/chips.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { alarmsContract } from '../contract.ts';
import { clock } from './parts.tsx';
import { alarmsTexts } from './texts.ts';
import './alarms.css';

type Quality = Answer<typeof alarmsContract.alarmQuality>;
const SPANS = [7, 30, 90] as const;

/** Is the alarm system itself any good (P16)? Its figures beside what they should be. */
function QualityPage(): ReactElement {
  const say = useTexts(alarmsTexts);
  const [{ days }] = useFilters(['days']);
  const shown = SPANS.find((span) => String(span) === days) ?? 7;
  const query = { days: shown };
  const quality = useApi(alarmsContract.alarmQuality, { query }, { topics: ['alarm'] });
  return (
    <div className="alarm-page">
      <h1>{say('quality')}</h1>
      <nav className="tabs" aria-label={say('quality')}>
        {SPANS.map((span) => (
          <Link
            key={span}
            to={`?days=${span}`}
            replace
            aria-current={span === shown ? 'page' : undefined}
          >
            {say('days', { days: span })}
          </Link>
        ))}
      </nav>
      <Answered of={quality}>{(data) => <Tables quality={data} />}</Answered>
    </div>
  );
}

function Tables(props: { readonly quality: Quality }): ReactElement {
  const { quality } = props;
  const say = useTexts(alarmsTexts);
  const { from, to, total } = quality;
  return (
    <>
      <p className="muted">{say('span', { from: clock(from), to: clock(to), total })}</p>
      <Figures quality={quality} />
      <h2>{say('worst')}</h2>
      {quality.worst.length === 0 ? (
        <p className="muted">{say('noWorst')}</p>
      ) : (
        <Worst quality={quality} />
      )}
    </>
  );
}

function Figures(props: { readonly quality: Quality }): ReactElement {
  const say = useTexts(alarmsTexts);
  const words = useWords();
  return (
    <table className="alarm-plain">
      <caption className="visually-hidden">{say('quality')}</caption>
      <thead>
        <tr>
          {(['figure', 'now', 'target', 'state'] as const).map((title) => (
            <th key={title} scope="col">
              {say(title)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.quality.figures.map(({ name, title, value, unit, target, met }) => (
          <tr key={name}>
            <th scope="row">{words(title)}</th>
            <td>{value === null ? '—' : `${value} ${words(unit)}`}</td>
            <td>{words(target)}</td>
            <td>
              {met === null ? (
                <StatusChip tone="unknown" text={value === null ? say('unknown') : '—'} />
              ) : (
                <StatusChip tone={met ? 'done' : 'overdue'} text={say(met ? 'met' : 'missed')} />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Worst(props: { readonly quality: Quality }): ReactElement {
  const say = useTexts(alarmsTexts);
  const titles = ['source', 'enterprise', 'count', 'chattering', 'standing', 'falseOnes'] as const;
  return (
    <table className="alarm-plain">
      <caption className="visually-hidden">{say('worst')}</caption>
      <thead>
        <tr>
          {titles.map((title) => (
            <th key={title} scope="col">
              {say(title)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.quality.worst.map((tag) => (
          <tr key={tag.source}>
            <th scope="row">
              <Link to={`/alarms/list?source=${encodeURIComponent(tag.source)}`}>{tag.source}</Link>
            </th>
            <td>{tag.enterprise.name ?? tag.enterprise.id}</td>
            <td>{tag.alarms}</td>
            <td>{tag.chattering}</td>
            <td>{tag.standing}</td>
            <td>{tag.falseOnes}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export { QualityPage as page };
