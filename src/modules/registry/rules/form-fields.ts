import type { Bilingual } from '../../../kernel/endpoint.ts';
import { refTargets } from '../../../law/records/lookup.ts';
import type { AttributeDefinition, RecordDefinition } from '../../../law/records/model.ts';
import type { Role } from '../../../law/roles.ts';
import { roles as roleTable } from '../../../law/roles.ts';
import type { Field, FormField } from '../model.ts';
import { mayEdit, ownersOf } from './ownership.ts';
import { codeOf } from './vocabulary.ts';

/** Why somebody may not fill a field, or what to mind when filling it. */
function helpOf(type: string, attribute: AttributeDefinition, may: boolean): Bilingual | null {
  if (may) return null;
  if (attribute.derived) {
    return { zh: '由系统计算，不填写', en: 'computed by the system: not filled in' };
  }
  const owners = ownersOf(type, attribute).map((role) => roleTable[role]);
  if (owners.length === 0) return { zh: '不在表单中填写', en: 'not filled in by a form' };
  return {
    zh: `由${owners.map(({ zh }) => zh).join('、')}填写`,
    en: `filled in by: ${owners.map(({ en }) => en).join(', ')}`,
  };
}

const NO_SHOWN = { value: null, text: null, links: [], masked: false, hidden: 0 };

/** Fields of a form; `fields` are those of the record as it stands, none of a new one. */
export function formFields(
  definition: RecordDefinition,
  roles: readonly Role[],
  fields: readonly Field[],
): FormField[] {
  const standing = new Map(fields.map((field) => [field.name, field]));
  return definition.attributes
    .filter(({ type }) => !type.startsWith('file'))
    .map((attribute) => {
      const may = mayEdit(definition.type, attribute, roles);
      const field = standing.get(attribute.name);
      const { value, text, links, masked, hidden } = field ?? NO_SHOWN;
      return {
        name: attribute.name,
        label: { zh: attribute.zh, en: attribute.en },
        type: attribute.type,
        unit: attribute.unit ?? null,
        required: attribute.required,
        open: attribute.open ?? false,
        codes: (attribute.codes ?? []).map(({ code }) => codeOf(attribute, code)),
        targets: [...refTargets(attribute)],
        // A value that is shown in part cannot be filled in over the part.
        may,
        help: helpOf(definition.type, attribute, may),
        value: masked ? null : value,
        text,
        links,
        masked,
        hidden,
        origin: field?.origin ?? 'none',
        source: field?.source ?? null,
      };
    });
}
