import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactElement, type ReactNode, use, useEffect } from 'react';
import { must } from '../../kernel/result.ts';
import { asProblem } from '../api/problem.ts';
import { told } from '../api/told.ts';
import type { ServerStatus } from '../application.ts';
import { Loading, PageState, ProblemState } from '../states.tsx';
import { useTexts } from '../texts.ts';
import { shellTexts } from './texts.ts';

const KEY = ['status'];
const LOOK_EVERY_MS = 1000;

const StatusContext = createContext<ServerStatus | null>(null);

/** How the server stands; behind the gate. */
export const useStatus = (): ServerStatus =>
  must(use(StatusContext), 'a page lies behind the gate');

/** Waits until the server can answer, and says how far it is. */
export function StatusGate(props: {
  readonly load: () => Promise<ServerStatus>;
  readonly children: ReactNode;
}): ReactElement {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: KEY,
    queryFn: props.load,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) =>
      state.data?.ready && !state.data.counting ? false : LOOK_EVERY_MS,
  });
  useEffect(
    () =>
      told.listen(({ code }) => {
        if (code === 'not-ready') void client.invalidateQueries({ queryKey: KEY });
      }),
    [client],
  );
  if (data?.ready) return <StatusContext value={data}>{props.children}</StatusContext>;
  if (data) return <Preparing status={data} />;
  if (error) return <ProblemState problem={asProblem(error)} onRetry={() => void refetch()} />;
  return <Loading />;
}

function Preparing(props: { readonly status: ServerStatus }): ReactElement {
  const say = useTexts(shellTexts);
  const { phase, done, all, facts } = props.status;
  if (phase === 'failed') return <PageState title={say('preparingFailed')} role="alert" />;
  const building = phase === 'building' && all > 0;
  return (
    <main>
      <h1 className="visually-hidden">{say('productLong')}</h1>
      <PageState title={say('preparing')} hint={say('preparingWait')} busy>
        {building ? (
          <progress value={done} max={all} aria-label={say('preparing')} />
        ) : (
          <progress aria-label={say('preparing')} />
        )}
        <p>{building ? say('preparingBuild', { done, all }) : say('preparingLoad', { facts })}</p>
      </PageState>
    </main>
  );
}
