import { routes } from '../../kernel/handling.ts';
import type { ProblemKind } from '../../kernel/problems.ts';
import { must } from '../../kernel/result.ts';
import type { Caller, LiveCity } from '../identity/index.ts';
import { filesContract } from './contract.ts';
import { fileAbout, fileBytes, uploadFile } from './service/files.ts';

const problems = {
  'unknown-kind': {
    status: 422,
    title: { zh: '不收这种文件', en: 'A file of this kind is not taken' },
  },
  'too-many-files': {
    status: 429,
    title: { zh: '今日上传的文件过多', en: 'Too many files today' },
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;

export const filesRoutes = ({ city }: { readonly city: () => LiveCity }) =>
  routes<typeof filesContract, Caller>(
    'files',
    filesContract,
    {
      uploadFile: ({ caller, file, body }) =>
        uploadFile(city(), caller, must(file, 'the endpoint takes a file'), body.takenAt),
      file: ({ caller, params, query }) => fileBytes(city(), caller, { ...params, ...query }),
      fileAbout: ({ caller, params, query }) => fileAbout(city(), caller, { ...params, ...query }),
    },
    problems,
  );
