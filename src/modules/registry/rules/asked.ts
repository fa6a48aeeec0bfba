import type { Field, FormField } from '../model.ts';

/**
 * What a form asks (fill once, 一次填报): fields of whoever fills it in. Whose a record is follows
 * from where the form was opened, and its division from the enterprise: nobody is asked that again.
 */
export function askedFields(
  fields: readonly FormField[],
  ofEnterprise: boolean,
): readonly FormField[] {
  const known = new Set(ofEnterprise ? ['enterprise', 'jurisdiction'] : ['enterprise']);
  return fields.filter(({ may, name }) => may && !known.has(name));
}

/** Fields of a new record in which the file of its enterprise stands already: they arrive filled. */
const FROM_FILE: readonly string[] = ['park'];

export function filledFrom(
  fields: readonly FormField[],
  file: readonly Pick<Field, 'name' | 'value' | 'links'>[],
): readonly FormField[] {
  return fields.map((field) => {
    const known = FROM_FILE.includes(field.name) && file.find(({ name }) => name === field.name);
    const empty = field.value === null;
    return known && empty ? { ...field, value: known.value, links: known.links } : field;
  });
}
