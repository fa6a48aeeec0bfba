import { formatDay } from '../../../kernel/calendar.ts';
import { must } from '../../../kernel/result.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import { hashPassword } from '../../../platform/secrets/index.ts';
import { loadWorkingCalendar } from '../../plan/index.ts';
import { publishedRules } from '../load.ts';
import type { Content, Handled, Reporter } from '../model.ts';
import { dueOf } from '../rules/deadline.ts';
import { addEntry, addSealed, entryOf } from '../store/sealed.ts';
import { addStep } from '../store/steps.ts';
import type { Ticket } from './codes.ts';
import { codeHash, ticketOf } from './codes.ts';
import { latest, ownerOf, type Reports, sealedJson } from './context.ts';

/** What came in, from whomever. */
export interface Given {
  /** The secret of the form. */
  readonly once: string;
  readonly channel: 'report-system' | 'internal';
  /** Of a citizen's report the division that he chose; of an internal one its enterprise. */
  readonly division: string | null;
  readonly enterprise: string | null;
  readonly employee: boolean;
  readonly withinDuty: boolean | null;
  readonly content: Omit<Content, 'photo'>;
  readonly photo: { readonly type: string; readonly bytes: Uint8Array } | null;
  /** Null: anonymous. */
  readonly reporter: Reporter | null;
}

/** Of whoever reports nothing goes into a fact: they are stated by the system, for that place alone. */
function intakeOf({ division, enterprise }: Given) {
  const writeKeys = [
    ...(division ? [`d:${division}:chem`, `d:${division}:trade`] : []),
    ...(enterprise ? [`e:${enterprise}`] : []),
  ];
  return { user: 'report-intake', keys: [], writeKeys };
}

const TOPICS: Readonly<Record<string, string>> = {
  illegal: 'illegal-activity',
  concealed: 'concealed-incident',
};

/** Takes a report in, once for each form: again it gives the same code and PIN. */
export async function receive(reports: Reports, given: Given): Promise<Ticket> {
  const { city } = reports;
  const ticket = ticketOf(given.once);
  const owner = ownerOf(reports);
  if (await entryOf(owner, codeHash(ticket.code))) return ticket;
  const today = formatDay(city.today());
  const topic = TOPICS[given.content.kind];
  const stated = await city.state(
    intakeOf(given),
    [
      {
        // Of the day: stated again after a failure it is the same fact.
        ...{ id: `${ticket.report}:received`, type: 'report', record: ticket.report, at: today },
        set: {
          ...{ channel: given.channel, date: today },
          reporterRole: given.employee ? 'employee' : 'public',
          ...(given.division ? { jurisdiction: given.division } : {}),
          ...(given.enterprise ? { enterprise: given.enterprise } : {}),
          ...(given.withinDuty === null ? {} : { withinDuty: given.withinDuty }),
          ...(topic ? { topic } : {}),
        },
      },
    ],
    { by: 'reports' },
  );
  must(stated.ok ? stated.value : null, 'a report is stated for a place that is there');
  await keep(reports, given, ticket);
  city.announce({ topic: 'report' });
  return ticket;
}

async function keep(reports: Reports, given: Given, { report, code, pin }: Ticket): Promise<void> {
  const { city } = reports;
  const at = new Date(latest(city));
  const { photo, reporter } = given;
  const pinHash = await hashPassword(pin);
  const content: Content = { ...given.content, photo: photo?.type ?? null };
  const due = dueOf(newReport(reports, given), publishedRules().limits, loadWorkingCalendar());
  await transaction(ownerOf(reports), async (client) => {
    await addEntry(client, report, codeHash(code), pinHash);
    const seal = (kind: 'who' | 'content', value: unknown): Promise<void> =>
      addSealed(client, report, kind, { no: 1, at, body: sealedJson(reports, value) });
    await seal('content', content);
    if (reporter) await seal('who', reporter);
    if (photo) {
      const body = reports.box.sealBytes(photo.bytes);
      await addSealed(client, report, 'photo', { no: 1, at, body });
    }
    await addStep(client, report, {
      ...{ no: 1, act: 'receive', stage: 'received', at, told: null, detail: {} },
      ...{ byAccount: null, byName: null, byRole: null },
      due: due ? formatDay(due.day) : null,
    });
  });
}

function newReport({ city }: Reports, given: Given): Handled {
  return {
    ...{ stage: 'received', internal: given.channel === 'internal', topic: null, result: null },
    ...{
      date: city.today(),
      receivedOn: city.today(),
      acceptedOn: null,
      verifiedOn: null,
      extended: false,
    },
    enterprise: given.enterprise,
  };
}
