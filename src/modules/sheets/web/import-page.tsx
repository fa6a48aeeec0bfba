import { type ReactElement, useState } from 'react';
import { Link, useParams } from 'react-router';
import { useApi, useWrite } from '../../../ui/api/use-api.ts';
import { Button } from '../../../ui/dialog.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import type { ImportDetail } from '../contract.ts';
import { sheetsContract } from '../contract.ts';
import { Checked } from './checked.tsx';
import { Imported } from './imported.tsx';
import { MappingForm } from './mapping-form.tsx';
import { clockText, ImportChip, isAtWork, Steps } from './states.tsx';
import { sheetsTexts } from './texts.ts';
import './sheets.css';

const LOOK_EVERY_MS = 1500;

/** An import step by step: columns, check, import, undo. */
function ImportPage(): ReactElement {
  const { type = '', id = '' } = useParams();
  const [working, setWorking] = useState(false);
  const one = useApi(
    sheetsContract.one,
    { params: { type, id } },
    { topics: ['sheets'], refetchEveryMs: working ? LOOK_EVERY_MS : 0 },
  );
  const atWork = one.data !== undefined && isAtWork(one.data.state);
  if (atWork !== working) setWorking(atWork);
  return <Answered of={one}>{(data) => <Import key={data.id} data={data} />}</Answered>;
}

function Import(props: { readonly data: ImportDetail }): ReactElement {
  const say = useTexts(sheetsTexts);
  const words = useWords();
  const { data } = props;
  const { type, fileName, createdAt, state, notices } = data;
  const [remapping, setRemapping] = useState(false);
  return (
    <div className="sheets">
      <header className="sheets-head">
        <h1>{fileName}</h1>
        <ImportChip state={state} />
        <span className="muted">{clockText(createdAt)}</span>
        <span className="shell-space" />
        <Link to={`/sheets/${type}`}>{say('newImport')}</Link>
      </header>
      <Steps state={remapping ? 'read' : state} />
      {notices.length > 0 ? (
        <ul className="sheets-notices">
          {notices.map((notice) => (
            <li key={notice.zh}>{words(notice)}</li>
          ))}
        </ul>
      ) : null}
      <Step data={data} remapping={remapping} setRemapping={setRemapping} />
    </div>
  );
}

function Step(props: {
  readonly data: ImportDetail;
  readonly remapping: boolean;
  readonly setRemapping: (on: boolean) => void;
}): ReactElement {
  const { data, remapping, setRemapping } = props;
  const { state, committedAt } = data;
  if (isAtWork(state)) return <AtWork data={data} />;
  if (state === 'failed' && committedAt !== null) return <Failed data={data} />;
  if (state === 'read' || state === 'failed' || remapping) {
    return <MappingForm data={data} onDone={() => setRemapping(false)} />;
  }
  if (state === 'checked') return <Checked data={data} onRemap={() => setRemapping(true)} />;
  return <Imported data={data} />;
}

function AtWork(props: { readonly data: ImportDetail }): ReactElement {
  const say = useTexts(sheetsTexts);
  const { done, rows } = props.data;
  const text = say('progress', { done, all: rows });
  return (
    <section className="sheets-progress" aria-live="polite">
      <progress value={done} max={Math.max(1, rows)} aria-label={text} />
      <strong>{text}</strong>
      <p className="muted">{say('progressHint')}</p>
    </section>
  );
}

function Failed(props: { readonly data: ImportDetail }): ReactElement {
  const say = useTexts(sheetsTexts);
  const { type, id } = props.data;
  const commit = useWrite(sheetsContract.commit);
  return (
    <section role="alert">
      <p>{say('failedHint')}</p>
      <Button
        kind="main"
        disabled={commit.isPending}
        onClick={() => commit.mutate({ params: { type, id } }, { onError: toast.bad })}
      >
        {say('retry')}
      </Button>
    </section>
  );
}

export const page = ImportPage;
