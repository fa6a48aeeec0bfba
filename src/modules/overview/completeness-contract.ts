import { z } from 'zod';
import { contract } from '../../kernel/endpoint.ts';
import { dayShape as day, exportQuery, wordsShape } from '../../kernel/shapes.ts';
import { AUTHORITY_AND_PARK } from '../../law/roles.ts';
import { place } from './model.ts';

const code = z.string().max(40);
const asOf = { asOf: day.optional() };
const division = { division: code.optional() };
const lang = { lang: z.enum(['zh', 'en']).default('zh') };
const paging = {
  after: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
const next = z.string().nullable();

const completenessShape = z.object({
  asOf: z.string(),
  node: z.object(place),
  types: z.array(
    z.object({
      type: z.string(),
      words: wordsShape,
      records: z.int(),
      fields: z.array(
        z.object({
          name: z.string(),
          words: wordsShape,
          required: z.boolean(),
          present: z.int(),
        }),
      ),
      last: z.string().nullable(),
    }),
  ),
  rows: z.array(
    z.object({
      ...place,
      expected: z.int(),
      present: z.int(),
      share: z.number().nullable(),
      rank: z.int().nullable(),
      last: z.string().nullable(),
    }),
  ),
});

const incompleteFirmShape = z.object({
  id: z.string(),
  name: z.string().nullable(),
  division: z.string().nullable(),
  missing: z.array(wordsShape),
  lastVerifiedOn: z.string().nullable(),
  changed: z.string(),
});
export type IncompleteFirm = z.infer<typeof incompleteFirmShape>;

export const completenessContract = contract({
  completeness: {
    method: 'GET',
    path: '/api/completeness',
    title: { zh: '填报完整度', en: 'Completeness of what is reported' },
    callers: AUTHORITY_AND_PARK,
    query: z.object({ ...asOf, ...division }),
    answer: completenessShape,
  },
  completenessExport: {
    method: 'GET',
    path: '/api/completeness/export',
    title: { zh: '导出填报完整度', en: 'Export the completeness' },
    callers: AUTHORITY_AND_PARK,
    /** The table of the divisions below, or that of the fields. */
    query: z.object({
      ...asOf,
      ...division,
      ...exportQuery,
      by: z.enum(['divisions', 'fields']).default('divisions'),
    }),
    answer: 'file',
  },
  incompleteFirms: {
    method: 'GET',
    path: '/api/completeness/enterprises',
    title: { zh: '填报不全的企业', en: 'Enterprises whose file lacks fields' },
    callers: AUTHORITY_AND_PARK,
    query: z.object({ ...asOf, ...division, field: code.optional(), ...paging }),
    answer: z.object({ rows: z.array(incompleteFirmShape), next, asOf: day }),
  },
  incompleteFirmsExport: {
    method: 'GET',
    path: '/api/completeness/enterprises/export',
    title: { zh: '导出填报不全的企业', en: 'Export of enterprises whose file lacks fields' },
    callers: AUTHORITY_AND_PARK,
    query: z.object({ ...asOf, ...division, ...lang, field: code.optional() }),
    answer: 'file',
  },
});
