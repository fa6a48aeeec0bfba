import { z } from 'zod';
import { contract } from '../../kernel/endpoint.ts';
import { BUSINESS, REPORTERS, WRITERS } from '../../law/roles.ts';
import { actNames, bilingual, deviceShape, hazardFilters, plain, stageNames } from './model.ts';

const hazardId = plain(200).min(1);
const linkShape = z.object({ type: z.string(), id: z.string(), name: z.string().nullable() });
const codeShape = z.object({ code: z.string(), text: bilingual });
const stageShape = z.object({ code: z.enum(stageNames), text: bilingual });

const rowShape = z.object({
  id: z.string(),
  enterprise: linkShape.nullable(),
  division: linkShape.nullable(),
  /** What was found, as it was written down. */
  text: z.string(),
  source: codeShape.nullable(),
  kind: codeShape.nullable(),
  stage: stageShape,
  major: z.boolean(),
  /** Handled as a major one by a rule of the city, and in no statutory count. */
  treatedOnly: z.boolean(),
  class: codeShape.nullable(),
  criterion: z.string().nullable(),
  foundOn: z.string().nullable(),
  /** The time limit as it stands, extensions included. */
  limit: z.string().nullable(),
  closedOn: z.string().nullable(),
  overdue: z.boolean(),
  supervisedBy: codeShape.nullable(),
  stopRequired: z.boolean(),
  refused: z.boolean(),
  returned: z.int(),
  relapses: z.int(),
});

const valueShape = z
  .union([z.string().max(4000), z.number(), z.boolean(), z.array(z.string().max(200)).max(200)])
  .nullable();
const setShape = z.record(z.string().max(60), valueShape);

/** A field of a step's form. */
const fieldShape = z.object({
  name: z.string(),
  label: bilingual,
  kind: z.enum(['text', 'area', 'number', 'date', 'select', 'boolean', 'files', 'picker']),
  required: z.boolean(),
  /** Asked of major hazards only, or of those by the published criteria. */
  hint: bilingual.nullable(),
  unit: z.string().nullable(),
  options: z.array(z.object({ value: z.string(), label: bilingual })).nullable(),
  value: valueShape,
});

const factShape = z.object({
  name: z.string(),
  label: bilingual,
  value: bilingual,
  link: linkShape.nullable(),
  /** Sealed: from which stage; null: open still. */
  sealedFrom: stageShape.nullable(),
});

/** A photograph or paper; its bytes: `/api/files/{id}?of=hazard/…`. */
const fileShape = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
  image: z.boolean(),
});

const stepShape = z.object({
  no: z.int(),
  act: z.enum(actNames),
  title: bilingual,
  from: stageShape.nullable(),
  to: stageShape,
  at: z.string(),
  by: z.string(),
  role: bilingual.nullable(),
  reason: z.string().nullable(),
  changes: z.array(z.object({ label: bilingual, value: bilingual })),
  files: z.array(fileShape),
});

const nextShape = z.object({
  act: z.enum(actNames),
  title: bilingual,
  /** Leads onward in the loop; false: a step beside it. */
  onward: z.boolean(),
  may: z.boolean(),
  why: bilingual.nullable(),
  reason: z.boolean(),
  fields: z.array(fieldShape),
});

const hazardShape = z.object({
  row: rowShape,
  version: z.int(),
  asOf: z.string(),
  facts: z.array(factShape),
  /** As it was found, and as it is after the work (整改前后). */
  evidence: z.object({
    before: z.array(fileShape),
    after: z.array(fileShape),
    /** Named by the records, and not in the file store. */
    missing: z.int(),
  }),
  steps: z.array(stepShape),
  /** Stages of the way, where it stands, and when each was reached. */
  line: z.array(stageShape.extend({ reached: z.boolean(), on: z.string().nullable() })),
  deadline: z
    .object({ day: z.string(), late: z.boolean(), provisional: z.boolean(), what: bilingual })
    .nullable(),
  /** A stop that was ordered: kept or not; null: nothing is recorded that tells. */
  runningDespiteStop: z.boolean().nullable(),
  next: z.array(nextShape),
});

const myReportShape = z.object({
  id: z.string(),
  text: z.string().nullable(),
  stage: stageShape.nullable(),
  /** When it was written: by the device's clock, and put right. */
  deviceAt: z.string(),
  writtenAt: z.string(),
  receivedAt: z.string(),
});

const actedShape = z.object({ id: z.string(), version: z.int(), stage: stageShape });

