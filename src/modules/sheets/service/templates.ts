import type { Bilingual, FileAnswer } from '../../../kernel/endpoint.ts';
import type { LiveCity } from '../../identity/index.ts';
import { TEMPLATE_SCHEMA } from '../rules/template-mark.ts';
import { SheetImports } from './imports.ts';
import { templateOf } from './template.ts';

export interface SheetTemplate {
  readonly type: string;
  readonly title: Bilingual;
  readonly version: string;
  readonly columns: { title: Bilingual; required: boolean; note: Bilingual | null }[];
}

/** The template of every ledger with all of its columns, for whoever looks after them. */
export function sheetTemplates(city: LiveCity): SheetTemplate[] {
  return [...SheetImports.of(city).ledgers.values()].map(({ type, title, columns }) => ({
    ...{ type, title, version: TEMPLATE_SCHEMA },
    columns: columns.map(({ title: name, required, note }) => ({ title: name, required, note })),
  }));
}

/** The file; null: there is no such ledger. */
export async function sheetTemplate(
  city: LiveCity,
  type: string,
  language: 'zh' | 'en',
): Promise<FileAnswer | null> {
  const ledger = SheetImports.of(city).ledgers.get(type);
  return ledger ? templateOf(ledger, language) : null;
}
