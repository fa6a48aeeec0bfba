import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { useApi } from '../../../ui/api/use-api.ts';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
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
      <h1>{say('metricsTitle')}</h1>
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

export { MetricsPage as page };
