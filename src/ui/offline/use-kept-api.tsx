import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { Endpoint } from '../../kernel/endpoint.ts';
import { type Answer, callApi, type Given, urlOf } from '../api/call.ts';
import { ApiProblem } from '../api/problem.ts';
import type { QueryChoice } from '../api/use-api.ts';
import { useSessionState } from '../session.tsx';
import { useTexts } from '../texts.ts';
import { clock } from './clock.ts';
import { packages } from './store.ts';
import { offlineTexts } from './texts.ts';
import { timeWords } from './time-words.ts';

export interface KeptAnswer<T> {
  readonly answer: T;
  /** When the server gave it, by its clock. */
  readonly at: number;
  /** It stands in for one that could not be fetched. */
  readonly kept: boolean;
}

/** Asks the server and keeps its answer for the account; without a network the kept one stands in. */
export async function askAndKeep<E extends Endpoint>(
  account: string,
  endpoint: E,
  given: Given<E>,
): Promise<KeptAnswer<Answer<E>>> {
  const key = urlOf(endpoint, given as Parameters<typeof urlOf>[1]);
  try {
    const answer = await callApi(endpoint, given);
    const at = clock.now();
    // A full device shows the answer all the same.
    await packages.keep({ account, key, answer, at }).catch(() => undefined);
    return { answer, at, kept: false };
  } catch (error) {
    const lost = error instanceof ApiProblem && (error.code === 'offline' || error.status >= 500);
    const one = lost ? await packages.read(account, key).catch(() => null) : null;
    if (!one) throw error;
    return { answer: one.answer as Answer<E>, at: one.at, kept: true };
  }
}

/** As `useApi`, for what a phone shows without signal too; only for whoever has signed in. */
export function useKeptApi<E extends Endpoint>(
  endpoint: E,
  given: Given<E>,
  choice: Pick<QueryChoice, 'topics' | 'when'> = {},
): UseQueryResult<KeptAnswer<Answer<E>>, ApiProblem> {
  const { session } = useSessionState();
  const account = session?.user ?? '';
  return useQuery<KeptAnswer<Answer<E>>, ApiProblem>({
    queryKey: ['kept', account, urlOf(endpoint, given as Parameters<typeof urlOf>[1])],
    queryFn: ({ signal }) => askAndKeep(account, endpoint, { ...given, signal }),
    meta: { topics: choice.topics },
    enabled: account !== '' && (choice.when ?? true),
    refetchOnReconnect: 'always',
  });
}

/** Says of an answer that it is kept, and of when; nothing of a fresh one. */
export function KeptNote(props: { readonly of: KeptAnswer<unknown> }): ReactElement | null {
  const say = useTexts(offlineTexts);
  if (!props.of.kept) return null;
  return <p className="phone-kept">{say('keptAsOf', { time: timeWords(props.of.at) })}</p>;
}
