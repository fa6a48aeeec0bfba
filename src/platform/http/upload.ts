import type { FastifyRequest } from 'fastify';
import type { Refusal } from '../../kernel/endpoint.ts';
import type { Result } from '../../kernel/result.ts';
import { ok, refuse } from '../../kernel/result.ts';

interface File {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Upload {
  readonly file: File;
  readonly fields: Readonly<Record<string, string>>;
}

export interface Form extends Omit<Upload, 'file'> {
  readonly file: File | null;
}

const MOST_FIELDS = 30;

/** One file of the form field `file`, and the fields beside it. */
export async function readUpload(
  request: FastifyRequest,
  maxBytes: number,
): Promise<Result<Upload, Refusal>> {
  const read = await readForm(request, maxBytes);
  if (!read.ok) return read;
  const { file, fields } = read.value;
  return file ? ok({ file, fields }) : refuse({ code: 'bad-request', detail: FORM });
}

/** The fields of a form, with its file where it has one. */
export async function readForm(
  request: FastifyRequest,
  maxBytes: number,
): Promise<Result<Form, Refusal>> {
  if (!request.isMultipart()) return refuse({ code: 'unsupported-type', detail: FORM });
  const fields: Record<string, string> = {};
  let file: File | null = null;
  try {
    const limits = { fileSize: maxBytes, files: 1, fields: MOST_FIELDS, fieldSize: 64 * 1024 };
    for await (const part of request.parts({ limits })) {
      if (part.type === 'field') fields[part.fieldname] = String(part.value);
      else file = { name: part.filename, bytes: await part.toBuffer() };
    }
  } catch (error) {
    const { statusCode } = error as { statusCode?: number };
    if (statusCode === 413) return refuse({ code: 'too-large', detail: tooLarge(maxBytes) });
    if (statusCode !== undefined || isBroken(error))
      return refuse({ code: 'bad-request', detail: FORM });
    throw error;
  }
  return ok({ file, fields });
}

/** What the parser says of a form that ends in its middle. */
const isBroken = (error: unknown): boolean =>
  error instanceof Error && /form|boundary|header|multipart/i.test(error.message);

const FORM = {
  zh: '请以 multipart/form-data 上传一个文件，字段名为 file',
  en: 'send one file as multipart/form-data, in the field named file',
};

function tooLarge(maxBytes: number): { zh: string; en: string } {
  const mb = Math.round(maxBytes / 1_048_576);
  return { zh: `文件不得超过 ${mb} MB`, en: `the file may have ${mb} MB at most` };
}
