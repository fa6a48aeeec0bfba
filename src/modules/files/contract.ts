import { z } from 'zod';
import { contract, words } from '../../kernel/endpoint.ts';
import { BUSINESS, REPORTERS } from '../../law/roles.ts';
import { MOST_BYTES } from './model.ts';

const id = z.object({ id: z.string().min(1).max(200) });
/** The record that names the file, such as `hazard/HZ-1`; left out: the caller's own upload. */
const of = z.object({ of: z.string().max(300).optional() });

const fileShape = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
  image: z.boolean(),
});

export const filesContract = contract({
  uploadFile: {
    method: 'POST',
    path: '/api/files',
    title: { zh: '上传文件', en: 'Upload a file' },
    callers: REPORTERS,
    body: z.object({
      /** When it was taken, as the device claims. */
      takenAt: z.iso
        .datetime({ offset: true, error: words('时间格式不对', 'no moment') })
        .optional(),
    }),
    upload: { maxBytes: MOST_BYTES },
    answer: fileShape,
    refusals: ['unknown-kind', 'too-many-files'],
    idempotent: true,
    perMinute: 120,
  },
  file: {
    method: 'GET',
    path: '/api/files/{id}',
    title: { zh: '取文件', en: 'The bytes of a file' },
    callers: BUSINESS,
    params: id,
    query: of,
    answer: 'file',
  },
  fileAbout: {
    method: 'GET',
    path: '/api/files/{id}/about',
    title: { zh: '文件信息', en: 'Name, kind and size of a file' },
    callers: BUSINESS,
    params: id,
    query: of,
    answer: fileShape,
  },
});

export type FileView = z.infer<typeof fileShape>;
