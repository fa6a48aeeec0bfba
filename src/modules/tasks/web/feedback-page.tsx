import { type ReactElement, useState } from 'react';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApiPages, useWrite } from '../../../ui/api/use-api.ts';
import { Button } from '../../../ui/dialog.tsx';
import { FieldForm } from '../../../ui/form/field-form.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import { tasksContract } from '../contract.ts';
import { tasksTexts } from './texts.ts';
import './tasks.css';

type Given = Answer<typeof tasksContract.feedback>['rows'][number];
const kinds = ['suggestion', 'complaint', 'fault'] as const;

/** 投诉建议: every page's footer leads here. */
function FeedbackPage(): ReactElement {
  const say = useTexts(tasksTexts);
  const give = useWrite(tasksContract.giveFeedback);
  const [sent, count] = useState(0);
  const list = useApiPages(tasksContract.feedback, { query: {} }, { topics: ['feedback'] });
  return (
    <div className="tasks tasks-two">
      <section className="tasks-card" aria-label={say('feedback')}>
        <h1>{say('feedback')}</h1>
        <p className="muted">{say('feedbackHint')}</p>
        <FieldForm
          key={sent}
          name="feedback"
          label={say('feedback')}
          initial={{ kind: 'suggestion', text: '' }}
          schema={tasksContract.giveFeedback.body}
          fields={[
            {
              ...{ name: 'kind', label: say('feedbackKind'), kind: 'select', required: true },
              options: kinds.map((value) => ({ value, label: say(value) })),
            },
            { name: 'text', label: say('feedbackText'), kind: 'area', required: true },
          ]}
          submitText={say('send')}
          submit={({ kind, text }) =>
            give.mutateAsync({
              body: { kind: kind as (typeof kinds)[number], text: String(text ?? '') },
            })
          }
          onDone={() => {
            toast.good(say('sent'));
            count((n) => n + 1);
          }}
        />
      </section>
      <section aria-label={say('given')}>
        <h2>{say('given')}</h2>
        <Answered of={list}>
          {({ pages }) => {
            const rows = pages.flatMap((page) => page.rows);
            if (rows.length === 0) return <p className="muted">{say('noFeedback')}</p>;
            return (
              <ul className="tasks-messages">
                {rows.map((row) => (
                  <Row key={row.id} row={row} />
                ))}
              </ul>
            );
          }}
        </Answered>
      </section>
    </div>
  );
}

function Row(props: { readonly row: Given }): ReactElement {
  const { row } = props;
  const say = useTexts(tasksTexts);
  const [open, setOpen] = useState(false);
  const answer = useWrite(tasksContract.answerFeedback);
  return (
    <li>
      <p>
        <b>{say(row.kind)}</b> · {row.name} · {row.at.slice(0, 16).replace('T', ' ')}
      </p>
      <p className="tasks-text">{row.text}</p>
      {row.answer === null ? (
        <p className="muted">{say('notAnswered')}</p>
      ) : (
        <p className="tasks-answer">
          <b>{say('answerOf')}</b> {row.answer}
        </p>
      )}
      {row.mayAnswer && row.answer === null && !open ? (
        <Button onClick={() => setOpen(true)}>{say('answerOf')}</Button>
      ) : null}
      {open ? (
        <FieldForm
          name={`feedback/${row.id}`}
          label={say('answer')}
          initial={{ text: '' }}
          fields={[{ name: 'text', label: say('answer'), kind: 'area', required: true }]}
          submitText={say('send')}
          submit={({ text }) =>
            answer.mutateAsync({ params: { id: row.id }, body: { text: String(text ?? '') } })
          }
          onDone={() => setOpen(false)}
          onCancel={() => setOpen(false)}
        />
      ) : null}
    </li>
  );
}

export { FeedbackPage as page };
