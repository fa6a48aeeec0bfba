import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { useApi } from '../../../ui/api/use-api.ts';
import { Trend } from '../../../ui/charts/chart.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { liveContract, type TagAnswer } from '../contract.ts';
import { meansBy, slotsOf } from '../rules/slots.ts';
import { tagPath, timeText } from './chips.tsx';
import { liveTexts } from './texts.ts';

export interface TagCurvesProps {
  readonly tags: readonly string[];
  /** The span that is drawn, and the stretch of it that tells. */
  readonly from: string;
  readonly until: string;
  readonly since: string;
  readonly raisedAt: string;
  /** Of the first tag. */
  readonly limit: number | null;
}

/** More are on the list of tags. */
const MOST = 6;
/** Of some 40 s each, mostly: a silence shows as a gap. */
const SLOTS = 60;

function TagCurves(props: TagCurvesProps): ReactElement {
  return (
    <>
      {props.tags.slice(0, MOST).map((id, index) => (
        <One key={id} {...props} id={id} limit={index === 0 ? props.limit : null} />
      ))}
    </>
  );
}

function One(props: TagCurvesProps & { readonly id: string }): ReactElement {
  const { id, from, until } = props;
  const params = { id };
  const tag = useApi(liveContract.tag, { params });
  const readings = useApi(
    liveContract.readings,
    { params, query: { from, until, points: '200' } },
    { keepLast: true },
  );
  return (
    <Answered of={tag}>
      {(answer) => (
        <Answered of={readings}>
          {({ points }) => <Curve {...props} tag={answer} points={points} />}
        </Answered>
      )}
    </Answered>
  );
}

function Curve(
  props: TagCurvesProps & {
    readonly tag: TagAnswer;
    readonly points: readonly { readonly at: string; readonly mean: number }[];
  },
): ReactElement {
  const { tag, points, since, raisedAt, limit } = props;
  const say = useTexts(liveTexts);
  const way = tag.quantity === 'headcount' ? say(tag.countedBy ?? 'unsaid') : null;
  const link = (
    <>
      <Link to={tagPath(tag.id)}>{tag.name}</Link>
      {way === null ? null : ` ${say('countedBy')}: ${way}`}
    </>
  );
  if (points.length === 0) {
    return (
      <p>
        {link} {say('nothing')}
      </p>
    );
  }
  const slots = slotsOf(Date.parse(props.from), Date.parse(props.until), SLOTS);
  const axis = slots.starts.map((at) => timeText(new Date(at).toISOString()).slice(11));
  const [first, last] = [since, raisedAt].map((at) => axis[slots.placeOf(Date.parse(at))]);
  return (
    <>
      <p>{link}</p>
      <Trend
        label={say('chart', { name: tag.name, unit: tag.unit ?? '—' })}
        axis={axis}
        series={[{ name: tag.name, values: meansBy(slots, points) }]}
        {...(tag.unit ? { unit: tag.unit } : {})}
        {...(limit === null ? {} : { target: { value: limit, label: say('limit') } })}
        {...(first && last ? { band: { from: first, until: last, label: say('evidence') } } : {})}
        height={200}
      />
    </>
  );
}

export default TagCurves;
