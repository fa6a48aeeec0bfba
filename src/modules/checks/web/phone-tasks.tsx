import type { ReactElement } from 'react';
import { useSearchParams } from 'react-router';
import { StatusChip } from '../../../ui/chips.tsx';
import type { OutboxRecord } from '../../../ui/offline/model.ts';
import { timeWords } from '../../../ui/offline/time-words.ts';
import { useOutbox } from '../../../ui/offline/use-outbox.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import type { Task } from '../contract.ts';
import { taskStates } from '../model.ts';
import { refusedChoices } from './phone-kept.ts';
import { PhonePlace } from './phone-place.tsx';
import { lastOf, placesOf, taskKey } from './phone-records.ts';
import { phoneTasksTexts } from './phone-texts.ts';
import './phone-checks.css';

const nameOf = ({ place, riskItem, facility }: Task, none: string): string =>
  place ?? riskItem?.name ?? facility?.name ?? none;

/** What is left of some tasks, place by place; the rest in a line each. */
export function PhoneTasks(props: {
  readonly tasks: readonly Task[];
  readonly here: ReadonlySet<string>;
  readonly page: string;
}): ReactElement {
  const { tasks, here, page } = props;
  const say = useTexts(phoneTasksTexts);
  const left = tasks.filter((task) => task.state === 'due' && !here.has(taskKey(task)));
  const recorded = tasks.filter((task) => !task.check && here.has(taskKey(task)));
  const of = (...states: readonly Task['state'][]) =>
    tasks.filter((task) => states.includes(task.state) && !recorded.includes(task));
  const mend = useMended(left);
  const [missed, later, done] = [of('missed'), of('upcoming'), of('done', 'late')];
  return (
    <>
      <p role="status" className="checks-left">
        {left.length === 0 ? say('leftNone') : say('left', { count: left.length })}
      </p>
      {mend.why === null ? null : <p role="alert">{say(mend.why)}</p>}
      {placesOf(left).map((place) => {
        const [first] = place;
        const heading = first ? nameOf(first, say('place')) : '';
        const own = place.some((task) => mend.keys.has(taskKey(task)));
        const mended = own ? mend.record : null;
        const key = `${heading} ${mended?.id ?? ''}`;
        return <PhonePlace key={key} tasks={place} {...{ heading, page, mended }} />;
      })}
      <Others title={say('missed', { count: missed.length })} tasks={missed} />
      <Others title={say('later', { count: later.length })} tasks={later} />
      <Others
        title={say('done', { count: done.length + recorded.length })}
        tasks={[...recorded, ...done]}
      />
    </>
  );
}

/** A refused record that the address asks to mend (`?mend=`), and why it cannot be, if so. */
function useMended(left: readonly Task[]): {
  readonly record: OutboxRecord | null;
  readonly keys: ReadonlySet<string>;
  readonly why: 'mendEach' | 'mendOver' | null;
} {
  const { records } = useOutbox();
  const [search] = useSearchParams();
  const wanted = search.get('mend');
  const record = records.find(({ id, state }) => id === wanted && state === 'refused') ?? null;
  if (!record) return { record: null, keys: new Set(), why: null };
  const keys = new Set(refusedChoices(record).keys());
  if (keys.size === 0) return { record, keys, why: 'mendEach' };
  return { record, keys, why: left.some((task) => keys.has(taskKey(task))) ? null : 'mendOver' };
}

const TONES = {
  done: 'done',
  late: 'soon',
  missed: 'overdue',
  upcoming: 'going',
  due: 'done',
} as const;

function Others(props: {
  readonly title: string;
  readonly tasks: readonly Task[];
}): ReactElement | null {
  const { title, tasks } = props;
  const say = useTexts(phoneTasksTexts);
  const words = useWords();
  if (tasks.length === 0) return null;
  return (
    <details className="phone-card">
      <summary>{title}</summary>
      <ul className="phone-list">
        {tasks.map((task) => (
          <li key={taskKey(task)} className="phone-row">
            <span>{task.text}</span>
            <span>
              <StatusChip
                tone={TONES[task.state]}
                text={
                  task.check
                    ? words(task.check.result.text)
                    : task.state === 'due'
                      ? say('recordedHere')
                      : words(taskStates[task.state])
                }
              />{' '}
              <small className="muted">
                {task.check
                  ? say('by', { by: task.check.by, time: timeWords(Date.parse(task.check.at)) })
                  : say('until', {
                      every: words(task.every.text),
                      time: timeWords(lastOf(task)),
                    })}
              </small>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
