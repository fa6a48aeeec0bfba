import {
  keepPreviousData,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { Endpoint, Page } from '../../kernel/endpoint.ts';
import { useAsOf } from '../as-of.tsx';
import type { Answer, CallOptions, Given } from './call.ts';
import { callApi } from './call.ts';
import type { ApiProblem } from './problem.ts';

export interface QueryChoice {
  /** Topics of live changes that renew it; absent: any change does. */
  readonly topics?: readonly string[];
  /** False: not asked yet (a value that it needs is missing). */
  readonly when?: boolean;
  /** Shows the last answer while the next comes, as a list does when its filter changes. */
  readonly keepLast?: boolean;
  readonly refetchEveryMs?: number;
  /** Renewed at once by its topics, not with the next gathering: what somebody waits before. */
  readonly prompt?: boolean;
}

type Values = { readonly params?: unknown; readonly query?: Record<string, unknown> };

/** Adds the header's day to what an endpoint is asked, where it takes one. */
export function withAsOf<E extends Endpoint>(
  endpoint: E,
  given: Given<E>,
  asOf: string | null,
): Given<E> {
  if (asOf === null || !endpoint.query || !('asOf' in endpoint.query.shape)) return given;
  const { query = {} } = given as Values;
  return { ...given, query: { asOf, ...query } };
}

function keyOf(endpoint: Endpoint, given: unknown): readonly unknown[] {
  const { params = null, query = null } = given as Values;
  return [endpoint.path, params, query];
}

/** Asks an endpoint and keeps the answer, by its values and the day that the header shows. */
export function useApi<E extends Endpoint>(
  endpoint: E,
  given: Given<E>,
  choice: QueryChoice = {},
): UseQueryResult<Answer<E>, ApiProblem> {
  const { asOf } = useAsOf();
  const full = withAsOf(endpoint, given, asOf);
  return useQuery<Answer<E>, ApiProblem>({
    queryKey: keyOf(endpoint, full),
    queryFn: ({ signal }) => callApi(endpoint, { ...full, signal }),
    meta: { topics: choice.topics, prompt: choice.prompt ?? false },
    enabled: choice.when ?? true,
    refetchInterval: choice.refetchEveryMs ?? false,
    ...(choice.keepLast ? { placeholderData: keepPreviousData } : {}),
  });
}

interface Pages<T> {
  readonly pages: readonly T[];
}

/** The query value by which a list takes its cursor. */
const cursorOf = ({ query }: Endpoint): 'cursor' | 'after' =>
  query && 'cursor' in query.shape ? 'cursor' : 'after';

/** One page of a list, by the cursor of the page before it. */
export function askPage<E extends Endpoint>(
  endpoint: E,
  given: Given<E>,
  after: string | null,
): Promise<Answer<E>> {
  if (!after) return callApi(endpoint, given);
  const query = { ...(given as Values).query, [cursorOf(endpoint)]: after };
  return callApi(endpoint, { ...given, query } as Given<E>);
}

/** The pages of a list, one after the other by its cursor. */
export function useApiPages<E extends Endpoint>(
  endpoint: E,
  given: Given<E>,
  choice: QueryChoice = {},
): UseInfiniteQueryResult<Pages<Answer<E>>, ApiProblem> {
  const { asOf } = useAsOf();
  const full = withAsOf(endpoint, given, asOf);
  return useInfiniteQuery<Answer<E>, ApiProblem, Pages<Answer<E>>, readonly unknown[], string>({
    queryKey: [...keyOf(endpoint, full), 'pages'],
    queryFn: ({ signal, pageParam }) => askPage(endpoint, { ...full, signal }, pageParam),
    initialPageParam: '',
    getNextPageParam: (last) => (last as Page<unknown>).next ?? undefined,
    meta: { topics: choice.topics },
    enabled: choice.when ?? true,
    ...(choice.keepLast ? { placeholderData: keepPreviousData } : {}),
  });
}

/** A write; what it changed is asked for again. */
export function useWrite<E extends Endpoint>(
  endpoint: E,
): UseMutationResult<Answer<E>, ApiProblem, Given<E>> {
  const client = useQueryClient();
  return useMutation<Answer<E>, ApiProblem, Given<E>>({
    mutationFn: (given) => callApi(endpoint, given),
    onSuccess: () => client.invalidateQueries(),
  });
}

export type { Answer, CallOptions, Given };
