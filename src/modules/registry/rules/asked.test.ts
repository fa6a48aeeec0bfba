import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dictionaryOf } from '../../../law/records/lookup.ts';
import type { RecordDefinition } from '../../../law/records/model.ts';
import { dictionarySchema } from '../../../law/records/model.ts';
import records from '../../../law/records/records.json' with { type: 'json' };
import { WRITERS } from '../../../law/roles.ts';
import type { Field } from '../model.ts';
import { askedFields, filledFrom } from './asked.ts';
import { formFields } from './form-fields.ts';
import { ownersOf } from './ownership.ts';

const types = [...dictionaryOf(dictionarySchema.parse(records)).types.values()];
const ofEnterprise = ({ attributes }: RecordDefinition): boolean =>
  attributes.some(({ name }) => name === 'enterprise');
const forms = WRITERS.flatMap((role) =>
  types.map((definition) => ({
    role,
    definition,
    asked: askedFields(formFields(definition, [role], []), ofEnterprise(definition)),
  })),
);

const standing = (name: string, value: string): Field => ({
  ...{ name, label: { zh: name, en: name }, type: 'string', unit: null, required: false },
  ...{ value, text: null, links: [], masked: false, hidden: 0, origin: 'stated', source: null },
});

describe('no field is asked twice of one role (A12)', () => {
  it('a form asks each thing once, by name and by what it says', () => {
    for (const { role, definition, asked } of forms) {
      const names = asked.map(({ name }) => name);
      const labels = asked.map(({ label }) => label.zh);
      const at = `${role} ${definition.type}`;
      expect({ at, names: new Set(names).size }).toEqual({ at, names: names.length });
      expect({ at, labels: new Set(labels).size }).toEqual({ at, labels: labels.length });
    }
  });

  it('it asks only what the role owns, and nothing that is worked out', () => {
    for (const { role, definition, asked } of forms) {
      for (const { name } of asked) {
        const attribute = definition.attributes.find((each) => each.name === name);
        expect(attribute?.derived, `${definition.type}.${name}`).toBeFalsy();
        expect(attribute && ownersOf(definition.type, attribute)).toContain(role);
      }
    }
  });

  it('whose a record is and where it lies is known from its enterprise', () => {
    const hanging = forms.filter(({ definition }) => ofEnterprise(definition));
    expect(hanging.length).toBeGreaterThan(100);
    for (const { asked } of hanging) {
      const again = asked.filter(({ name }) => ['enterprise', 'jurisdiction'].includes(name));
      expect(again).toEqual([]);
    }
  });
});

describe('what is known arrives filled (A12)', () => {
  it('every value of the record stands in its form', () => {
    fc.assert(
      fc.property(fc.constantFrom(...forms), fc.string({ minLength: 1 }), (form, value) => {
        const { role, definition } = form;
        const fields = definition.attributes.map(({ name }) => standing(name, value));
        const asked = askedFields(formFields(definition, [role], fields), ofEnterprise(definition));
        expect(asked.filter((field) => field.value !== value)).toEqual([]);
      }),
    );
  });

  it('a new project stands in the park of its enterprise; what was filled in stays', () => {
    const project = types.find(({ type }) => type === 'project');
    if (!project) throw new Error('no type project');
    const park = (fields: readonly { name: string; value: unknown }[]) =>
      fields.find(({ name }) => name === 'park')?.value;
    const empty = formFields(project, ['principal'], []);
    expect(park(filledFrom(empty, [standing('park', 'P1')]))).toBe('P1');
    expect(park(filledFrom(empty, [standing('note', 'x')]))).toBeNull();
    const filled = formFields(project, ['principal'], [standing('park', 'P2')]);
    expect(park(filledFrom(filled, [standing('park', 'P1')]))).toBe('P2');
  });
});
