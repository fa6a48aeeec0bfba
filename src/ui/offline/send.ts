import type { Problem } from '../../kernel/endpoint.ts';
import { problemShape } from '../api/problem.ts';
import { FORM_SECONDS } from '../form/form-time.ts';
import { clock } from './clock.ts';
import type { Attachment, OutboxRecord, Outcome } from './model.ts';
import { outcomeOf } from './rules.ts';

/** No answer within this time is a lost one; the same key asks again. */
const PATIENCE_MS = 30_000;
/** A photograph through a thin network takes its time. */
const UPLOAD_MS = 120_000;
const FILES = '/api/files';

const headersOf = (id: string, account: string): Record<string, string> => ({
  'X-Zhiben': '1',
  'Idempotency-Key': id,
  'X-Zhiben-Account': encodeURIComponent(account),
});

async function attempt(path: string, request: RequestInit, patience: number): Promise<Outcome> {
  try {
    const signal = AbortSignal.timeout(patience);
    const response = await fetch(path, { credentials: 'same-origin', ...request, signal });
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

/** One attempt to bring a record to the server, in its writer's name only. */
export const send = ({
  id,
  account,
  method,
  path,
  body,
  formSeconds,
}: OutboxRecord): Promise<Outcome> =>
  attempt(
    path,
    {
      method,
      headers: {
        'Content-Type': 'application/json',
        ...headersOf(id, account),
        ...(formSeconds ? { [FORM_SECONDS]: String(formSeconds) } : {}),
      },
      body: JSON.stringify(body),
    },
    PATIENCE_MS,
  );

const idIn = (answer: unknown): string | null =>
  typeof answer === 'object' && answer !== null && 'id' in answer ? String(answer.id) : null;

/** One attempt with an attachment; received, its answer is the server's id of it. */
export async function upload(photo: Attachment): Promise<Outcome> {
  const { id, account, blob, name, takenAt } = photo;
  const form = new FormData();
  form.append('takenAt', new Date(takenAt).toISOString());
  form.append('file', blob, name);
  const request = { method: 'POST', headers: headersOf(id, account), body: form };
  const outcome = await attempt(FILES, request, UPLOAD_MS);
  if (outcome.kind !== 'received') return outcome;
  const stored = idIn(outcome.answer);
  // Not an answer of ours: nobody knows whether it arrived.
  return stored === null ? { kind: 'lost', reached: false } : { kind: 'received', answer: stored };
}
