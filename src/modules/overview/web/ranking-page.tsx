import type { ReactElement } from 'react';
import { Link, useSearchParams } from 'react-router';
import { callApi } from '../../../ui/api/call.ts';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApi } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { ExportButton } from '../../../ui/ledger/export-button.tsx';
import { useNumber } from '../../../ui/number-card.tsx';
import { Answered, PageState } from '../../../ui/states.tsx';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import { overviewContract } from '../contract.ts';
import { rowsOf } from './numbers.ts';
import { overviewTexts } from './texts.ts';
import './overview.css';

type Ranking = Answer<typeof overviewContract.ranking>;
type RankedRow = Ranking['rows'][number];

/** Who stands where, a month ago too, and what cost each most. */
function RankingPage(): ReactElement {
  const [search] = useSearchParams();
  const division = search.get('division');
  const query = division === null ? {} : { division };
  const ranking = useApi(overviewContract.ranking, { query });
  return <Answered of={ranking}>{(data) => <Table ranking={data} query={query} />}</Answered>;
}

function Table(props: {
  readonly ranking: Ranking;
  readonly query: { readonly division?: string };
}): ReactElement {
  const say = useTexts(overviewTexts);
  const words = useWords();
  const lang = useLanguage();
  const { asOf } = useAsOf();
  const { node, rows, indicators, before } = props.ranking;
  if (rows.length === 0) return <PageState title={say('rankingNone')} hint={say('rankingFrom')} />;
  const days = asOf === null ? {} : { asOf };
  const exportFile = () =>
    callApi(overviewContract.rankingExport, { query: { ...props.query, ...days, lang } });
  return (
    <div className="overview">
      <header className="overview-head">
        <h1>{say('rankingOf', { name: node.name })}</h1>
        <ExportButton exportFile={exportFile}>{say('exportRanking')}</ExportButton>
      </header>
      <p className="muted">{say('rankingHint')}</p>
      <div className="overview-scroll">
        <table className="rank-table">
          <thead>
            <tr>
              <th scope="col">{say('rank')}</th>
              <th scope="col">{say('division')}</th>
              <th scope="col">{say('points')}</th>
              <th scope="col">
                {say('monthAgo')} <small>{before}</small>
              </th>
              {indicators.map(({ id, name, weight }) => (
                <th key={id} scope="col">
                  <Link to={`/metrics/${id}`}>{words(name)}</Link> <small>{weight}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.division} row={row} indicators={indicators} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Row(props: {
  readonly row: RankedRow;
  readonly indicators: Ranking['indicators'];
}): ReactElement {
  const say = useTexts(overviewTexts);
  const number = useNumber();
  const { rank, name, division, score, before, losses, open } = props.row;
  return (
    <tr className={open ? 'rank-open' : ''}>
      <td className="rank-no">{number(rank)}</td>
      <th scope="row">{open ? <Link to={`/ranking/${division}`}>{name}</Link> : name}</th>
      <td>
        <span
          className="rank-bar"
          aria-hidden="true"
          style={{ width: `${Math.max(0, score ?? 0) * 0.6}px` }}
        />{' '}
        {number(score)}
      </td>
      <td>
        {number(before.rank)} <Move now={rank} then={before.rank} />
      </td>
      {losses === null ? (
        <td colSpan={props.indicators.length} className="muted">
          {say('notPublished')}
        </td>
      ) : (
        losses.map(({ metric, lost, weight }) => (
          <td key={metric} className={lost !== null && lost * 3 > weight ? 'rank-dear' : ''}>
            <Link to={rowsOf({ metric, division, bad: true })}>
              {lost === null ? say('noData') : lost === 0 ? '0' : `−${number(lost)}`}
            </Link>
          </td>
        ))
      )}
    </tr>
  );
}

/** Up or down against then, in words. */
export function Move(props: {
  readonly now: number | null;
  readonly then: number | null;
}): ReactElement | null {
  const say = useTexts(overviewTexts);
  const { now, then } = props;
  if (now === null || then === null) return null;
  if (now === then) return <span className="muted">{say('same')}</span>;
  const count = Math.abs(now - then);
  return (
    <span className={now < then ? 'rank-up' : 'rank-down'}>
      {say(now < then ? 'up' : 'down', { count })}
    </span>
  );
}

export { RankingPage as page };
