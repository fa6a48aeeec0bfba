import type { FileAnswer, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Caller } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import { NOT_VISIBLE } from '../../registry/index.ts';
import type { Content, Reporter } from '../model.ts';
import { READS_CONTENT, REVEALS } from '../rules/table.ts';
import { sealedOf } from '../store/sealed.ts';
import { openedJson, ownerOf, type Reports } from './context.ts';
import { isAmong, openReport } from './one.ts';

/** Writes down who looked at what, and why; before it is shown. */
export type NoteReveal = (entry: {
  readonly account: string;
  readonly object: string;
  readonly detail: Readonly<Record<string, string>>;
  readonly ip: string;
}) => Promise<void>;

interface Looking {
  readonly id: string;
  readonly ip: string;
}

/** May the caller look, by his role at the report? Then the look is written down first. */
async function admitted(
  { city }: Reports,
  caller: Caller,
  { id, ip }: Looking,
  who: Parameters<typeof isAmong>[1],
  detail: Readonly<Record<string, string>>,
  note: NoteReveal,
): Promise<Result<true, Refusal>> {
  const open = await reading(city.web, caller, (client) =>
    openReport(client, city, caller, { id }),
  );
  if (!open.ok) return open;
  if (!isAmong(open.value, who)) return refuse(NOT_VISIBLE);
  await note({ account: caller.user, object: `report/${id}`, detail, ip });
  return ok(true);
}

/** Who reported: for whoever answers reports, with a reason, each time in the audit. */
export async function revealReporter(
  reports: Reports,
  caller: Caller,
  asked: Looking & { readonly reason: string },
  note: NoteReveal,
): Promise<Result<{ name: string; contact: string }, Refusal>> {
  const detail = { attribute: 'reporter', reason: asked.reason };
  const may = await admitted(reports, caller, asked, REVEALS, detail, note);
  if (!may.ok) return may;
  const [sealed] = await sealedOf(ownerOf(reports), asked.id, 'who');
  const reporter = sealed ? openedJson<Reporter>(reports, sealed.body) : null;
  if (!reporter) return refuse(NOT_VISIBLE);
  return ok({ name: reporter.name, contact: reporter.contact });
}

export async function reportPhoto(
  reports: Reports,
  caller: Caller,
  asked: Looking,
  note: NoteReveal,
): Promise<Result<FileAnswer, Refusal>> {
  const may = await admitted(reports, caller, asked, READS_CONTENT, { attribute: 'photo' }, note);
  if (!may.ok) return may;
  const owner = ownerOf(reports);
  const [photo] = await sealedOf(owner, asked.id, 'photo');
  const [content] = await sealedOf(owner, asked.id, 'content');
  const bytes = photo ? reports.box.openBytes(photo.body) : null;
  const type = content ? openedJson<Content>(reports, content.body)?.photo : null;
  if (!bytes || !type) return refuse(NOT_VISIBLE);
  return ok({ name: `${asked.id}.${type.slice('image/'.length)}`, type, bytes });
}
