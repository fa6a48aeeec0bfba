import type { Problem } from '../../kernel/endpoint.ts';
import { problemShape } from '../api/problem.ts';
import { clock } from './clock.ts';
import type { OutboxRecord, Outcome } from './model.ts';
import { outcomeOf } from './rules.ts';

/** No answer within this time is a lost one; the same key asks again. */
const PATIENCE_MS = 30_000;

/** One attempt to bring a record to the server, in its writer's name only. */
export async function send(record: OutboxRecord): Promise<Outcome> {
  const { id, account, method, path, body } = record;
  try {
    const response = await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: {
        'Content-Type': 'application/json',
        'X-Zhiben': '1',
        'Idempotency-Key': id,
        'X-Zhiben-Account': encodeURIComponent(account),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    clock.heard(response.headers.get('date'));
    const later = response.headers.has('retry-after');
    const answer: unknown = await response.json();
    const problem = response.ok ? null : problemShape.safeParse(answer);
    return outcomeOf(
      response.status,
      later,
      answer,
      problem?.success ? (problem.data as Problem) : null,
    );
  } catch {
    return { kind: 'lost', reached: false };
  }
}
