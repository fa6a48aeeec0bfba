import type { Moment } from '../../../kernel/calendar.ts';
import { formatMoment } from '../../../kernel/calendar.ts';
import type { Role } from '../../../law/roles.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import type { LetterView, LetterWhole } from '../contract.ts';
import { actionsOf } from '../rules/states.ts';
import { deliveriesOf, itemsOf } from '../store/deliveries.ts';
import type { LetterRow } from '../store/letters.ts';
import { letterById, stepsOf } from '../store/letters.ts';
import { paperOf } from './paper.ts';

export function viewOf(row: LetterRow): LetterView {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    title: row.title,
    issuer: row.issuer_name,
    number: row.doc_number,
    asOf: row.as_of,
    deliveredOn: row.delivered_on,
    due: row.due,
    author: row.author_name,
    madeOn: formatMoment(row.made_at.getTime() as Moment).slice(0, 10),
    approver: row.approver_name,
    rows: row.rows,
    addressees: row.addressees,
    answered: row.answered,
    sent: row.is_issuer,
    version: row.version,
  };
}

/** Roles that somebody holds at the issuing division itself. */
export const rolesAt = ({ grants }: Pick<Caller, 'grants'>, division: string): readonly Role[] =>
  grants
    .filter(({ nodeKind, node }) => nodeKind === 'division' && node === division)
    .map(({ role }) => role);

/** Rows shown on the page; the files hold all. */
const SHOWN = 500;

/** A letter as the caller may see it; null: not his. */
export async function wholeOf(
  client: PoolClient,
  city: Pick<LiveCity, 'today'>,
  caller: Caller,
  id: string,
): Promise<LetterWhole | null> {
  const row = await letterById(client, id);
  if (!row) return null;
  const items = await itemsOf(client, id, null);
  const deliveries = await deliveriesOf(client, id);
  const steps = await stepsOf(client, id);
  const { mark, signer, closing, contact, copyTo } = await paperOf(client, city, row);
  return {
    ...viewOf(row),
    paper: { mark, signer, closing, contact, copyTo },
    text: row.text,
    answerWithin: row.answer_within,
    actions: [...actionsOf(row.state, rolesAt(caller, row.issuer))],
    items: items.slice(0, SHOWN).map((item) => ({
      ...{ no: item.no, name: item.name, subject: item.subject, division: item.division_name },
      ...{ clause: item.clause, due: item.due, overdueDays: item.overdue_days },
    })),
    deliveries: deliveries.map((each) => ({
      addressee: each.addressee,
      name: each.name,
      answeredOn: each.answered_on,
      answer: each.answer,
      answeredBy: each.answered_name,
      file: each.file_name,
      mine: each.mine && !row.is_issuer,
    })),
    steps: steps.map(({ at, ...step }) => ({ ...step, at: formatMoment(at.getTime() as Moment) })),
  };
}
