import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import type { Form } from '../contract.ts';
import { formFields } from '../rules/form-fields.ts';
import { mayOwn } from '../rules/ownership.ts';
import type { Reader } from './common.ts';
import { definitionOf } from './common.ts';
import { describe, NOT_VISIBLE, type OneRecord, opened } from './records.ts';

/** The form of a record as it stands today: filled, each field with its source. */
export function editForm(
  city: LiveCity,
  caller: Reader,
  wanted: OneRecord,
): Promise<Result<Form, Refusal>> {
  return reading(city.web, caller, async (client) => {
    const found = await opened(client, city, wanted);
    if (!found.ok) return found;
    const record = await describe(client, city, caller, found.value);
    const fields = record.groups.flatMap((group) => group.fields);
    const { type, typeName, id, version } = record;
    return ok({
      type,
      typeName,
      id,
      version,
      asksId: false,
      fields: formFields(found.value.definition, caller.roles, fields),
    });
  });
}

/** The empty form of a new record of a type that the caller may begin. */
export function newForm(
  city: LiveCity,
  caller: Reader,
  { type }: { readonly type: string },
): Result<Form, Refusal> {
  const definition = definitionOf(city, type);
  if (!definition) return refuse(NOT_VISIBLE);
  if (!mayOwn(type, caller.roles)) return refuse({ code: 'forbidden' });
  const { zh, en } = definition;
  return ok({
    type,
    typeName: { zh, en },
    id: null,
    version: 0,
    asksId: type === 'enterprise',
    fields: formFields(definition, caller.roles, []),
  });
}
