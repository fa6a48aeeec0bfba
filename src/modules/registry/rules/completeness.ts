import type { Completeness } from '../model.ts';

interface Filled {
  readonly name: string;
  readonly label: { readonly zh: string; readonly en: string };
  readonly required: boolean;
  readonly origin: string;
}

/** What the file of every enterprise should hold (一企一档 底数). */
const EVERYONE = [
  ...['name', 'address', 'longitude', 'latitude', 'industry', 'scale', 'ownership', 'employees'],
  ...['establishedOn', 'productionState', 'risk', 'staffQuality', 'managementLevel', 'technology'],
  ...['lastVerifiedOn', 'jurisdiction', 'rectifications'],
];
const CHEMICAL = ['hazchemRole', 'products', 'keyProcesses', 'assessmentCapacity'];
const TRADE = ['tradeSector', 'tradeFeatures', 'highRiskPosts'];

/** Which of the wanted values of an enterprise are there; a default is nobody's word. */
export function completenessOf(
  industry: readonly string[],
  fields: readonly Filled[],
): Completeness {
  const trade = industry.includes('trade');
  const chemical = industry.some((each) => each === 'chemical' || each === 'hazchem');
  const wanted = new Set([...EVERYONE, ...(chemical ? CHEMICAL : []), ...(trade ? TRADE : [])]);
  const asked = fields.filter(({ name, required }) => wanted.has(name) || required);
  const missing = asked
    .filter(({ origin }) => origin === 'none' || origin === 'default')
    .map(({ name, label, required }) => ({ name, label, required }));
  return { filled: asked.length - missing.length, wanted: asked.length, missing };
}
