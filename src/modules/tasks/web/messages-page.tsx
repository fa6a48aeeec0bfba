import { type ReactElement, useState } from 'react';
import { Link } from 'react-router';
import { callApi } from '../../../ui/api/call.ts';
import { useApi, useWrite } from '../../../ui/api/use-api.ts';
import { StatusChip } from '../../../ui/chips.tsx';
import { Button } from '../../../ui/dialog.tsx';
import { FieldForm } from '../../../ui/form/field-form.tsx';
import { ExportButton } from '../../../ui/ledger/export-button.tsx';
import { Answered, PageState } from '../../../ui/states.tsx';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import type { MessageView } from '../contract.ts';
import { tasksContract } from '../contract.ts';
import { tasksTexts } from './texts.ts';
import './tasks.css';

const TONES = { strong: 'overdue', normal: 'going', digest: 'unknown' } as const;

/** What one was told, why, and how one wants to be told. */
function MessagesPage(): ReactElement {
  const say = useTexts(tasksTexts);
  const [unread, only] = useState(false);
  const query = unread ? { unread: 'true' as const } : {};
  const list = useApi(tasksContract.messages, { query }, { topics: ['message', 'todo'] });
  const language = useLanguage();
  const read = useWrite(tasksContract.readMessages);
  return (
    <div className="tasks tasks-two">
      <section aria-label={say('messages')}>
        <Answered of={list}>
          {({ rows, later, unread: count }) => (
            <>
              <div className="tasks-line">
                <label>
                  <input
                    type="checkbox"
                    checked={unread}
                    onChange={({ target }) => only(target.checked)}
                  />{' '}
                  {say('onlyUnread')}
                </label>
                <Button
                  disabled={count === 0 || read.isPending}
                  onClick={() => read.mutate({ body: { ids: rows.map(({ id }) => id) } })}
                >
                  {say('allRead')}
                </Button>
                <ExportButton
                  exportFile={() =>
                    callApi(tasksContract.messagesExport, { query: { ...query, language } })
                  }
                />
                {later > 0 ? <span className="muted">{say('later', { count: later })}</span> : null}
              </div>
              {rows.length === 0 ? (
                <PageState title={say('noMessages')} hint={say('noMessagesHint')} />
              ) : null}
              <ul className="tasks-messages">
                {rows.map((row) => (
                  <Message
                    key={row.id}
                    row={row}
                    onRead={() => read.mutate({ body: { ids: [row.id] } })}
                  />
                ))}
              </ul>
            </>
          )}
        </Answered>
      </section>
      <Settings />
    </div>
  );
}

function Message(props: { readonly row: MessageView; readonly onRead: () => void }): ReactElement {
  const { row, onRead } = props;
  const say = useTexts(tasksTexts);
  const words = useWords();
  const title = words(row.title);
  return (
    <li className={row.unread ? 'tasks-unread' : ''}>
      <p>
        <StatusChip tone={TONES[row.class]} text={say(row.class)} />{' '}
        {row.unread ? <span className="visually-hidden">{say('unread')}</span> : null}
        {row.link === null ? (
          title
        ) : (
          <Link to={row.link} onClick={row.unread ? onRead : undefined}>
            {title}
          </Link>
        )}
      </p>
      <p className="muted">
        <time dateTime={row.at}>{row.at.slice(0, 16).replace('T', ' ')}</time> ·{' '}
        {say('why', { why: words(row.why) })}
      </p>
    </li>
  );
}

function Settings(): ReactElement {
  const say = useTexts(tasksTexts);
  const words = useWords();
  const settings = useApi(tasksContract.messageSettings, {}, { topics: [] });
  const set = useWrite(tasksContract.setMessages);
  const hint = say('clockHint');
  return (
    <section className="tasks-card" aria-label={say('howTold')}>
      <h2>{say('howTold')}</h2>
      <Answered of={settings}>
        {({ source, own: _, ...values }) => (
          <>
            <p className="muted">
              {say('settingsFrom', { source: words(source) })} {say('urgentHint')}
            </p>
            <FieldForm
              name="message-settings"
              label={say('howTold')}
              initial={values}
              schema={tasksContract.setMessages.body}
              fields={[
                { name: 'quietFrom', label: say('quietFrom'), kind: 'text', hint },
                { name: 'quietUntil', label: say('quietUntil'), kind: 'text', hint },
                { name: 'dailyCap', label: say('dailyCap'), kind: 'number' },
                { name: 'digestAt', label: say('digestAt'), kind: 'text', hint },
              ]}
              submit={(body) => set.mutateAsync({ body: body as typeof values })}
              onDone={() => toast.good(say('saved'))}
            />
          </>
        )}
      </Answered>
    </section>
  );
}

export { MessagesPage as page };
