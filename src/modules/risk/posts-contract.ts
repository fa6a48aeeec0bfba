import { z } from 'zod';
import { contract } from '../../kernel/endpoint.ts';
import type { Role } from '../../law/roles.ts';
import { BUSINESS } from '../../law/roles.ts';
import { asOf, bilingual, plain, written } from './model.ts';

/** Who keeps the post duties of an enterprise. */
export const KEEPERS: readonly Role[] = ['principal', 'safetyManager'];

const personId = plain(200).min(1);
const enterprise = plain(100).optional();
const doneShape = z.object({ record: z.string() });

const personShape = z.object({
  id: z.string(),
  name: z.string().nullable(),
  post: z.string().nullable(),
  /** In force on the day; null: none. */
  duties: z.object({ text: z.string().nullable(), since: z.string() }).nullable(),
  appraised: z
    .object({ on: z.string(), score: z.number().nullable(), consequence: z.array(bilingual) })
    .nullable(),
});

/** Post duties of all staff (全员安全生产责任清单) with their appraisal. */
export const postsContract = contract({
  posts: {
    method: 'GET',
    path: '/api/posts',
    title: { zh: '全员安全生产责任清单', en: 'Post duties of all staff' },
    callers: BUSINESS,
    query: z.object({ asOf, enterprise }),
    answer: z.object({
      asOf: z.string(),
      enterprise: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
      may: z.boolean(),
      people: z.array(personShape),
      list: z.object({ on: z.string(), categories: z.array(z.string()) }).nullable(),
      checkedOn: z.string().nullable(),
      starter: z.object({
        source: bilingual,
        posts: z.array(z.object({ id: z.string(), name: bilingual, duties: z.array(z.string()) })),
      }),
    }),
  },
  postsExport: {
    method: 'GET',
    path: '/api/posts/export',
    title: { zh: '导出全员安全生产责任清单', en: 'Export of the post duties' },
    callers: BUSINESS,
    query: z.object({ asOf, enterprise, language: z.enum(['zh', 'en']).default('zh') }),
    answer: 'file',
    perMinute: 20,
  },
  setDuties: {
    method: 'POST',
    path: '/api/posts/duties',
    title: { zh: '下达岗位安全职责', en: 'Give somebody the duties of a post' },
    callers: KEEPERS,
    body: z.object({ enterprise, person: personId, duties: written(4000) }),
    answer: doneShape,
    idempotent: true,
  },
  issueList: {
    method: 'POST',
    path: '/api/posts/list',
    title: { zh: '发布责任清单', en: 'Issue the list of post duties' },
    callers: KEEPERS,
    body: z.object({ enterprise, categories: z.array(plain(60)).min(1).max(20) }),
    answer: doneShape,
    idempotent: true,
  },
  appraise: {
    method: 'POST',
    path: '/api/posts/appraisals',
    title: { zh: '考核岗位职责', en: 'Appraise how somebody did his duties' },
    callers: KEEPERS,
    body: z.object({
      enterprise,
      person: personId,
      score: z.number().min(0).max(100),
      consequence: z.enum(['reward', 'penalty', 'none']),
      note: plain(1000).nullable().default(null),
    }),
    answer: doneShape,
    idempotent: true,
  },
  checkPosts: {
    method: 'POST',
    path: '/api/posts/checks',
    title: { zh: '检查岗位责任制落实', en: 'Check that post duties are done' },
    callers: KEEPERS,
    body: z.object({
      enterprise,
      findings: z.int().min(0).max(1000),
      note: written(1000),
    }),
    answer: doneShape,
    idempotent: true,
  },
});

export type PostPerson = z.infer<typeof personShape>;
