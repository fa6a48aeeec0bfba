import fc from 'fast-check';

/** A JSON schema as our OpenAPI description holds it. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly format?: string;
  readonly pattern?: string;
  readonly additionalProperties?: Schema | boolean;
}

const ODD_TEXT = [
  ...[
    '',
    ' ',
    '0',
    '-1',
    '1e309',
    'null',
    'true',
    "'",
    '";--',
    '%00',
    '\u0000',
    '../../etc/passwd',
  ],
  ...[
    '{{7*7}}',
    '<script>alert(1)</script>',
    '=1+1',
    '曹县',
    '𠮷',
    '\u202e',
    '\ud800',
    'a'.repeat(5000),
  ],
  ...[
    '2024-02-30',
    '2024-01-01',
    '9999-12-31',
    '0001-01-01',
    '371700',
    '371728000',
    '[]',
    '{}',
    'NaN',
  ],
];

const oddText = fc.constantFrom(...ODD_TEXT);

/** Any JSON at all. */
const anything: fc.Arbitrary<unknown> = fc.oneof(
  oddText,
  fc.jsonValue({ maxDepth: 2 }),
  fc.double(),
  fc.integer(),
  fc.constant(null),
);

/**
 * Values for a schema: mostly right, now and then of another kind. `known` are ids and words that
 * mean something in the city, so that a request gets past the first checks.
 */
export function valueFor(
  schema: Schema | undefined,
  known: readonly string[],
): fc.Arbitrary<unknown> {
  const right = rightFor(schema, known);
  return fc.oneof({ weight: 8, arbitrary: right }, { weight: 1, arbitrary: anything });
}

function rightFor(schema: Schema | undefined, known: readonly string[]): fc.Arbitrary<unknown> {
  if (!schema) return anything;
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((each) => rightFor(each, known)));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'integer':
      return fc.oneof(fc.integer({ min: -5, max: 500 }), fc.integer());
    case 'number':
      return fc.double();
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(valueFor(schema.items, known), { maxLength: 4 });
    case 'object':
      return objectFor(schema, known);
    case 'string':
      return textFor(schema, known);
    default:
      return anything;
  }
}

function textFor(schema: Schema, known: readonly string[]): fc.Arbitrary<unknown> {
  const dates = fc.constantFrom('2024-01-01', '2025-02-28', '2026-06-30', '2030-01-01');
  if (schema.format === 'date' || schema.pattern?.includes('\\d{4}')) {
    return fc.oneof({ weight: 4, arbitrary: dates }, { weight: 1, arbitrary: oddText });
  }
  return fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...known) },
    { weight: 2, arbitrary: oddText },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  );
}

function objectFor(schema: Schema, known: readonly string[]): fc.Arbitrary<unknown> {
  const properties = Object.entries(schema.properties ?? {});
  const record = fc.record(
    Object.fromEntries(properties.map(([name, each]) => [name, valueFor(each, known)])),
    { requiredKeys: [...(schema.required ?? [])] },
  );
  const { additionalProperties: more } = schema;
  if (typeof more !== 'object') return record;
  const extra = fc.dictionary(fc.constantFrom(...known, 'name', 'note'), valueFor(more, known), {
    maxKeys: 3,
  });
  return fc.tuple(record, extra).map(([a, b]) => ({ ...b, ...a }));
}
