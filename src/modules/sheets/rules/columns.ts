import type { Bilingual } from '../../../kernel/endpoint.ts';
import { must } from '../../../kernel/result.ts';
import { refTargets } from '../../../law/records/lookup.ts';
import type { AttributeDefinition, DictionaryData } from '../../../law/records/model.ts';
import type { LedgerDefinition } from '../model.ts';
import { ledgers } from './ledgers.ts';
import { headingKey } from './texts.ts';

/** A column with what the dictionary says of it; `definition` is null for the record's id. */
export interface LedgerColumn {
  readonly attribute: string;
  readonly definition: AttributeDefinition | null;
  readonly title: Bilingual;
  readonly required: boolean;
  readonly note: Bilingual | null;
  readonly example: string;
  /** Types that a reference may name; empty for plain values. */
  readonly targets: readonly string[];
  /** Keys of the headings that mean this column. */
  readonly headings: ReadonlySet<string>;
}

/** A ledger ready to be written and read. */
export interface Ledger extends Omit<LedgerDefinition, 'columns'> {
  readonly title: Bilingual;
  readonly columns: readonly LedgerColumn[];
}

/** Every ledger with its columns; throws where the table names what the dictionary does not have. */
export function ledgersOf(dictionary: DictionaryData): ReadonlyMap<string, Ledger> {
  return new Map(ledgers.map((ledger) => [ledger.type, ledgerOf(ledger, dictionary)]));
}

/** The ledger as far as somebody may state it: what he must give, and what is his to give. */
export function ledgerFor(ledger: Ledger, edit: (attribute: string) => boolean): Ledger {
  const columns = ledger.columns.filter(
    ({ attribute, required }) => attribute === 'id' || required || edit(attribute),
  );
  return { ...ledger, columns };
}

function ledgerOf(ledger: LedgerDefinition, dictionary: DictionaryData): Ledger {
  const record = must(
    dictionary.records.find(({ type }) => type === ledger.type),
    `the dictionary has ${ledger.type}`,
  );
  const columns = ledger.columns.map(({ attribute, synonyms, required, note, example }) => {
    const definition =
      attribute === 'id'
        ? null
        : must(
            record.attributes.find(({ name }) => name === attribute),
            `${ledger.type} has ${attribute}`,
          );
    const title = definition ? titleOf(definition) : ledger.id;
    const headings = [title.zh, title.en, attribute, ...synonyms].map(headingKey);
    return {
      attribute,
      definition,
      title,
      required: required ?? definition?.required ?? false,
      note: note ?? null,
      example,
      targets: definition ? refTargets(definition) : [],
      headings: new Set(headings),
    };
  });
  return { ...ledger, title: { zh: record.zh, en: record.en }, columns };
}

/** English titles of the dictionary explain themselves; a heading is short. */
function titleOf({ zh, en }: AttributeDefinition): Bilingual {
  const short = en.split(/[;:,(]/)[0] ?? en;
  return { zh, en: short.charAt(0).toUpperCase() + short.slice(1) };
}
