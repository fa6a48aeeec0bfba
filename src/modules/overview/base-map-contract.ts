import { z } from 'zod';
import { contract, words } from '../../kernel/endpoint.ts';
import { SYSTEM_ADMIN } from '../../law/roles.ts';
import { boundariesShape } from './model.ts';

export const MOST_BYTES = 8 * 1024 * 1024;

const NEEDED = words('请填写', 'fill this in');
const id = z.object({ id: z.string().regex(/^[0-9]{1,15}$/) });

const baseMapShape = z.object({
  id: z.string(),
  name: z.string(),
  /** 审图号 */
  approval: z.string(),
  attribution: z.string(),
  areas: z.int(),
  bytes: z.int(),
  by: z.string(),
  at: z.string(),
  inForce: z.boolean(),
});
export type BaseMapRow = z.infer<typeof baseMapShape>;

const stateShape = z.object({
  rows: z.array(baseMapShape),
  /** The last choice: what an undo takes back; 0: none was made, the map is a schematic. */
  seq: z.int(),
  choices: z.array(
    z.object({
      seq: z.int(),
      name: z.string().nullable(),
      approval: z.string().nullable(),
      undo: z.boolean(),
      by: z.string(),
      at: z.string(),
    }),
  ),
});
export type BaseMaps = z.infer<typeof stateShape>;

/** As it is printed beside a map: GS(2024)1234号, 鲁S(2023)026号. */
const approval = z
  .string()
  .trim()
  .transform((text) => text.replaceAll('（', '(').replaceAll('）', ')').replaceAll(' ', ''))
  .pipe(
    z.string().regex(/^(GS[一-龥]?|[一-龥]{1,2}S[A-Z]?)\(20\d{2}\)\d{1,6}号$/, {
      error: words(
        '审图号写作 GS(2024)1234号 或 鲁S(2024)026号',
        'write the approval number as GS(2024)1234号 or 鲁S(2024)026号',
      ),
    }),
  );

/** The base map (底图) under every map, by the system administrator. */
export const baseMapContract = contract({
  baseMaps: {
    method: 'GET',
    path: '/api/sys/base-maps',
    title: { zh: '底图与审图号', en: 'Base maps and their approval numbers' },
    callers: SYSTEM_ADMIN,
    answer: stateShape,
  },
  addBaseMap: {
    method: 'POST',
    path: '/api/sys/base-maps',
    title: { zh: '上传底图（校验，不启用）', en: 'Add a base map: checked, not yet in force' },
    callers: SYSTEM_ADMIN,
    body: z.object({
      name: z.string().trim().min(1, { error: NEEDED }).max(100),
      approval,
      attribution: z.string().trim().min(1, { error: NEEDED }).max(200),
    }),
    upload: { maxBytes: MOST_BYTES },
    answer: baseMapShape,
    refusals: ['not-a-base-map'],
    perMinute: 20,
  },
  baseMapContent: {
    method: 'GET',
    path: '/api/sys/base-maps/{id}/content',
    title: { zh: '预览底图', en: 'A base map to look at' },
    callers: SYSTEM_ADMIN,
    params: id,
    answer: boundariesShape,
  },
  chooseBaseMap: {
    method: 'POST',
    path: '/api/sys/base-maps/choice',
    title: { zh: '启用底图，或改回示意图', en: 'Put a base map in force, or the schematic' },
    callers: SYSTEM_ADMIN,
    /** `seq`: of the last choice that the page showed; another since then is a conflict. */
    body: z.object({ baseMap: id.shape.id.nullable(), seq: z.int() }),
    answer: stateShape,
    refusals: ['conflict'],
    idempotent: true,
  },
  undoBaseMap: {
    method: 'POST',
    path: '/api/sys/base-maps/undo',
    title: { zh: '撤销上一次启用', en: 'Take the last choice back' },
    callers: SYSTEM_ADMIN,
    body: z.object({ seq: z.int().min(1) }),
    answer: stateShape,
    refusals: ['conflict'],
    idempotent: true,
  },
});
