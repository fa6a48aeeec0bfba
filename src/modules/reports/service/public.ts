import type { FormAnswer, FormCall, FormPage } from '../../../platform/http/index.ts';
import { EVERYONE, reading } from '../../identity/index.ts';
import { publishedRules } from '../load.ts';
import { kindNames } from '../model.ts';
import { MOST_PHOTO_BYTES, photoType, withoutMaker } from '../rules/photo.ts';
import {
  askPage,
  donePage,
  refusedPage,
  type ToldView,
  toldPage,
} from '../rules/public-answers.ts';
import { SCRIPT, STYLE } from '../rules/public-files.ts';
import { formPage, LIMITS, type Typed } from '../rules/public-form.ts';
import type { Language, Say } from '../rules/public-words.ts';
import { countiesOn, type Division } from '../store/steps.ts';
import { addNote, reportBy, told } from './asking.ts';
import { isOnce, newOnce, tidiedCode } from './codes.ts';
import { latest, type Reports } from './context.ts';
import { receive } from './intake.ts';

export interface PublicDeps {
  readonly reports: () => Reports;
  readonly ready: () => boolean;
}

/** From one address a minute: a street of neighbours, but no machine. */
const REPORTS_PER_MINUTE = 6;
const ASKS_PER_MINUTE = 12;
const PAGES_PER_MINUTE = 120;

const html = (body: string, status = 200): FormAnswer => ({
  ...{ status, body },
  type: 'text/html; charset=utf-8',
});

const languageOf = ({ query, fields }: FormCall): Language =>
  (fields.lang ?? query.lang) === 'en' ? 'en' : 'zh';

const REFUSALS: Readonly<Record<string, readonly [Say, number]>> = {
  'too-many': ['tooMany', 429],
  'too-large': ['tooLarge', 413],
  'bad-request': ['badForm', 400],
  'unsupported-type': ['badForm', 415],
  'not-ready': ['notReady', 503],
};

const refusedAt =
  (path: '/r' | '/r/q') =>
  (code: string, call: FormCall): FormAnswer => {
    const [why, status] = REFUSALS[code] ?? (['internal', 500] as const);
    return html(refusedPage(languageOf(call), path, why), status);
  };

/** The pages for citizens: report (`/r`), and ask how far it is (`/r/q`). */
export function publicPages({ reports, ready }: PublicDeps): readonly FormPage[] {
  const page = (
    method: FormPage['method'],
    path: '/r' | '/r/q',
    perMinute: number,
    answer: (reports: Reports, call: FormCall) => Promise<FormAnswer>,
    maxBytes?: number,
  ): FormPage => {
    const refused = refusedAt(path);
    return {
      ...{ method, path, perMinute, refused },
      ...(maxBytes === undefined ? {} : { maxBytes }),
      answer: async (call) => (ready() ? answer(reports(), call) : refused('not-ready', call)),
    };
  };
  const file = (path: string, type: string, body: string): FormPage => ({
    ...{ method: 'GET', path, perMinute: PAGES_PER_MINUTE, refused: refusedAt('/r') },
    answer: async () => ({ status: 200, type, body }),
  });
  return [
    page('GET', '/r', PAGES_PER_MINUTE, emptyForm),
    page('POST', '/r', REPORTS_PER_MINUTE, takeReport, MOST_PHOTO_BYTES),
    page('GET', '/r/q', PAGES_PER_MINUTE, async (_, call) =>
      html(askPage(languageOf(call), { wrong: false })),
    ),
    page('POST', '/r/q', ASKS_PER_MINUTE, tellReport),
    file('/r/style.css', 'text/css; charset=utf-8', STYLE),
    file('/r/steps.js', 'text/javascript; charset=utf-8', SCRIPT),
  ];
}

const typedIn = ({ fields }: FormCall): Typed => ({
  once: isOnce(fields.once) ? fields.once : newOnce(),
  division: fields.division ?? '',
  place: (fields.place ?? '').trim(),
  kind: fields.kind ?? '',
  text: (fields.text ?? '').trim(),
  name: (fields.name ?? '').trim(),
  contact: (fields.contact ?? '').trim(),
  employee: fields.employee === 'yes',
});

function divisionsOf({ city }: Reports): Promise<readonly Division[]> {
  const nobody = { user: 'public', keys: [EVERYONE], writeKeys: [] };
  return reading(city.web, nobody, (client) => countiesOn(client, new Date(latest(city))));
}

async function emptyForm(reports: Reports, call: FormCall): Promise<FormAnswer> {
  const divisions = await divisionsOf(reports);
  const given = { language: languageOf(call), divisions, typed: typedIn(call), faults: [] };
  return html(formPage(given));
}

function faultsOf(typed: Typed, call: FormCall, divisions: readonly Division[]): Say[] {
  const { place, text, name, contact } = typed;
  const holdsNul = Object.values(call.fields).some((value) => value.includes('\u0000'));
  const long =
    place.length > LIMITS.place ||
    text.length > LIMITS.text ||
    name.length > LIMITS.name ||
    contact.length > LIMITS.contact;
  return [
    ...(divisions.some(({ id }) => id === typed.division) ? [] : (['needDivision'] as const)),
    ...(place === '' ? (['needPlace'] as const) : []),
    ...(kindNames.some((kind) => kind === typed.kind) ? [] : (['needKind'] as const)),
    ...(call.file && photoType(call.file.bytes) === null ? (['badPhoto'] as const) : []),
    ...(long ? (['tooLong'] as const) : []),
    ...(holdsNul ? (['badForm'] as const) : []),
  ];
}

async function takeReport(reports: Reports, call: FormCall): Promise<FormAnswer> {
  const language = languageOf(call);
  const typed = typedIn(call);
  const divisions = await divisionsOf(reports);
  const faults = faultsOf(typed, call, divisions);
  const kind = kindNames.find((each) => each === typed.kind);
  if (faults.length > 0 || !kind) {
    return html(formPage({ language, divisions, typed, faults }), 400);
  }
  const type = call.file ? photoType(call.file.bytes) : null;
  const ticket = await receive(reports, {
    ...{ once: typed.once, channel: 'report-system', division: typed.division, enterprise: null },
    ...{ employee: typed.employee, withinDuty: null },
    content: { kind, place: typed.place, text: typed.text },
    photo: call.file && type ? { type, bytes: withoutMaker(call.file.bytes) } : null,
    reporter: typed.name || typed.contact ? { name: typed.name, contact: typed.contact } : null,
  });
  return html(donePage(language, ticket));
}

async function tellReport(reports: Reports, call: FormCall): Promise<FormAnswer> {
  const language = languageOf(call);
  const code = tidiedCode(call.fields.code ?? '').slice(0, 20);
  const pin = (call.fields.pin ?? '').trim().slice(0, 12);
  const report = await reportBy(reports, code, pin);
  if (report === null) return html(askPage(language, { wrong: true }), 400);
  const note = (call.fields.note ?? '').trim();
  let noted: ToldView['noted'] = null;
  if (note.length > LIMITS.text) noted = 'tooLong';
  else if (note !== '') noted = (await addNote(reports, report, note)) ? 'noted' : 'noteFull';
  const { collectDays } = publishedRules();
  return html(
    toldPage(language, { ...(await told(reports, report)), code, pin, noted, collectDays }),
  );
}
