import { formatDay, partsOf } from '../../../kernel/calendar.ts';
import type { BodyOf, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { must, ok, refuse } from '../../../kernel/result.ts';
import type { Role } from '../../../law/roles.ts';
import { addWorkingDays } from '../../../law/standards/working-days.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { withScope } from '../../identity/index.ts';
import { loadWorkingCalendar } from '../../plan/index.ts';
import { closeTodo, raiseTodo, tellNode } from '../../tasks/index.ts';
import { documentNumber, layoutFor } from '../../templates/index.ts';
import type { LetterWhole, lettersContract } from '../contract.ts';
import type { LetterAction } from '../model.ts';
import { letterStates } from '../model.ts';
import { mayDo } from '../rules/states.ts';
import { deliveriesOf } from '../store/deliveries.ts';
import type { LetterRow } from '../store/letters.ts';
import * as store from '../store/letters.ts';
import { stateOutstanding } from './facts.ts';
import { issuerPlace } from './paper.ts';
import { rolesAt, wholeOf } from './views.ts';

type Contract = typeof lettersContract;
type Done = Result<LetterWhole, Refusal>;

const approvalKey = (id: string, version: number): string => `letter|${id}|approval|${version}`;
export const deliveryKey = (id: string, addressee: string): string => `letter|${id}|${addressee}`;
const linkOf = (id: string): string => `/letters/${id}`;

/** Who works on a letter, and where it goes. */
export const READERS: Readonly<Record<string, readonly Role[]>> = {
  d: ['bureau', 'office'],
  e: ['principal', 'safetyManager'],
};

/** May this be done now, by this person, to this version? */
function refusalOf(
  letter: LetterRow,
  caller: Caller,
  action: LetterAction,
  version: number,
): Refusal | null {
  if (!letter.is_issuer) return { code: 'forbidden' };
  const roles = rolesAt(caller, letter.issuer);
  if (!letterStates.some((state) => mayDo(state, action, roles))) return { code: 'forbidden' };
  if (letter.version !== version) return { code: 'conflict' };
  return mayDo(letter.state, action, roles) ? null : { code: 'wrong-state' };
}

/** Works on a letter under its lock; gives what it is afterwards. */
async function work(
  city: LiveCity,
  caller: Caller,
  id: string,
  does: { readonly action: LetterAction; readonly version: number },
  change: (client: PoolClient, letter: LetterRow) => Promise<Refusal | null>,
): Promise<Done> {
  const result = await withScope(city.web, caller, async (client): Promise<Done> => {
    const seen = await store.letterById(client, id);
    if (!seen) return refuse({ code: 'not-visible' });
    const letter = seen.is_issuer ? await store.letterById(client, id, true) : seen;
    if (!letter) return refuse({ code: 'not-visible' });
    const refused =
      refusalOf(letter, caller, does.action, does.version) ?? (await change(client, letter));
    const whole = must(await wholeOf(client, city, caller, id), 'the letter is there');
    if (!refused) return ok(whole);
    return refuse(refused.code === 'conflict' ? { ...refused, current: whole } : refused);
  });
  if (result.ok) {
    city.announce({ topic: 'letter', id });
    city.announce({ topic: 'todo' });
  }
  return result;
}

export function editDraft(
  city: LiveCity,
  caller: Caller,
  id: string,
  body: BodyOf<Contract['editLetter']>,
): Promise<Done> {
  const { version } = body;
  return work(city, caller, id, { action: 'edit', version }, async (client) => {
    await store.editLetter(client, id, version, body);
    return null;
  });
}

export async function act(
  city: LiveCity,
  caller: Caller,
  id: string,
  body: BodyOf<Contract['actOnLetter']>,
): Promise<Done> {
  const { action, version, note = '' } = body;
  if (action === 'return' && note === '') return refuse({ code: 'needs-note' });
  const result = await work(city, caller, id, body, async (client, letter) => {
    if (action === 'approve') await deliver(client, city, caller, letter);
    else {
      const to = must(mayDo(letter.state, action, rolesAt(caller, letter.issuer)), 'checked').to;
      await store.moveLetter(client, id, version, to);
    }
    await follow(client, city, caller, letter, action);
    const { user: account, name } = caller;
    const at = new Date(city.now());
    await store.addStep(client, { letter: id, at, account, name, action, note: note || null });
    return null;
  });
  if (result.ok && action === 'approve') await stateOutstanding(city);
  return result;
}

const objectOf = ({ title }: LetterRow) => ({ zh: `《${title}》`, en: `“${title}”` });

function senderOf(letter: LetterRow, caller: Caller) {
  return {
    node: `d:${letter.issuer}`,
    name: letter.issuer_name,
    keys: letter.keys.filter((key) => caller.keys.includes(key)),
    account: caller.user,
  };
}

/** To-dos and messages that an action brings or ends. */
async function follow(
  client: PoolClient,
  city: LiveCity,
  caller: Caller,
  letter: LetterRow,
  action: LetterAction,
): Promise<void> {
  const [day, now] = [city.today(), city.now()];
  const node = { owner: `d:${letter.issuer}`, keys: letter.keys };
  const link = linkOf(letter.id);
  if (action === 'submit') {
    const key = approvalKey(letter.id, letter.version + 1);
    const asked = { ...node, key, roles: ['leader'] as const, link };
    const object = objectOf(letter);
    const todo = { ...asked, kind: 'approval' as const, object, due: null };
    await raiseTodo(client, { ...todo, sender: senderOf(letter, caller) }, day);
    const title = { zh: `${object.zh}待审批`, en: `${object.en} waits for approval` };
    await tellNode(client, { ...asked, reason: 'approval', title }, now);
    return;
  }
  if (letter.state !== 'review') return;
  await closeTodo(client, approvalKey(letter.id, letter.version), caller.user, day, now);
  if (action !== 'return') return;
  const key = `${approvalKey(letter.id, letter.version)}|returned`;
  const object = objectOf(letter);
  const title = { zh: `${object.zh}被退回`, en: `${object.en} was sent back` };
  const roles = ['bureau', 'office'] as const;
  await tellNode(client, { ...node, key, roles, link, reason: 'returned', title }, now);
}

/** Number, state and every inbox in one transaction: no number is lost, none is given twice. */
async function deliver(
  client: PoolClient,
  city: LiveCity,
  caller: Caller,
  letter: LetterRow,
): Promise<void> {
  const day = city.today();
  const { year } = partsOf(day);
  const number = await store.takeNumber(client, letter.issuer, letter.kind, year);
  const due = addWorkingDays(loadWorkingCalendar(), day, letter.answer_within);
  const reminds = letter.kind === 'reminder';
  const layout = await layoutFor(client, issuerPlace(letter), day);
  const { reminderCode, circularCode } = layout.parts;
  await store.approveLetter(client, {
    ...{ id: letter.id, version: letter.version, by: caller.user, name: caller.name, year, number },
    day: formatDay(day),
    due: reminds ? formatDay(due) : null,
    docNumber: documentNumber(reminds ? reminderCode : circularCode, year, number),
    layout: layout.version,
  });
  const sender = senderOf(letter, caller);
  const object = objectOf(letter);
  for (const { addressee: owner, keys } of await deliveriesOf(client, letter.id)) {
    const roles = READERS[owner.slice(0, 1)] ?? [];
    const key = deliveryKey(letter.id, owner);
    const to = { owner, keys, roles, key, link: linkOf(letter.id) };
    const kind = reminds ? ('letter' as const) : ('read' as const);
    await raiseTodo(client, { ...to, kind, object, due: reminds ? due : null, sender }, day);
    const title = {
      zh: `收到${letter.issuer_name}${object.zh}`,
      en: `${object.en} from ${letter.issuer_name}`,
    };
    await tellNode(client, { ...to, reason: 'letter', title }, city.now());
  }
}
