import type { ReactElement } from 'react';
import { LittleRoom } from '../../../ui/offline/little-room.tsx';
import { KeptNote, useKeptApi } from '../../../ui/offline/use-kept-api.tsx';
import { DownloadDay } from '../../../ui/phone/download-day.tsx';
import { Answered, PageState } from '../../../ui/states.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { checksContract } from '../contract.ts';
import { useRecordedHere } from './phone-left.ts';
import { PhoneTasks } from './phone-tasks.tsx';
import { phoneTasksTexts } from './phone-texts.ts';

/** P52 `/m/tasks`: what is left to check today, with or without a network. */
function PhoneTasksPage(): ReactElement {
  const say = useTexts(phoneTasksTexts);
  const tasks = useKeptApi(
    checksContract.tasks,
    {},
    { topics: ['measureCheck', 'controlMeasure'] },
  );
  const here = useRecordedHere(tasks.refetch);
  if (tasks.error?.code === 'bad-request') return <PageState title={say('several')} />;
  return (
    <Answered of={tasks}>
      {(kept) => (
        <>
          <KeptNote of={kept} />
          <DownloadDay />
          <LittleRoom />
          {kept.answer.rows.length === 0 ? (
            <PageState title={say('none')} hint={say('noneHint')} />
          ) : (
            <PhoneTasks tasks={kept.answer.rows} here={here} page="/m/tasks" />
          )}
        </>
      )}
    </Answered>
  );
}

export { PhoneTasksPage as page };
