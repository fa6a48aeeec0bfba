import type { ReactElement } from 'react';
import type { Answer } from '../../../ui/api/use-api.ts';
import { useApi, useWrite } from '../../../ui/api/use-api.ts';
import { StatusChip } from '../../../ui/chips.tsx';
import { Button } from '../../../ui/dialog.tsx';
import { useNumber } from '../../../ui/number-card.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useTexts } from '../../../ui/texts.ts';
import { toast } from '../../../ui/toasts.tsx';
import { qualityContract } from '../contract.ts';
import { qualityTexts } from './texts.ts';

type State = Answer<typeof qualityContract.ledgerState>;
type Run = State['runs'][number];

const EVERY_MS = 2000;

/** When the ledger's chains were verified, and what came out. */
export function LedgerCard(): ReactElement {
  const say = useTexts(qualityTexts);
  const first = useApi(qualityContract.ledgerState, {});
  const isRunning = first.data?.runs[0]?.state === 'running';
  return (
    <section className="card">
      <h2>{say('ledger')}</h2>
      <p className="muted">{say('ledgerHint')}</p>
      <Answered of={first}>{(data) => <Runs state={data} />}</Answered>
      {isRunning ? <Watch /> : null}
    </section>
  );
}

/** Asks again while a verification runs. */
function Watch(): null {
  useApi(qualityContract.ledgerState, {}, { refetchEveryMs: EVERY_MS });
  return null;
}

function Runs(props: { readonly state: State }): ReactElement {
  const { facts, runs, mayStart } = props.state;
  const say = useTexts(qualityTexts);
  const number = useNumber();
  const verify = useWrite(qualityContract.verifyLedger);
  const [last] = runs;
  const start = (): void =>
    verify.mutate(
      { body: {} },
      { onSuccess: () => toast.good(say('started')), onError: (error) => toast.bad(error) },
    );
  return (
    <>
      <div className="quality-head">
        <span>{say('inAll', { count: number(facts) })}</span>
        {last?.state === 'running' ? (
          <span role="status">
            {say('running', { done: number(last.checked), all: number(facts) })}
          </span>
        ) : mayStart ? (
          <Button kind="main" disabled={verify.isPending} onClick={start}>
            {say('start')}
          </Button>
        ) : null}
      </div>
      {runs.length === 0 ? <p>{say('never')}</p> : <History runs={runs} />}
    </>
  );
}

const TONES = { running: 'going', sound: 'done', broken: 'overdue', failed: 'soon' } as const;
const COLUMNS = ['state', 'when', 'ended', 'by', 'checked', 'problem'] as const;
const timeOf = (text: string | null): string =>
  text === null ? '—' : new Date(text).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' });

function History(props: { readonly runs: readonly Run[] }): ReactElement {
  const say = useTexts(qualityTexts);
  const number = useNumber();
  return (
    <table className="quality-table">
      <thead>
        <tr>
          {COLUMNS.map((key) => (
            <th key={key} scope="col">
              {say(key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.runs.map((run) => (
          <tr key={run.id}>
            <td>
              <Outcome run={run} />
            </td>
            <td>{timeOf(run.startedAt)}</td>
            <td>{timeOf(run.finishedAt)}</td>
            <td>{run.by}</td>
            <td>{number(run.checked)}</td>
            <td>
              <Fault problem={run.problem} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Outcome(props: { readonly run: Run }): ReactElement {
  const { state, checked } = props.run;
  const say = useTexts(qualityTexts);
  const number = useNumber();
  const text =
    state === 'running' ? say('running', { done: number(checked), all: '…' }) : say(state);
  return <StatusChip tone={TONES[state]} text={text} />;
}

const FAULTS = ['altered', 'removed', 'inserted', 'reordered', 'head', 'digest'] as const;

function Fault(props: { readonly problem: Run['problem'] }): ReactElement {
  const { problem } = props;
  const say = useTexts(qualityTexts);
  if (!problem) return <>—</>;
  const kind = FAULTS.find((each) => each === problem.kind);
  const { section, pos } = problem;
  return <>{say('problemAt', { section, pos, kind: kind ? say(kind) : problem.kind })}</>;
}
