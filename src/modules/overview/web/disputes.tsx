import { type ReactElement, useId, useState } from 'react';
import { callApi } from '../../../ui/api/call.ts';
import { useApi, useWrite } from '../../../ui/api/use-api.ts';
import { StatusChip } from '../../../ui/chips.tsx';
import { Button, Dialog } from '../../../ui/dialog.tsx';
import { ExportButton } from '../../../ui/ledger/export-button.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useLanguage, useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import { overviewContract } from '../contract.ts';
import type { DisputeAnswer } from '../model.ts';
import { metricOf } from '../rules/metrics.ts';
import { overviewTexts } from './texts.ts';

/** A text of at least five characters, to be sent or not. */
function TextForm(props: {
  readonly label: string;
  readonly hint?: string;
  readonly busy: boolean;
  readonly buttons: readonly { readonly text: string; readonly send: (text: string) => void }[];
  readonly onClose: () => void;
}): ReactElement {
  const say = useTexts(overviewTexts);
  const id = useId();
  const [text, write] = useState('');
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <textarea
        id={id}
        rows={5}
        value={text}
        maxLength={1000}
        onChange={({ target }) => write(target.value)}
      />
      {props.hint ? <p className="muted">{props.hint}</p> : null}
      <div className="dialog-buttons">
        <Button onClick={props.onClose}>{say('cancel')}</Button>
        {props.buttons.map((button) => (
          <Button
            key={button.text}
            kind="main"
            disabled={props.busy || text.trim().length < 5}
            onClick={() => button.send(text.trim())}
          >
            {button.text}
          </Button>
        ))}
      </div>
    </div>
  );
}

export function DisputeDialog(props: {
  readonly division: string;
  readonly metric: string;
  readonly asOf: string;
  readonly onClose: () => void;
}): ReactElement {
  const { division, metric, asOf, onClose } = props;
  const say = useTexts(overviewTexts);
  const words = useWords();
  const write = useWrite(overviewContract.dispute);
  const send = async (text: string): Promise<void> => {
    try {
      const { answerDue } = await write.mutateAsync({ body: { division, metric, asOf, text } });
      toast.good(say('disputeSent', { day: answerDue }));
      onClose();
    } catch (error) {
      toast.bad(error);
    }
  };
  const name = words(metricOf(metric)?.name ?? { zh: metric, en: metric });
  return (
    <Dialog title={say('disputeOf', { name })} onClose={onClose}>
      <TextForm
        label={say('disputeText')}
        hint={say('disputeHint')}
        busy={write.isPending}
        buttons={[{ text: say('send'), send: (text) => void send(text) }]}
        onClose={onClose}
      />
    </Dialog>
  );
}

/** Disputes of a division with their answers; whoever is above it answers here. */
export function DisputeList(props: { readonly division: string }): ReactElement {
  const say = useTexts(overviewTexts);
  const list = useApi(
    overviewContract.disputes,
    { query: { division: props.division } },
    { topics: ['dispute'] },
  );
  const language = useLanguage();
  const [answering, answer] = useState<DisputeAnswer | null>(null);
  return (
    <section className="card">
      <header className="overview-head">
        <h2>{say('disputes')}</h2>
        <ExportButton
          exportFile={() =>
            callApi(overviewContract.disputesExport, {
              query: { division: props.division, language },
            })
          }
        />
      </header>
      <Answered of={list}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="muted">{say('noDisputes')}</p>
          ) : (
            <ul className="disputes">
              {rows.map((row) => (
                <Disputed key={row.id} row={row} onAnswer={() => answer(row)} />
              ))}
            </ul>
          )
        }
      </Answered>
      {answering ? <AnswerDialog row={answering} onClose={() => answer(null)} /> : null}
    </section>
  );
}

function Disputed(props: {
  readonly row: DisputeAnswer;
  readonly onAnswer: () => void;
}): ReactElement {
  const { row, onAnswer } = props;
  const say = useTexts(overviewTexts);
  const words = useWords();
  return (
    <li>
      <strong>{words(row.metricName)}</strong> <span className="muted">{row.asOf}</span>
      <p>{row.text}</p>
      <p className="muted">
        {row.by} · {row.at.slice(0, 10)}
      </p>
      {row.outcome === null ? (
        <p>
          <StatusChip
            tone={row.overdue ? 'overdue' : 'going'}
            text={row.overdue ? say('late') : say('answerDue', { day: row.answerDue })}
          />{' '}
          {row.mayAnswer ? <Button onClick={onAnswer}>{say('answer')}</Button> : null}
        </p>
      ) : (
        <p>
          <StatusChip tone="done" text={say(row.outcome)} /> {row.answer}{' '}
          <span className="muted">
            {row.answeredBy} · {row.answeredAt?.slice(0, 10)}
          </span>
        </p>
      )}
    </li>
  );
}

function AnswerDialog(props: {
  readonly row: DisputeAnswer;
  readonly onClose: () => void;
}): ReactElement {
  const { row, onClose } = props;
  const say = useTexts(overviewTexts);
  const words = useWords();
  const write = useWrite(overviewContract.answerDispute);
  const send = async (outcome: 'upheld' | 'rejected', answer: string): Promise<void> => {
    try {
      await write.mutateAsync({ params: { id: row.id }, body: { outcome, answer } });
      onClose();
    } catch (error) {
      toast.bad(error);
    }
  };
  return (
    <Dialog title={say('disputeOf', { name: words(row.metricName) })} onClose={onClose}>
      <p>{row.text}</p>
      <TextForm
        label={say('answer')}
        busy={write.isPending}
        buttons={[
          { text: say('rejected'), send: (text) => void send('rejected', text) },
          { text: say('upheld'), send: (text) => void send('upheld', text) },
        ]}
        onClose={onClose}
      />
    </Dialog>
  );
}
