import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { callApi } from '../../../ui/api/call.ts';
import { useApi, withAsOf } from '../../../ui/api/use-api.ts';
import { useAsOf } from '../../../ui/as-of.tsx';
import { ExportButton } from '../../../ui/ledger/export-button.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import { overviewContract } from '../contract.ts';
import { Behind } from './behind.tsx';
import { useMetricValue } from './numbers.ts';
import { overviewTexts } from './texts.ts';
import './overview.css';

/** Every number that the screens show, with its definition. */
function MetricsPage(): ReactElement {
  const say = useTexts(overviewTexts);
  const words = useWords();
  const shown = useMetricValue();
  const list = useApi(overviewContract.metrics, { query: {} });
  return (
    <div className="overview">
      <Head />
      <p className="muted">{say('metricsHint')}</p>
      <Answered of={list}>
        {({ rows }) => (
          <div className="overview-scroll">
            <table className="rank-table">
              <thead>
                <tr>
                  <th scope="col">{say('indicator')}</th>
                  <th scope="col">{say('value')}</th>
                  <th scope="col">{say('behind')}</th>
                  <th scope="col">{say('weight')}</th>
                  <th scope="col">{say('numerator')}</th>
                  <th scope="col">{say('denominator')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((metric) => (
                  <tr key={metric.id}>
                    <th scope="row">
                      <Link to={`/metrics/${metric.id}`}>{words(metric.name)}</Link>
                    </th>
                    <td>
                      <b>{shown(metric)}</b>
                    </td>
                    <td>
                      <Behind
                        metric={metric.id}
                        bad={metric.bad}
                        total={metric.total}
                        of={words(metric.name)}
                      />
                    </td>
                    <td>{metric.weight === 0 ? say('notRanked') : metric.weight}</td>
                    <td>{words(metric.numerator)}</td>
                    <td>{words(metric.denominator)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Answered>
    </div>
  );
}

function Head(): ReactElement {
  const say = useTexts(overviewTexts);
  const language = useLanguage();
  const { asOf } = useAsOf();
  const { metricsExport } = overviewContract;
  const given = { query: { language } };
  return (
    <header className="overview-head">
      <h1>{say('metricsTitle')}</h1>
      <ExportButton
        exportFile={() => callApi(metricsExport, withAsOf(metricsExport, given, asOf))}
      />
    </header>
  );
}

export { MetricsPage as page };
