import type { ReactElement } from 'react';
import { useApi } from '../../../ui/api/use-api.ts';
import { Trend } from '../../../ui/charts/chart.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { boardContract } from '../contract.ts';
import type { ClauseView } from '../model.ts';
import { boardTexts } from './texts.ts';

const percent = (value: number | null): number | null =>
  value === null ? null : Math.round(1000 * value) / 10;

/** The clause at every month's end since the plans began. */
export function ClauseTrend(props: {
  readonly clause: ClauseView;
  readonly division: string | null;
}): ReactElement {
  const { clause, division } = props;
  const say = useTexts(boardTexts);
  const query = division === null ? {} : { division };
  const trend = useApi(boardContract.trend, { params: { id: clause.id }, query });
  const share = clause.measure === 'share';
  const { target } = clause.figure;
  const line = target
    ? { value: share ? 100 * target.value : target.value, label: say('target') }
    : null;
  return (
    <section className="card board-stack" aria-label={say('trendTitle')}>
      <h2>{say('trendTitle')}</h2>
      <Answered of={trend}>
        {({ points }) => {
          const axis = points.map(({ day }) => day);
          return (
            <>
              <Trend
                label={say(share ? 'share' : 'unmetCount')}
                axis={axis}
                height={200}
                series={[
                  {
                    name: say(share ? 'share' : 'unmetCount'),
                    values: points.map(({ value }) => (share ? percent(value) : value)),
                  },
                ]}
                {...(share ? { unit: '%', max: 100 } : {})}
                {...(line ? { targets: [line] } : {})}
              />
              <Trend
                label={say('overdueCount')}
                axis={axis}
                height={180}
                series={[
                  {
                    name: say('overdueCount'),
                    values: points.map(({ overdue }) => overdue),
                    colour: '#c4161c',
                  },
                ]}
              />
            </>
          );
        }}
      </Answered>
    </section>
  );
}
