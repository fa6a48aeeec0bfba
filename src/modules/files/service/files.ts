import { hash } from 'node:crypto';
import type { FileAnswer, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading, withScope } from '../../identity/index.ts';
import type { FileView } from '../contract.ts';
import type { FileRef } from '../model.ts';
import { FILE_ID, isImage, isVoice, kinds, MOST_A_DAY, MOST_VOICE_BYTES } from '../model.ts';
import { kindOf, nameFor } from '../rules/kinds.ts';
import type { KeptFile } from '../store/files.ts';
import { addFile, askFor, bytesOf, filesIn, uploadsSince } from '../store/files.ts';

const ONLY_THESE = {
  zh: '只收照片（jpg、png、webp）、语音和 pdf、docx、xlsx 文件，不收带宏的文件；按文件内容判断',
  en: 'photographs (jpg, png, webp), voice, pdf, docx and xlsx without macros, by their content',
};
const NO_PAPERS = {
  zh: '只收照片（jpg、png、webp）和语音；按文件内容判断',
  en: 'photographs (jpg, png, webp) and voice notes are taken, by their content',
};
const TOO_LONG = {
  zh: `语音不得超过 ${MOST_VOICE_BYTES >> 20} MB，请分段录制`,
  en: `a voice note has ${MOST_VOICE_BYTES >> 20} MB at most: record it in parts`,
};
const TOO_MANY = {
  zh: `每人每日最多上传 ${MOST_A_DAY} 个文件，请明日再试`,
  en: `${MOST_A_DAY} files a person and day at most: try again tomorrow`,
};
const DAY_MS = 86_400_000;
const EMPTY = { zh: '文件是空的', en: 'the file is empty' };

interface Uploaded {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Keeps a file under its hash; the same bytes once more are the same file. */
export async function uploadFile(
  city: LiveCity,
  caller: Caller,
  { name, bytes }: Uploaded,
  takenAt: string | undefined,
): Promise<Result<FileView, Refusal>> {
  if (bytes.length === 0) return refuse({ code: 'bad-request', detail: EMPTY });
  const kind = kindOf(bytes);
  if (kind === null) return refuse({ code: 'unknown-kind', detail: ONLY_THESE });
  const id = `sha256:${hash('sha256', bytes, 'hex')}`;
  const { mediaType } = kinds[kind];
  const photo = isImage(mediaType) || isVoice(mediaType);
  // Who states no facts but his reports brings what was seen and said, and no papers.
  if (!photo && caller.writeKeys.length === 0) {
    return refuse({ code: 'unknown-kind', detail: NO_PAPERS });
  }
  if (isVoice(mediaType) && bytes.length > MOST_VOICE_BYTES) {
    return refuse({ code: 'too-large', detail: TOO_LONG });
  }
  return withScope(city.web, caller, async (client) => {
    const since = new Date(city.now() - DAY_MS);
    if ((await uploadsSince(client, since, id, MOST_A_DAY)) >= MOST_A_DAY) {
      return refuse<Refusal>({ code: 'too-many-files', detail: TOO_MANY });
    }
    await addFile(client, {
      ...{ id, mediaType, bytes, account: caller.user, name: nameFor(name, kind) },
      at: new Date(city.now()),
      takenAt: takenAt === undefined ? null : new Date(takenAt),
    });
    const [kept] = await filesIn(client, [id]);
    return kept ? ok(viewOf(kept)) : refuse<Refusal>({ code: 'forbidden' });
  });
}

const viewOf = ({ id, mediaType, size, name }: KeptFile): FileView => ({
  ...{ id, mediaType, size, image: isImage(mediaType) },
  name: name ?? nameFor('', kindBy(mediaType)),
});

const kindBy = (mediaType: string): keyof typeof kinds =>
  (Object.keys(kinds) as (keyof typeof kinds)[]).find(
    (kind) => kinds[kind].mediaType === mediaType,
  ) ?? 'pdf';

interface Wanted {
  readonly id: string;
  readonly of?: string | undefined;
}

/** Whoever uploaded it sees it, and whoever sees the record that names it. */
function found<T>(
  city: LiveCity,
  caller: Caller,
  { id, of }: Wanted,
  take: (client: PoolClient, kept: FileView) => Promise<T | null>,
): Promise<Result<T, Refusal>> {
  return reading(city.web, caller, async (client) => {
    await askFor(client, of ?? null);
    const [kept] = FILE_ID.test(id) ? await filesIn(client, [id]) : [];
    const taken = kept ? await take(client, viewOf(kept)) : null;
    return taken === null ? refuse<Refusal>({ code: 'not-visible' }) : ok(taken);
  });
}

export function fileBytes(
  city: LiveCity,
  caller: Caller,
  wanted: Wanted,
): Promise<Result<FileAnswer, Refusal>> {
  return found(city, caller, wanted, async (client, { id, name, mediaType }) => {
    const bytes = await bytesOf(client, id);
    return bytes && { name, type: mediaType, bytes };
  });
}

export function fileAbout(
  city: LiveCity,
  caller: Caller,
  wanted: Wanted,
): Promise<Result<FileView, Refusal>> {
  return found(city, caller, wanted, async (_, kept) => kept);
}

/** The files that a record of the caller's scope names, in that order; those not kept here are left out. */
export async function filesNamed(
  client: PoolClient,
  subject: string,
  ids: readonly string[],
): Promise<readonly FileRef[]> {
  const known = ids.filter((id) => FILE_ID.test(id));
  if (known.length === 0) return [];
  await askFor(client, subject);
  const kept = new Map((await filesIn(client, known)).map((file) => [file.id, viewOf(file)]));
  await askFor(client, null);
  return known.flatMap((id) => kept.get(id) ?? []);
}
