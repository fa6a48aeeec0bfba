import type { Moment } from '../../../kernel/calendar.ts';
import { dayAt, formatDay, formatMoment } from '../../../kernel/calendar.ts';
import type { Bilingual, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import { reportHazard, reporting } from '../../hazards/index.ts';
import type { Caller, LiveCity, Statement } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import { Turns } from '../../registry/index.ts';
import type { CheckOutcome } from '../contract.ts';
import { markNames } from '../model.ts';
import type { Marked } from '../rules/marks.ts';
import type { KeptCheck } from '../store/submit.ts';
import type { Ready, Sending } from './arriving.ts';
import { hazardOf, judgeAll } from './arriving.ts';
import { latest } from './common.ts';

/** One sending of somebody after the other: the same sent twice meets what it made the first time. */
const turns = new Turns();

/** Records of checks, one or many: each is taken or refused by itself, none twice. */
export function submitChecks(
  city: LiveCity,
  caller: Caller,
  sending: Sending,
): Promise<Result<{ rows: CheckOutcome[] }, Refusal>> {
  return turns.take(caller.user, async () => {
    const judged = await reading(city.web, caller, (client) =>
      judgeAll(client, city, caller, sending),
    );
    const rows: CheckOutcome[] = [];
    const statements: Statement[] = [];
    for (const { item, refused, kept, ready } of judged) {
      if (kept) rows.push(outcomeOf(item.id, { outcome: 'already', ...asKept(kept) }));
      else if (!ready) rows.push(outcomeOf(item.id, { outcome: 'refused', why: refused ?? null }));
      else {
        const found = item.result === 'abnormal' ? await hazardFrom(city, caller, ready) : NONE;
        statements.push(statementOf(city, caller, sending, ready, found.hazard));
        const marks = ready.marks.map(({ mark }) => mark);
        const { record } = ready;
        rows.push(outcomeOf(item.id, { outcome: 'accepted', record, marks, ...found }));
      }
    }
    // Nothing was taken: whoever sent it is told, and keeps it to mend.
    if (rows.every(({ outcome }) => outcome === 'refused')) return refuse(refusalOf(rows));
    if (statements.length === 0) return ok({ rows });
    const stated = await city.state(reporting(caller), statements);
    return stated.ok ? ok({ rows }) : stated;
  });
}

const refusalOf = (rows: readonly CheckOutcome[]): Refusal => ({
  code: 'not-taken',
  ...(rows[0]?.why ? { detail: rows[0].why } : {}),
  fields: rows.flatMap(({ why }, index) => (why ? [{ path: `items.${index}`, message: why }] : [])),
});

const outcomeOf = (id: string, change: Partial<CheckOutcome>): CheckOutcome => ({
  ...{ id, outcome: 'refused', why: null, record: null, hazard: null, hazardWhy: null, marks: [] },
  ...change,
});

const asKept = ({ id, hazard, marks }: KeptCheck) => ({
  ...{ record: id, hazard },
  marks: markNames.filter((mark) => marks?.includes(mark)),
});

interface Found {
  hazard: string | null;
  hazardWhy: Bilingual | null;
}
const NONE: Found = { hazard: null, hazardWhy: null };

/** What is abnormal is a hazard, filled in: nothing that the check says is asked again. */
async function hazardFrom(city: LiveCity, caller: Caller, ready: Ready): Promise<Found> {
  const { item, record, measure, taken } = ready;
  const where = measure.place ? `${measure.place}：` : '';
  const set = {
    ...{ enterprise: measure.enterprise, source: 'selfInspection' },
    ...{ sourceRecord: `measureCheck/${record}`, foundOn: formatDay(dayAt(taken)) },
    note: `${where}${item.note ?? '见现场照片'}（${measure.text ?? measure.id}）`,
    ...(measure.facility ? { facility: measure.facility } : {}),
    // What was taken of it is how the hazard was found (整改前).
    ...(item.photos.length > 0 ? { photos: item.photos } : {}),
  };
  const made = await reportHazard(city, caller, set, hazardOf(item.id));
  if (made.ok) return { hazard: made.value.id, hazardWhy: null };
  return { hazard: null, hazardWhy: made.error.detail ?? NOT_REPORTED };
}

const NOT_REPORTED: Bilingual = {
  zh: '隐患未能上报，请到隐患台账补报',
  en: 'the hazard could not be reported: report it in the ledger of hazards',
};

const MONTH = 31 * 86_400_000;

function statementOf(
  city: LiveCity,
  caller: Caller,
  { sentAt }: Sending,
  ready: Ready,
  hazard: string | null,
): Statement {
  const { item, record, measure, window, taken, marks } = ready;
  // From when it holds: not before the records that it names could be there.
  const at = Math.max(taken, latest(city) - MONTH) as Moment;
  const set = {
    ...{ enterprise: measure.enterprise, controlMeasure: measure.id, period: item.period },
    ...{ riskItem: measure.riskItem, facility: measure.facility, hazard, note: item.note },
    dueOn: formatDay(dayAt((window.until - 1) as Moment)),
    date: formatDay(dayAt(taken)),
    ...{ doneAt: item.doneAt, sentAt, takenAt: formatMoment(taken) },
    ...{ by: caller.user, byName: caller.name, byRole: caller.roles[0] ?? null },
    ...{ result: item.result, secondsTaken: item.secondsTaken, bulk: item.bulk },
    ...{ longitude: item.longitude, latitude: item.latitude },
    photos: item.photos.length > 0 ? item.photos : null,
    marks: marks.length > 0 ? marks.map(({ mark }) => mark) : null,
    whyMarked: marks.length > 0 ? whyText(marks) : null,
  };
  const known = Object.entries(set).filter(([, value]) => value !== null);
  const id = `check:${record}`;
  return { id, type: 'measureCheck', record, at: formatMoment(at), set: Object.fromEntries(known) };
}

/** The working of each mark, as the list shows it later. */
const whyText = (marks: readonly Marked[]): string =>
  JSON.stringify(Object.fromEntries(marks.map(({ mark, why }) => [mark, why])));
