import type { ReactElement } from 'react';
import { Link, useParams } from 'react-router';
import { LittleRoom } from '../../../ui/offline/little-room.tsx';
import { KeptNote, useKeptApi } from '../../../ui/offline/use-kept-api.tsx';
import { Answered, PageState } from '../../../ui/states.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { checksContract } from '../contract.ts';
import { useRecordedHere } from './phone-left.ts';
import { PhoneTasks } from './phone-tasks.tsx';
import { phoneTasksTexts } from './phone-texts.ts';

/** `/s/:code`: what the QR code at a place opens. */
function PhonePlacePage(): ReactElement {
  const say = useTexts(phoneTasksTexts);
  const { code = '' } = useParams();
  const tasks = useKeptApi(
    checksContract.placeTasks,
    { params: { code } },
    { topics: ['measureCheck', 'controlMeasure'] },
  );
  const here = useRecordedHere(tasks.refetch);
  return (
    <>
      <Answered of={tasks}>
        {(kept) => (
          <>
            <h2>{kept.answer.name ?? ''}</h2>
            <KeptNote of={kept} />
            <LittleRoom />
            {kept.answer.rows.length === 0 ? (
              <PageState title={say('none')} hint={say('noneHint')} />
            ) : (
              <PhoneTasks
                tasks={kept.answer.rows}
                here={here}
                page={`/s/${encodeURIComponent(code)}`}
              />
            )}
          </>
        )}
      </Answered>
      <Link className="phone-row" to="/m/tasks">
        {say('elsewhere')}
      </Link>
    </>
  );
}

export { PhonePlacePage as page };
