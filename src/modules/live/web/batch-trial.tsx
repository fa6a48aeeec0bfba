import { type ReactElement, useEffect, useRef, useState } from 'react';
import { callApi, type Given } from '../../../ui/api/call.ts';
import { asProblem } from '../../../ui/api/problem.ts';
import { Button } from '../../../ui/dialog.tsx';
import { FieldForm } from '../../../ui/form/field-form.tsx';
import type { Values } from '../../../ui/form/state.ts';
import { useTexts } from '../../../ui/texts.ts';
import { rulesContract } from '../rules-contract.ts';
import { ruleTexts } from './rule-texts.ts';
import { defaultsIn, someLimitsIn, useDefaultFields, useLimitFields } from './rule-values.ts';

type Query = NonNullable<Given<typeof rulesContract.rules>['query']>;

interface Tried {
  readonly id: string;
  readonly name: string;
  /** Null: the limits contradict those of this tag. */
  readonly counts: { readonly present: number; readonly proposed: number } | null;
}

interface Progress {
  readonly all: number;
  readonly tried: readonly Tried[];
  readonly running: boolean;
}

const MOST = 200;

/** The same change tried on every tag that is filtered, one after the other. */
export function BatchTrial({ query }: { readonly query: Query }): ReactElement {
  const say = useTexts(ruleTexts);
  const { progress, run, stop } = useBatch(query);
  return (
    <section aria-label={say('batch')} className="live-batch">
      <p className="muted">{say('batchHint')}</p>
      <FieldForm
        name="live/batch-trial"
        label={say('batch')}
        fields={[...useLimitFields(null, true), ...useDefaultFields()]}
        initial={{ days: '7' }}
        submitText={say('trial')}
        submit={run}
      />
      {progress ? <Found progress={progress} stop={stop} /> : null}
    </section>
  );
}

/** Leaving the page ends it: the call under way is aborted, no other begins. */
function useBatch(query: Query) {
  const [progress, setProgress] = useState<Progress | null>(null);
  const running = useRef<AbortController | null>(null);
  const stop = (): void => running.current?.abort();
  useEffect(() => () => running.current?.abort(), []);
  const run = async (values: Values): Promise<void> => {
    stop();
    running.current = new AbortController();
    const { signal } = running.current;
    const asked = { query: { ...query, limit: String(MOST) }, signal };
    const { rows } = await callApi(rulesContract.rules, asked);
    const defaults = defaultsIn(values);
    const body = { values: someLimitsIn(values), defaults, days: Number(values.days ?? 7) };
    const tried: Tried[] = [];
    const show = (goes: boolean): void =>
      setProgress({ all: rows.length, tried: [...tried], running: goes });
    show(true);
    for (const { id, name, facility } of rows) {
      if (signal.aborted) break;
      const label = facility?.name ? `${facility.name} ${name}` : name;
      try {
        const given = { params: { id }, body, signal };
        const { present, proposed } = await callApi(rulesContract.tryRule, given);
        const counts = { present: present.count, proposed: proposed.count };
        tried.push({ id, name: label, counts });
      } catch (error) {
        if (signal.aborted) break;
        if (asProblem(error).code !== 'bad-request') throw error;
        tried.push({ id, name: label, counts: null });
      }
      show(true);
    }
    show(false);
  };
  return { progress, run, stop };
}

function Found(props: { readonly progress: Progress; readonly stop: () => void }): ReactElement {
  const say = useTexts(ruleTexts);
  const { all, tried, running } = props.progress;
  const sum = (of: 'present' | 'proposed'): number =>
    tried.reduce((total, { counts }) => total + (counts?.[of] ?? 0), 0);
  const changed = tried.filter(({ counts }) => !counts || counts.present !== counts.proposed);
  return (
    <>
      <p role="status">
        {say('progress', { done: tried.length, all })} ·{' '}
        <strong>{say('total', { present: sum('present'), proposed: sum('proposed') })}</strong>
      </p>
      {running ? <Button onClick={props.stop}>{say('stop')}</Button> : null}
      {changed.length > 0 ? (
        <table className="plain-table">
          <thead>
            <tr>
              {(['tag', 'presentAlarms', 'proposedAlarms'] as const).map((head) => (
                <th key={head} scope="col">
                  {say(head)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {changed.map(({ id, name, counts }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td>{counts?.present ?? '—'}</td>
                <td>{counts?.proposed ?? say('unfit')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </>
  );
}
