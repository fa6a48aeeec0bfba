import type { FastifyRequest } from 'fastify';
import type { Endpoint } from '../../kernel/endpoint.ts';
import type { Call } from '../../kernel/handling.ts';

/** A write that was taken, and how many seconds its form was worked on, as the page says. */
export interface SentForm<C> {
  readonly caller: C;
  readonly endpoint: string;
  readonly params: unknown;
  readonly body: unknown;
  readonly seconds: number;
}

interface Noting<C> {
  /** Told of how long a form took. */
  readonly onForm?: (sent: SentForm<C>) => Promise<void>;
  readonly onFault: (error: unknown, endpoint: string) => void;
}

const LONGEST = 3600;

/** Whole seconds, an hour at most; anything else says nothing. */
function secondsIn({ headers, method }: FastifyRequest): number | null {
  const said = headers['x-zhiben-form-seconds'];
  if (method === 'GET' || typeof said !== 'string' || !/^\d{1,6}$/.test(said)) return null;
  const seconds = Math.min(LONGEST, Number(said));
  return seconds > 0 ? seconds : null;
}

/** Whatever becomes of the note, the write stands. */
export async function noteForm<C>(
  { onForm, onFault }: Noting<C>,
  endpoint: string,
  { caller, params, body }: Call<Endpoint, C>,
  request: FastifyRequest,
): Promise<void> {
  const seconds = secondsIn(request);
  if (seconds === null || !caller || !onForm) return;
  try {
    await onForm({ caller, endpoint, params, body, seconds });
  } catch (error) {
    onFault(error, endpoint);
  }
}
