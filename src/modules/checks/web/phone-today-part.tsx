import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { KeptNote, useKeptApi } from '../../../ui/offline/use-kept-api.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { checksContract } from '../contract.ts';
import { useRecordedHere } from './phone-left.ts';
import { taskKey } from './phone-records.ts';
import { phoneTasksTexts } from './phone-texts.ts';

/** How many checks are left, on the phone's page of today. */
function ChecksTodayPart(): ReactElement | null {
  const say = useTexts(phoneTasksTexts);
  const tasks = useKeptApi(
    checksContract.tasks,
    {},
    { topics: ['measureCheck', 'controlMeasure'] },
  );
  const here = useRecordedHere(tasks.refetch);
  // Of somebody with several enterprises nothing is shown here.
  if (tasks.error?.code === 'bad-request') return null;
  return (
    <Answered of={tasks}>
      {(kept) => {
        const { rows } = kept.answer;
        const left = rows.filter((task) => task.state === 'due' && !here.has(taskKey(task))).length;
        return (
          <section className="phone-card">
            <h2>{say('today')}</h2>
            <KeptNote of={kept} />
            <p>
              {rows.length === 0
                ? say('none')
                : left === 0
                  ? say('leftNone')
                  : say('left', { count: left })}
            </p>
            {rows.length > 0 ? (
              <Link className="phone-row" to="/m/tasks">
                {say('toTasks')}
              </Link>
            ) : null}
          </section>
        );
      }}
    </Answered>
  );
}

export { ChecksTodayPart as page };
