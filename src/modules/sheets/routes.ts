import { routes } from '../../kernel/handling.ts';
import type { ProblemKind } from '../../kernel/problems.ts';
import { must, ok, refuse } from '../../kernel/result.ts';
import type { Caller, LiveCity } from '../identity/index.ts';
import { sheetsContract } from './contract.ts';
import { SheetImports } from './service/imports.ts';
import { errorsAnswer, importsPage, ledgerViews, rowsPage } from './service/reads.ts';
import { templateOf } from './service/template.ts';

export interface SheetsDeps {
  readonly city: () => LiveCity;
}

const problems: Readonly<Record<string, ProblemKind>> = {
  'unreadable-file': {
    status: 422,
    title: { zh: '文件不能读取', en: 'The file cannot be read' },
  },
  'not-now': {
    status: 409,
    title: { zh: '现在不能进行这一步', en: 'This step cannot be taken now' },
  },
};

export const sheetsRoutes = ({ city }: SheetsDeps) => {
  const imports = (): SheetImports => SheetImports.of(city());
  return routes<typeof sheetsContract, Caller>(
    'sheets',
    sheetsContract,
    {
      ledgers: async ({ caller }) => ok({ ledgers: ledgerViews(imports(), caller.roles) }),
      template: async ({ caller, params, query }) => {
        const ledger = imports().ledgerFor(params.type, caller.roles);
        return ledger
          ? ok(await templateOf(ledger, query.language))
          : refuse({ code: 'forbidden' });
      },
      imports: ({ caller, params, query }) => importsPage(imports(), caller, params.type, query),
      upload: ({ caller, params, body, file }) =>
        imports().upload(
          ...([caller, params.type, must(file, 'the endpoint takes a file')] as const),
          body.sheet ?? null,
        ),
      one: ({ caller, params }) => imports().one(caller, params.type, params.id),
      check: ({ caller, params, body }) =>
        imports().check(caller, params.type, params.id, {
          mapping: body.mapping,
          validFrom: body.validFrom ?? null,
        }),
      rows: ({ caller, params, query }) => rowsPage(imports(), caller, params, query),
      errors: ({ caller, params, query }) =>
        errorsAnswer(imports(), caller, params, query.language),
      commit: ({ caller, params }) => imports().commit(caller, params.type, params.id),
      undo: ({ caller, params }) => imports().undo(caller, params.type, params.id),
      discard: async ({ caller, params }) => {
        const dropped = await imports().discard(caller, params.type, params.id);
        return dropped.ok ? ok({ dropped: true as const }) : refuse(dropped.error);
      },
    },
    problems,
  );
};