export const hazardsContract = contract({
  hazards: {
    method: 'GET',
    path: '/api/hazards',
    title: { zh: '隐患台账', en: 'Ledger of hazards' },
    callers: BUSINESS,
    query: hazardFilters.extend({
      cursor: z.string().max(500).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: z.object({
      rows: z.array(rowShape),
      next: z.string().nullable(),
      asOf: z.string(),
      /** With the first page; null: more than are counted. */
      total: z.int().nullable(),
    }),
  },
  hazardsExport: {
    method: 'GET',
    path: '/api/hazards/export',
    title: { zh: '导出隐患台账', en: 'Export of the hazards' },
    callers: BUSINESS,
    query: hazardFilters.extend({
      columns: plain(400).optional(),
      language: z.enum(['zh', 'en']).default('zh'),
    }),
    answer: 'file',
    perMinute: 20,
  },
  hazardFigures: {
    method: 'GET',
    path: '/api/hazards/figures',
    title: { zh: '方案条款的隐患指标', en: 'What the plans ask of hazards' },
    callers: BUSINESS,
    query: hazardFilters.pick({ asOf: true }),
    answer: z.object({
      asOf: z.string(),
      rows: z.array(
        z.object({
          clause: z.string(),
          title: bilingual,
          total: z.int(),
          open: z.int(),
        }),
      ),
    }),
  },
  hazardChoices: {
    method: 'GET',
    path: '/api/hazards/choices',
    title: { zh: '隐患台账的筛选项', en: 'Choices of the filters of hazards' },
    callers: BUSINESS,
    answer: z.object({ source: z.array(codeShape), supervised: z.array(codeShape) }),
  },
  hazardEquipment: {
    method: 'GET',
    path: '/api/hazards/equipment',
    title: { zh: '隐患所在设备的选项', en: 'Equipment of an enterprise that a hazard may name' },
    callers: WRITERS,
    query: z.object({
      enterprise: plain(100),
      /** Part of its name, or its id. */
      q: plain(60).default(''),
      /** This one alone: its name is asked for. */
      id: plain(200).optional(),
    }),
    answer: z.object({
      rows: z.array(z.object({ id: z.string(), name: z.string(), note: z.string().nullable() })),
    }),
  },
  newHazard: {
    method: 'GET',
    path: '/api/hazards/new',
    title: { zh: '上报隐患的表单', en: 'Form of a new hazard' },
    callers: REPORTERS,
    query: z.object({
      enterprise: plain(100).optional(),
      /** The record that it was found by, such as `inspection/I-1`: what it says is filled in. */
      from: plain(260).optional(),
    }),
    answer: z.object({ fields: z.array(fieldShape), enterprise: linkShape.nullable() }),
  },
  myReports: {
    method: 'GET',
    path: '/api/hazards/mine',
    title: { zh: '我在手机上报的隐患', en: 'What the caller reported by phone, newest first' },
    callers: REPORTERS,
    answer: z.object({ rows: z.array(myReportShape) }),
  },
  hazard: {
    method: 'GET',
    path: '/api/hazards/{id}',
    title: { zh: '一条隐患', en: 'A hazard' },
    callers: BUSINESS,
    params: z.object({ id: hazardId }),
    query: hazardFilters.pick({ asOf: true }),
    answer: hazardShape,
  },
  reportHazard: {
    method: 'POST',
    path: '/api/hazards',
    title: { zh: '上报隐患', en: 'Report a hazard' },
    callers: REPORTERS,
    /** `device`: written on a phone, perhaps hours before it is sent. */
    body: z.object({ set: setShape, device: deviceShape.optional() }),
    answer: actedShape,
    idempotent: true,
  },
  actOnHazard: {
    method: 'POST',
    path: '/api/hazards/{id}/acts',
    title: { zh: '办理隐患处置步骤', en: 'Take a step of the loop' },
    callers: WRITERS,
    params: z.object({ id: hazardId }),
    body: z.object({
      act: z.enum(actNames),
      version: z.int().min(0),
      set: setShape.default({}),
      reason: plain(1000).nullable().default(null),
    }),
    answer: actedShape,
    refusals: ['wrong-stage'],
    idempotent: true,
  },
  readDraft: {
    method: 'GET',
    path: '/api/hazards/drafts/{key}',
    title: { zh: '取回草稿', en: 'A draft' },
    callers: WRITERS,
    params: z.object({ key: hazardId }),
    answer: z.object({
      draft: z.object({ body: setShape, savedAt: z.string() }).nullable(),
    }),
  },
  saveDraft: {
    method: 'PUT',
    path: '/api/hazards/drafts/{key}',
    title: { zh: '保存草稿', en: 'Keep a draft' },
    callers: WRITERS,
    params: z.object({ key: hazardId }),
    body: z.object({ body: setShape }),
    answer: z.object({ savedAt: z.string() }),
  },
  dropDraft: {
    method: 'DELETE',
    path: '/api/hazards/drafts/{key}',
    title: { zh: '删除草稿', en: 'Drop a draft' },
    callers: WRITERS,
    params: z.object({ key: hazardId }),
    answer: z.object({ dropped: z.literal(true) }),
  },
});

export type HazardRow = z.infer<typeof rowShape>;
export type HazardWhole = z.infer<typeof hazardShape>;
export type HazardField = z.infer<typeof fieldShape>;
export type HazardFile = z.infer<typeof fileShape>;
export type HazardStep = z.infer<typeof stepShape>;
export type HazardNext = z.infer<typeof nextShape>;
export type Acted = z.infer<typeof actedShape>;
export type MyReport = z.infer<typeof myReportShape>;
