import { formatDay } from '../../../kernel/calendar.ts';
import type { BodyOf, FileAnswer, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { must, ok, refuse } from '../../../kernel/result.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading, withScope } from '../../identity/index.ts';
import { closeTodo, heldBy, tellNode } from '../../tasks/index.ts';
import type { LetterWhole, lettersContract } from '../contract.ts';
import * as store from '../store/deliveries.ts';
import type { LetterRow } from '../store/letters.ts';
import { addStep, letterById } from '../store/letters.ts';
import { stateOutstanding } from './facts.ts';
import { deliveryKey, READERS } from './flow.ts';
import { wholeOf } from './views.ts';

type Body = BodyOf<(typeof lettersContract)['answerLetter']>;
type Upload = { readonly name: string; readonly bytes: Uint8Array };

const KINDS = /\.(pdf|docx?|xlsx?|wps|et|ofd|png|jpe?g)$/i;

/** The letter, if the caller answers for the addressee: at the node, in a role that does. */
async function answering(
  client: PoolClient,
  caller: Caller,
  id: string,
  addressee: string,
): Promise<Result<LetterRow, Refusal>> {
  const letter = await letterById(client, id);
  const held = heldBy(caller);
  const roles = READERS[addressee.slice(0, 1)] ?? [];
  const his = roles.some((role) => held.includes(`${addressee}|${role}`));
  const deliveries = letter ? await store.deliveriesOf(client, id) : [];
  const delivery = deliveries.find((each) => each.addressee === addressee && each.mine);
  if (!letter || !delivery) return refuse({ code: 'not-visible' });
  if (!his) return refuse({ code: 'forbidden' });
  const open = letter.state === 'delivered' && letter.kind === 'reminder';
  return open && delivery.answered_on === null ? ok(letter) : refuse({ code: 'wrong-state' });
}

export async function attach(
  city: LiveCity,
  caller: Caller,
  id: string,
  addressee: string,
  file: Upload,
): Promise<Result<{ done: true }, Refusal>> {
  if (!KINDS.test(file.name)) return refuse({ code: 'file-kind' });
  return withScope(city.web, caller, async (client) => {
    const letter = await answering(client, caller, id, addressee);
    if (!letter.ok) return letter;
    await store.saveFile(client, id, addressee, { ...file, name: file.name.slice(-120) });
    return ok({ done: true });
  });
}

/** An answer closes the addressee's to-do and becomes part of the fact. */
export async function answer(
  city: LiveCity,
  caller: Caller,
  id: string,
  { addressee, text }: Body,
): Promise<Result<LetterWhole, Refusal>> {
  const day = city.today();
  const now = city.now();
  const done = await withScope(city.web, caller, async (client) => {
    const found = await answering(client, caller, id, addressee);
    if (!found.ok) return found;
    const letter = found.value;
    const at = new Date(now);
    const { user: account, name } = caller;
    const given = { text, on: formatDay(day), at, by: account, name };
    if (!(await store.saveAnswer(client, id, addressee, given)))
      return refuse({ code: 'wrong-state' });
    await closeTodo(client, deliveryKey(id, addressee), account, day, now);
    await addStep(client, { letter: id, at, account, name, action: 'answer', note: null });
    const title = {
      zh: `《${letter.title}》收到答复`,
      en: `“${letter.title}” was answered`,
    };
    const to = {
      owner: `d:${letter.issuer}`,
      keys: letter.keys,
      roles: ['bureau', 'office'] as const,
    };
    const key = `${deliveryKey(id, addressee)}|answered`;
    const link = `/letters/${id}`;
    await tellNode(client, { ...to, key, link, reason: 'answered', title }, now);
    return ok(null);
  });
  if (!done.ok) return done;
  await transaction(city.options.owner, (client) => store.markAnswered(client, id));
  await stateOutstanding(city);
  city.announce({ topic: 'letter', id });
  city.announce({ topic: 'todo' });
  const whole = await reading(city.web, caller, (client) => wholeOf(client, city, caller, id));
  return ok(must(whole, 'the letter is there'));
}

export async function answerFile(
  city: LiveCity,
  caller: Caller,
  id: string,
  addressee: string,
): Promise<Result<FileAnswer, Refusal>> {
  const file = await reading(city.web, caller, (client) => store.fileOf(client, id, addressee));
  if (!file) return refuse({ code: 'not-visible' });
  return ok({ name: file.name, type: 'application/octet-stream', bytes: file.bytes });
}
