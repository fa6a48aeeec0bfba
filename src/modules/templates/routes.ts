import { routes } from '../../kernel/handling.ts';
import { ok, refuse } from '../../kernel/result.ts';
import type { Caller, LiveCity } from '../identity/index.ts';
import { sheetTemplate, sheetTemplates } from '../sheets/index.ts';
import { templatesContract } from './contract.ts';
import { layered } from './rules/parts.ts';
import { layoutOf, placeSeen, setLayout } from './service/layout.ts';
import { previewFile } from './service/preview.ts';

export interface TemplatesDeps {
  readonly city: () => LiveCity;
}

export const templatesRoutes = ({ city }: TemplatesDeps) =>
  routes<typeof templatesContract, Caller>('templates', templatesContract, {
    layout: ({ caller, query }) => layoutOf(city(), caller, query),
    setLayout: ({ caller, params, body }) => setLayout(city(), caller, params.division, body),
    previewPaper: async ({ caller, params, body }) => {
      const place = await placeSeen(city(), caller, params.division);
      if (!place) return refuse({ code: 'not-visible' });
      return ok(await previewFile(body.kind, layered(place.name, body.parts), city().today()));
    },
    sheetTemplates: async () => ok({ rows: sheetTemplates(city()) }),
    sheetTemplate: async ({ params, query }) => {
      const file = await sheetTemplate(city(), params.type, query.lang);
      return file ? ok(file) : refuse({ code: 'not-found' });
    },
  });
