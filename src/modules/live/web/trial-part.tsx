import type { ReactElement } from 'react';
import { useApi } from '../../../ui/api/use-api.ts';
import { Trend } from '../../../ui/charts/chart.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { liveContract } from '../contract.ts';
import { meansBy, slotsOf } from '../rules/slots.ts';
import type { RuleAnswer, TrialAnswer } from '../rules-contract.ts';
import { timeText } from './chips.tsx';
import { ruleTexts } from './rule-texts.ts';

const SLOTS = 120;
const MOST_ROWS = 100;
const DAY = 86_400_000;

interface TrialProps {
  readonly rule: RuleAnswer;
  readonly trial: TrialAnswer;
}

/** What the present and the proposed limits make of the same readings. */
export function TrialPart({ rule, trial }: TrialProps): ReactElement {
  const say = useTexts(ruleTexts);
  const { from, until, readings, present, proposed } = trial;
  if (readings === 0) return <p role="status">{say('noReadings')}</p>;
  const days = Math.round((Date.parse(until) - Date.parse(from)) / DAY);
  const counts = { present: present.count, proposed: proposed.count };
  return (
    <>
      <p role="status">
        <strong>{say('outcome', { days, readings, ...counts })}</strong>
      </p>
      <Curve rule={rule} trial={trial} />
      <Times trial={trial} />
    </>
  );
}

function Curve({ rule, trial }: TrialProps): ReactElement | null {
  const say = useTexts(ruleTexts);
  const { from, until } = trial;
  const query = { from, until, points: '400' };
  const readings = useApi(liveContract.readings, { params: { id: rule.id }, query });
  const points = readings.data?.points ?? [];
  if (points.length === 0) return null;
  const first = Date.parse(points[0]?.at ?? from);
  const slots = slotsOf(Math.max(Date.parse(from), first), Date.parse(until), SLOTS);
  const axis = slots.starts.map((at) => timeText(new Date(at).toISOString()).slice(5, 16));
  const marks = (side: TrialAnswer['present']): (number | null)[] => {
    const shown: (number | null)[] = slots.starts.map(() => null);
    for (const { at, value } of side.alarms) shown[slots.placeOf(Date.parse(at))] = value;
    return shown;
  };
  return (
    <Trend
      label={say('chart', { name: rule.name })}
      axis={axis}
      series={[
        { name: say('mean'), values: meansBy(slots, points) },
        { name: say('proposedAlarms'), values: marks(trial.proposed), marks: true },
        { name: say('presentAlarms'), values: marks(trial.present), marks: true },
      ]}
      {...(rule.unit ? { unit: rule.unit } : {})}
      height={300}
    />
  );
}

function Times({ trial }: Pick<TrialProps, 'trial'>): ReactElement | null {
  const say = useTexts(ruleTexts);
  const rows = (['present', 'proposed'] as const).flatMap((side) =>
    trial[side].alarms.map((alarm) => ({ ...alarm, side })),
  );
  rows.sort((a, b) => a.at.localeCompare(b.at));
  if (rows.length === 0) return null;
  return (
    <details>
      <summary>{say('times')}</summary>
      <table className="plain-table">
        <thead>
          <tr>
            {(['which', 'rule', 'raisedAt', 'clearedAt', 'value'] as const).map((name) => (
              <th key={name} scope="col">
                {say(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map(({ side, rule, since, at, clearedAt, value }) => (
            <tr key={`${side} ${rule} ${since}`}>
              <td>{say(side === 'present' ? 'presentAlarms' : 'proposedAlarms')}</td>
              <td>{say(rule as 'high')}</td>
              <td>{timeText(at)}</td>
              <td>{clearedAt === null ? say('standing') : timeText(clearedAt)}</td>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
