import { useApi } from '../../../ui/api/use-api.ts';
import type { FormField as Shown } from '../../../ui/form/field-input.tsx';
import { useTexts, useWords } from '../../../ui/texts.ts';
import { chosenTypes, toldTypes } from '../choice-model.ts';
import { registryContract } from '../contract.ts';
import type { FormField } from '../model.ts';
import { pickOfAny } from './picks.ts';
import { useSourceName, useUnit } from './said.ts';
import { registryTexts } from './texts.ts';

const KINDS: Readonly<Record<string, Shown['kind']>> = {
  text: 'area',
  int: 'number',
  number: 'number',
  bool: 'boolean',
  date: 'date',
  code: 'select',
  codes: 'choices',
};

/** Records that a field chooses from: facilities and people of the same enterprise. */
const CHOSEN = ['facility', 'person'] as const;

function useChoices(type: (typeof CHOSEN)[number], enterprise: string | null, wanted: boolean) {
  const given = { params: { id: enterprise ?? '-', type }, query: { limit: 200 } };
  const when = enterprise !== null && wanted;
  const list = useApi(registryContract.enterpriseRecords, given, { when });
  return (list.data?.rows ?? []).map((row) => ({
    value: row.id,
    label: String(row.values[0]?.value ?? row.id),
  }));
}

/** The fields of the server's form as the kit draws them. */
export function useFormFields(
  fields: readonly FormField[],
  enterprise: string | null,
): readonly Shown[] {
  const say = useTexts(registryTexts);
  const words = useWords();
  const unitOf = useUnit();
  const sourceName = useSourceName();
  const needs = (type: string): boolean => fields.some(({ targets }) => targets.includes(type));
  const choices = {
    facility: useChoices('facility', enterprise, needs('facility')),
    person: useChoices('person', enterprise, needs('person')),
  };
  return fields.map((field): Shown => {
    const target = CHOSEN.find((type) => field.targets.length === 1 && field.targets[0] === type);
    const listed = target ? choices[target] : [];
    // What has no name is asked for by what tells it apart.
    const own = field.links.flatMap(({ id, name }) => (name ? { value: id, label: name } : []));
    const others = listed.filter(({ value }) => own.every((each) => each.value !== value));
    const options = field.codes.map(({ code, text }) => ({ value: code, label: words(text) }));
    const many = field.type.startsWith('refs:');
    const isRef = field.targets.length > 0;
    const picks = listed.length > 0;
    const unit = field.unit ? { unit: unitOf(field.unit) } : {};
    const source = field.source
      ? { source: { source: sourceName(field.source), time: field.source.at.slice(0, 10) } }
      : {};
    const chosen = [...chosenTypes, ...toldTypes].filter((type) => field.targets.includes(type));
    const found = isRef && chosen.length === field.targets.length;
    const one = !many && !picks && found && chosen.length === 1;
    const told = toldTypes.some((type) => chosen.includes(type)) ? enterprise : null;
    const pick =
      many && found ? pickOfAny(chosen, others, told) : one ? pickOfAny(chosen, [], told) : null;
    const ref = pick ? (many ? 'pickers' : 'picker') : picks ? 'select' : 'text';
    const kind = isRef ? ref : KINDS[field.type];
    return {
      name: field.name,
      label: words(field.label),
      kind: kind ?? 'text',
      required: field.required,
      options: isRef ? [...own, ...others] : options,
      ...unit,
      ...source,
      ...(pick ? { pick } : {}),
      ...(isRef && ref === 'text' ? { hint: say('writeId') } : {}),
    };
  });
}
