import type { DictionaryData } from '../../../law/records/model.ts';

/**
 * What is reported (填报): the attributes that the dictionary requires, and those beside that the
 * platform proposes (平台建议) because screens and duties live by them.
 */
const proposed: Readonly<Record<string, readonly string[]>> = {
  enterprise: [
    ...['address', 'longitude', 'latitude', 'scale', 'employees', 'establishedOn'],
    ...['productionState', 'lastVerifiedOn'],
  ],
  facility: ['state', 'builtOn'],
  hazard: ['dueOn', 'responsible', 'measures'],
  dataFeed: ['uptime', 'lastSeenAt'],
  person: ['post', 'inOfficeSince'],
};

export interface ReportedField {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  readonly required: boolean;
}

export interface ReportedType {
  readonly type: string;
  readonly zh: string;
  readonly en: string;
  readonly fields: readonly ReportedField[];
}

export function reportedTypes({ records }: DictionaryData): ReportedType[] {
  return Object.entries(proposed).flatMap(([type, names]) => {
    const definition = records.find((each) => each.type === type);
    if (!definition) return [];
    const fields = definition.attributes
      .filter(({ name, required, derived }) => (required && !derived) || names.includes(name))
      .map(({ name, zh, en, required }) => ({ name, zh, en, required }));
    return [{ type, zh: definition.zh, en: definition.en, fields }];
  });
}
