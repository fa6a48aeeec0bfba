import fc from 'fast-check';
import type { ClauseInput, DictionaryData, ParameterEntry, Value } from './types.ts';

/** Values of every parameter that the clause names: mostly set, sometimes for one county only too. */
export function parametersArbitrary(
  clause: ClauseInput,
  dictionary: DictionaryData,
): fc.Arbitrary<ParameterEntry[]> {
  const text = JSON.stringify(clause);
  const named = (text.match(/"param":"([^"]+)"/g) ?? []).map((each) => each.slice(9, -1));
  const rules = dictionary.records
    .flatMap((each) => each.attributes)
    .flatMap((each) => (text.includes(`"${each.name}"`) ? (each.reads ?? []) : []));
  const names = [...new Set([...named, ...rules, ...clause.reads])];
  const entries = names.map((name) => {
    const value = parameterValue(name, text);
    const general = value.map((each): ParameterEntry => ({ name, value: each }));
    const local = value.map(
      (each): ParameterEntry => ({ name, value: each, jurisdiction: '371728' }),
    );
    const later = value.map((each): ParameterEntry => ({ name, value: each, from: '2025-01-01' }));
    return fc.oneof(
      { weight: 6, arbitrary: general.map((each) => [each]) },
      { weight: 2, arbitrary: fc.tuple(general, local) },
      { weight: 2, arbitrary: fc.tuple(general, later) },
      { weight: 1, arbitrary: fc.constant([]) },
    );
  });
  return fc.tuple(...entries).map((each) => each.flat());
}

/** A value of the kind that the name and the place of the parameter ask for. */
function parameterValue(name: string, text: string): fc.Arbitrary<Value> {
  if (text.includes(`"every":{"param":"${name}"`) || /period$/i.test(name)) {
    return fc.constantFrom('P1M', 'P3M', 'P6M', 'P1Y', 'P45D');
  }
  if (/hours|days/i.test(name)) return fc.constantFrom(1, 24, 30);
  const isDuration =
    text.includes(`"within":{"param":"${name}"`) ||
    new RegExp(`"(plus|minus)":\\{"param":"${name}"`).test(text) ||
    /within|duration|validity|cycle|limit$/i.test(name);
  if (isDuration) return fc.constantFrom('P1D', 'P10D', 'P30D', 'P1M');
  if (/date$/i.test(name)) return fc.constantFrom('2024-03-31', '2024-06-30', '2025-01-01');
  if (/scope$/.test(name)) return fc.constantFrom('award', 'award-and-withdrawal');
  if (/list|items|kinds|roles/i.test(name)) return fc.constantFrom(['a'], ['a', 'b']);
  if (/share|threshold|level|standard/i.test(name)) return fc.constantFrom(0.3, 0.5, 1);
  return fc.constantFrom(1, 2, 3);
}
