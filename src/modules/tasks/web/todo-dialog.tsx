import { type ReactElement, useEffect, useId, useState } from 'react';
import { Link } from 'react-router';
import { useApi, useWrite } from '../../../ui/api/use-api.ts';
import { Button, Dialog } from '../../../ui/dialog.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import type { TodoView } from '../contract.ts';
import { tasksContract } from '../contract.ts';
import { Deadline } from './deadline.tsx';
import { tasksTexts } from './texts.ts';

/** Everything about one to-do: where it leads, notes, handing over. Opening it reads it. */
export function TodoDialog(props: {
  readonly row: TodoView;
  readonly onClose: () => void;
}): ReactElement {
  const { row, onClose } = props;
  const say = useTexts(tasksTexts);
  const words = useWords();
  const params = { id: row.id };
  const whole = useApi(tasksContract.todo, { params }, { topics: ['todo'] });
  const { mutate: read } = useWrite(tasksContract.readTodo);
  useEffect(() => {
    // What is only to be read is read by saying so.
    if (row.unread && row.kind !== 'read') read({ params: { id: row.id } });
  }, [row, read]);
  return (
    <Dialog title={words(row.title)} onClose={onClose} wide>
      <p>
        <Deadline row={row} /> · {words(row.sender)}
      </p>
      <Answered of={whole}>
        {(data) => (
          <>
            <h3>{say('remarks')}</h3>
            {data.remarks.length === 0 ? <p className="muted">{say('noRemarks')}</p> : null}
            <ul className="tasks-remarks">
              {data.remarks.map(({ at, name, text }) => (
                <li key={at}>
                  <b>{name}</b> <small>{at.slice(0, 16).replace('T', ' ')}</small>
                  <p>{text}</p>
                </li>
              ))}
            </ul>
            {data.mine ? <Work id={row.id} data={data} onDone={onClose} /> : null}
          </>
        )}
      </Answered>
      <div className="dialog-buttons">
        {row.kind === 'read' && row.unread ? (
          <Button
            onClick={() => {
              read({ params });
              onClose();
            }}
          >
            {say('markRead')}
          </Button>
        ) : null}
        {row.link === null ? null : (
          <Link className="button button-main" to={row.link}>
            {say('open')}
          </Link>
        )}
        <Button onClick={onClose}>{say('close')}</Button>
      </div>
    </Dialog>
  );
}

interface Whole {
  readonly version: number;
  readonly closedOn: string | null;
  readonly colleagues: readonly { readonly id: string; readonly name: string }[];
}

function Work(props: {
  readonly id: string;
  readonly data: Whole;
  readonly onDone: () => void;
}): ReactElement {
  const { id, data, onDone } = props;
  const say = useTexts(tasksTexts);
  const noteId = useId();
  const toId = useId();
  const [text, setText] = useState('');
  const [to, setTo] = useState('');
  const note = useWrite(tasksContract.noteTodo);
  const hand = useWrite(tasksContract.handOver);
  const save = async (): Promise<void> => {
    await note.mutateAsync({ params: { id }, body: { text } });
    setText('');
  };
  const handOver = async (): Promise<void> => {
    await hand.mutateAsync({ params: { id }, body: { to, version: data.version } });
    toast.good(say('handedOver'));
    onDone();
  };
  return (
    <>
      <div className="tasks-line">
        <label htmlFor={noteId}>{say('remark')}</label>
        <input
          id={noteId}
          type="text"
          value={text}
          maxLength={500}
          onChange={({ target }) => setText(target.value)}
        />
        <Button disabled={text.trim() === '' || note.isPending} onClick={() => void tried(save)}>
          {say('addRemark')}
        </Button>
      </div>
      {data.closedOn !== null ? null : data.colleagues.length === 0 ? (
        <p className="muted">{say('noColleagues')}</p>
      ) : (
        <div className="tasks-line">
          <label htmlFor={toId}>{say('handOverTo')}</label>
          <select id={toId} value={to} onChange={({ target }) => setTo(target.value)}>
            <option value="">{say('choose')}</option>
            {data.colleagues.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </select>
          <Button disabled={to === '' || hand.isPending} onClick={() => void tried(handOver)}>
            {say('handOver')}
          </Button>
        </div>
      )}
    </>
  );
}

async function tried(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    toast.bad(error);
  }
}
