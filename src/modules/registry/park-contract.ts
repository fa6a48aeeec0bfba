import { z } from 'zod';
import { contract } from '../../kernel/endpoint.ts';
import { exportQuery, wordsShape } from '../../kernel/shapes.ts';
import { BUSINESS } from '../../law/roles.ts';
import { asOfText, codeShape, linkShape, plain, recordListShape, recordShape } from './model.ts';

/** Parks (化工园区): the list, one park with its figures, and the rows of each figure. */

const dutyStatus = z.enum(['met', 'late', 'pending', 'overdue', 'unknown']);
const counts = z.record(dutyStatus, z.int());

const parkRow = z.object({
  id: z.string(),
  name: z.string(),
  division: linkShape.nullable(),
  parkType: codeShape.nullable(),
  status: codeShape.nullable(),
  riskGrade: codeShape.nullable(),
  area: z.number().nullable(),
  /** Within the caller's scope. */
  enterprises: z.int(),
  installations: z.int(),
});

const installationRow = z.object({
  id: z.string(),
  name: z.string(),
  level: z.int().nullable(),
  r: z.number().nullable(),
  enterprise: linkShape,
});

const parkDutyRow = z.object({
  /** Names the duty below its clause: `/api/plan/clauses/{id}/duties/{duty}`. */
  duty: z.string(),
  clause: z.string(),
  quote: z.string(),
  subject: linkShape,
  subjectType: wordsShape,
  enterprise: linkShape.nullable(),
  period: z.string().nullable(),
  due: z.string().nullable(),
  status: dutyStatus,
});

const parkFileShape = recordShape.extend({
  figures: z.object({
    enterprises: z.int(),
    /** Major hazard installations by level; `level` null: not stated. */
    installations: z.array(z.object({ level: z.int().nullable(), count: z.int() })),
    duties: counts,
  }),
  /** Of each clause that the park, its enterprises and their records owe: how they stand. */
  clauses: z.array(z.object({ clause: z.string(), quote: z.string(), counts })),
});

const page = {
  asOf: asOfText.optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
const parksFilter = {
  /** In the name. */
  q: plain(50).optional(),
  division: plain(20).optional(),
};
const sitesFilter = { level: z.enum(['1', '2', '3', '4', 'none']).optional() };
const dutiesFilter = { clause: plain(40).optional(), status: dutyStatus.optional() };
const sheet = { asOf: asOfText.optional(), ...exportQuery };
const onePark = z.object({ id: plain(200).min(1) });

const list = <T extends z.ZodType>(row: T) =>
  z.object({ rows: z.array(row), next: z.string().nullable(), asOf: z.string() });

export const parkContract = contract({
  parks: {
    method: 'GET',
    path: '/api/parks',
    title: { zh: '化工园区', en: 'Parks' },
    callers: BUSINESS,
    query: z.object({ ...page, ...parksFilter }),
    answer: list(parkRow),
  },
  parksExport: {
    method: 'GET',
    path: '/api/parks/export',
    title: { zh: '导出化工园区', en: 'Parks as a sheet' },
    callers: BUSINESS,
    query: z.object({ ...sheet, ...parksFilter }),
    answer: 'file',
  },
  park: {
    method: 'GET',
    path: '/api/parks/{id}',
    title: { zh: '园区档案', en: 'One park' },
    callers: BUSINESS,
    params: onePark,
    query: z.object({ asOf: asOfText.optional() }),
    answer: parkFileShape,
  },
  parkInstallations: {
    method: 'GET',
    path: '/api/parks/{id}/installations',
    title: { zh: '园区内重大危险源', en: 'Major hazard installations of a park' },
    callers: BUSINESS,
    params: onePark,
    query: z.object({ ...page, ...sitesFilter }),
    answer: list(installationRow),
  },
  parkInstallationsExport: {
    method: 'GET',
    path: '/api/parks/{id}/installations/export',
    title: { zh: '导出园区内重大危险源', en: 'Installations of a park as a sheet' },
    callers: BUSINESS,
    params: onePark,
    query: z.object({ ...sheet, ...sitesFilter }),
    answer: 'file',
  },
  parkDuties: {
    method: 'GET',
    path: '/api/parks/{id}/duties',
    title: { zh: '园区责任事项清单', en: 'Duties of a park' },
    callers: BUSINESS,
    params: onePark,
    query: z.object({ ...page, ...dutiesFilter }),
    answer: list(parkDutyRow),
  },
  parkDutiesExport: {
    method: 'GET',
    path: '/api/parks/{id}/duties/export',
    title: { zh: '导出园区责任事项', en: 'Duties of a park as a sheet' },
    callers: BUSINESS,
    params: onePark,
    query: z.object({ ...sheet, ...dutiesFilter }),
    answer: 'file',
  },
  parkAssessments: {
    method: 'GET',
    path: '/api/parks/{id}/assessments',
    title: { zh: '园区安全风险评估', en: 'Risk assessments of a park' },
    callers: BUSINESS,
    params: onePark,
    query: z.object(page),
    answer: recordListShape,
  },
  parkStatuses: {
    method: 'GET',
    path: '/api/parks/{id}/statuses',
    title: { zh: '园区资格状态记录', en: 'Status records of a park' },
    callers: BUSINESS,
    params: onePark,
    query: z.object(page),
    answer: recordListShape,
  },
});

export type ParkRow = z.infer<typeof parkRow>;
export type ParkFile = z.infer<typeof parkFileShape>;
export type ParkDuty = z.infer<typeof parkDutyRow>;
export type Installation = z.infer<typeof installationRow>;
export type DutyCounts = z.infer<typeof counts>;
