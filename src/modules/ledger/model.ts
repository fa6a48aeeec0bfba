import type { Moment } from '../../kernel/calendar.ts';

export type AttributeValue = string | number | boolean | null | readonly string[];

/** A fact (事实): at a moment, somebody states attributes of one record. Immutable. */
export interface Fact {
  readonly id: string;
  readonly type: string;
  readonly record: string;
  readonly at: Moment;
  /** `null` clears an attribute. */
  readonly set: Readonly<Record<string, AttributeValue>>;
  /** `true` ends the record, `false` takes it back, `null` says nothing. */
  readonly retired: boolean | null;
  readonly by: string | null;
  readonly evidence: readonly string[] | null;
}

/** A checked line whose id may still have to be derived from its content. */
export interface FactDraft extends Omit<Fact, 'id'> {
  readonly id: string | null;
  readonly references: readonly Reference[];
}

/** An attribute that names another record; one of the types must have it. */
export interface Reference {
  readonly attribute: string;
  readonly types: readonly string[];
  readonly record: string;
}

/** What the ledger adds to a fact when it takes it in. */
export interface Entry {
  readonly seq: number;
  readonly recordedAt: Moment;
  readonly recorder: string;
}

export interface Text {
  readonly en: string;
  readonly zh: string;
}

export const refusalCodes = [
  'notUtf8',
  'notJson',
  'notObject',
  'lineTooLong',
  'unknownKey',
  'missingKey',
  'unknownType',
  'unknownAttribute',
  'wrongType',
  'unknownCode',
  'noSuchDate',
  'noOffset',
  'emptyId',
  'tooLong',
  'badText',
  'idUsed',
  'unknownReference',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

export interface Refusal {
  readonly code: RefusalCode;
  /** Where in the line: `record`, `set.industry[2]`; empty for the line as a whole. */
  readonly path: string;
  readonly message: Text;
  /** How to mend it. */
  readonly mend: Text;
}

/** A line that was not taken in. */
export interface Reject {
  readonly line: number;
  readonly code: RefusalCode;
  readonly path: string;
  readonly reason: Text;
  readonly mend: Text;
}

/** The state of the ledger in a few lines (摘要), to be kept where nobody of the ledger writes. */
export interface Digest {
  readonly schema: 'ledger-digest/1';
  readonly at: string;
  readonly facts: number;
  readonly sections: readonly DigestSection[];
  /** Over all of the above. */
  readonly hash: string;
}

/** A section's head: how many facts, and the hash of the last. */
export interface DigestSection {
  readonly section: string;
  readonly count: number;
  readonly hash: string;
}

/** The hash before the first fact of a section. */
export const GENESIS = '0'.repeat(64);

/** `set` as JSON with sorted keys. Values are scalars or lists of strings, never objects. */
export function canonicalSet(set: Fact['set']): string {
  const names = Object.keys(set).sort();
  const members = names.map((name) => `${JSON.stringify(name)}:${JSON.stringify(set[name])}`);
  return `{${members.join(',')}}`;
}

/** All that a line says, without its id: JSON with sorted keys, the moment in milliseconds. */
export function canonicalContent(fact: Omit<Fact, 'id' | 'set'>, setText: string): string {
  return (
    `{"at":${fact.at},"by":${JSON.stringify(fact.by)},"evidence":${JSON.stringify(fact.evidence)}` +
    `,"record":${JSON.stringify(fact.record)},"retired":${fact.retired}` +
    `,"set":${setText},"type":${JSON.stringify(fact.type)}}`
  );
}

/** What a link of the chain hashes: JSON with sorted keys. */
export function chainText(previous: string, id: string, content: string, entry: Entry): string {
  const named = `${CHAIN_START}${content},"id":${JSON.stringify(id)}`;
  return `${named},"previous":"${previous}${chainEnd(entry)}`;
}

export const CHAIN_START = '{"content":';

/** After the hash of the fact before. */
export function chainEnd({ recordedAt, recorder, seq }: Entry): string {
  return `","recordedAt":${recordedAt},"recorder":${JSON.stringify(recorder)},"seq":${seq}}`;
}
