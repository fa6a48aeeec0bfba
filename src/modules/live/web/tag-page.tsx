import { type ReactElement, useMemo } from 'react';
import { Link, useParams } from 'react-router';
import { callApi } from '../../../ui/api/call.ts';
import { useApi } from '../../../ui/api/use-api.ts';
import { Trend } from '../../../ui/charts/chart.tsx';
import { ExportButton } from '../../../ui/ledger/export-button.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { Answered, PageState } from '../../../ui/states.tsx';
import { useLanguage, useTexts } from '../../../ui/texts.ts';
import { liveContract, type TagAnswer } from '../contract.ts';
import { Newest, TrustChip, timeText, useLimits } from './chips.tsx';
import { Facts } from './facts.tsx';
import { ownSpan } from './moments.ts';
import { liveTexts } from './texts.ts';
import './live.css';

const HOUR = 3_600_000;
const SPANS = {
  hour: HOUR,
  day: 24 * HOUR,
  week: 168 * HOUR,
  month: 720 * HOUR,
  year: 8760 * HOUR,
};
type SpanName = keyof typeof SPANS;
const spanNames = Object.keys(SPANS) as SpanName[];
const REFRESH_MS = 10_000;

/** One tag: its newest value, what it is worth, and how it went. */
function TagPage(): ReactElement {
  const { id = '' } = useParams();
  const tag = useApi(liveContract.tag, { params: { id } }, { refetchEveryMs: REFRESH_MS });
  return <Answered of={tag}>{(answer) => <OneTag tag={answer} />}</Answered>;
}

function OneTag({ tag }: { readonly tag: TagAnswer }): ReactElement {
  const say = useTexts(liveTexts);
  const limits = useLimits();
  const rows = [
    [say('value'), <Newest key="v" tag={tag} />],
    [say('at'), timeText(tag.newest?.at ?? null)],
    [say('trust'), <TrustChip key="t" {...tag} />],
    [say('limits'), limits(tag)],
    [say('enterprise'), tag.enterprise?.name ?? '—'],
    [say('facility'), tag.facility?.name ?? '—'],
    [say('gateway'), tag.gateway.name ?? tag.gateway.id],
    [say('code'), tag.code],
    ...(tag.quantity === 'headcount'
      ? [[say('countedBy'), say(tag.countedBy ?? 'unsaid')] as const]
      : []),
  ] as const;
  return (
    <div className="live">
      <p>
        <Link to="/telemetry">{say('back')}</Link>
      </p>
      <h1>{tag.name}</h1>
      <Facts of={rows} />
      <History tag={tag} />
    </div>
  );
}

/** The newest moment moves on by the minute, so that a chart asks no more often than that. */
function useSpan(name: SpanName): { from: string; until: string } {
  const minute = Math.ceil(Date.now() / 60_000);
  return useMemo(() => {
    const until = minute * 60_000;
    return {
      from: new Date(until - SPANS[name]).toISOString(),
      until: new Date(until).toISOString(),
    };
  }, [minute, name]);
}

function History({ tag }: { readonly tag: TagAnswer }): ReactElement {
  const say = useTexts(liveTexts);
  const language = useLanguage();
  const [{ span, ...ends }, choose] = useFilters(['span', 'from', 'until']);
  const name = spanNames.find((each) => each === span) ?? 'day';
  const own = ownSpan(ends.from, ends.until);
  const usual = useSpan(name);
  const { from, until } = own ?? usual;
  const params = { id: tag.id };
  const readings = useApi(
    liveContract.readings,
    { params, query: { from, until, points: '400' } },
    { keepLast: true, refetchEveryMs: REFRESH_MS },
  );
  return (
    <section aria-label={say('span')}>
      <div className="live-spans">
        {spanNames.map((each) => (
          <button
            key={each}
            type="button"
            className="button"
            aria-pressed={own === null && each === name}
            onClick={() => choose({ span: each, from: '', until: '' })}
          >
            {say(each)}
          </button>
        ))}
        {(['from', 'until'] as const).map((end) => (
          <label key={end}>
            {say(end === 'from' ? 'spanFrom' : 'spanUntil')}{' '}
            <input
              type="datetime-local"
              value={ends[end] ?? ''}
              onChange={({ target }) => choose({ [end]: target.value })}
            />
          </label>
        ))}
        <ExportButton
          exportFile={() =>
            callApi(liveContract.readingsExport, { params, query: { from, until, language } })
          }
        />
      </div>
      <Answered of={readings}>
        {({ points }) =>
          points.length === 0 ? (
            <PageState title={say('nothing')} hint={say('nothingMore')} />
          ) : (
            <Curve
              tag={tag}
              points={points}
              long={Date.parse(until) - Date.parse(from) > SPANS.day}
            />
          )
        }
      </Answered>
    </section>
  );
}

function Curve(props: {
  readonly tag: TagAnswer;
  readonly points: readonly { at: string; least: number; most: number; mean: number }[];
  readonly long: boolean;
}): ReactElement {
  const say = useTexts(liveTexts);
  const { tag, points, long } = props;
  const targets = (['highHigh', 'high', 'low', 'lowLow'] as const).flatMap((rule) => {
    const value = tag.limits[rule];
    return value === null ? [] : [{ value, label: `${say(rule)} ${value}` }];
  });
  const thinned = points.some(({ least, most }) => least !== most);
  const round = (value: number): number => Number(value.toPrecision(6));
  const series = thinned
    ? (['mean', 'least', 'most'] as const).map((key) => ({
        name: say(key),
        values: points.map((point) => round(point[key])),
      }))
    : [{ name: tag.name, values: points.map(({ mean }) => round(mean)) }];
  return (
    <Trend
      label={say('chart', { name: tag.name, unit: tag.unit ?? '—' })}
      axis={points.map(({ at }) => (long ? timeText(at).slice(0, 16) : timeText(at).slice(11)))}
      series={series}
      {...(tag.unit ? { unit: tag.unit } : {})}
      targets={targets}
      height={340}
    />
  );
}

export { TagPage as page };
