import type { ReactElement } from 'react';
import { StatusChip } from '../../../ui/chips.tsx';
import { useTexts } from '../../../ui/texts.ts';
import type { TodoView } from '../contract.ts';
import { tasksTexts } from './texts.ts';

/** The due day in working days, in words and by its mark. */
export function Deadline(props: {
  readonly row: Pick<TodoView, 'due' | 'workingDays' | 'late' | 'closedOn'>;
}): ReactElement {
  const say = useTexts(tasksTexts);
  const { due, workingDays: days, late, closedOn } = props.row;
  if (closedOn !== null) return <span>{due ?? say('noDue')}</span>;
  if (due === null || days === null) {
    if (late) return <StatusChip tone="overdue" text={say('overdue')} />;
    return <StatusChip tone="going" text={say('noDue')} />;
  }
  const text =
    days < 0
      ? say('overdueBy', { count: -days })
      : days > 0
        ? say('left', { count: days })
        : say(late ? 'overdue' : 'dueToday');
  const tone = late ? 'overdue' : days <= 2 ? 'soon' : 'going';
  return (
    <>
      <span className="day">{due}</span> <StatusChip tone={tone} text={text} />
    </>
  );
}
