import type { ReactElement } from 'react';
import { Button } from '../../../ui/dialog.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { taskKey } from './phone-records.ts';
import { TaskRow } from './phone-task-row.tsx';
import { phoneTasksTexts } from './phone-texts.ts';
import { type PlaceProps, usePlace } from './use-place.ts';

/** Tasks of one place: each with three large choices, and what is left in one tap. */
export function PhonePlace(props: PlaceProps): ReactElement {
  const { tasks, heading } = props;
  const say = useTexts(phoneTasksTexts);
  const place = usePlace(props);
  const { choices, rest, position } = place;
  return (
    <section className="phone-card" aria-label={heading} data-form>
      <h2>{heading}</h2>
      {tasks.map((task) => (
        <TaskRow
          key={taskKey(task)}
          task={task}
          chosen={choices.get(taskKey(task)) ?? null}
          fault={place.faults.has(taskKey(task))}
          voice={place.voice.of(task)}
          onChoose={(result) => place.choose(task, result)}
          onNote={(text) => place.note(task, text)}
          onPhoto={(file) => place.photograph(task, file)}
          onVoice={(blob) => place.add(task, place.say(blob))}
          onRemove={(one) => place.remove(task, one)}
        />
      ))}
      {choices.size > 0 ? (
        <div data-submit>
          <Button kind="main" wide onClick={() => void place.send()}>
            {say('submit', { count: choices.size })}
          </Button>
        </div>
      ) : null}
      {rest.length > (choices.size === 0 ? 1 : 0) ? (
        <div data-submit>
          <Button wide onClick={() => void place.sendRest()}>
            {say('rest', { count: rest.length })}
          </Button>
        </div>
      ) : null}
      <p className="checks-position">
        {position.state === 'found' ? (
          <span className="muted">{say('located')}</span>
        ) : (
          <Button kind="text" onClick={position.find}>
            {say('locate')}
          </Button>
        )}
        {position.state === 'failed' ? (
          <span className="muted" role="status">
            {say('notLocated')}
          </span>
        ) : null}
      </p>
    </section>
  );
}
