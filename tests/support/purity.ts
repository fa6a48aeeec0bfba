/** What a pure rule may not contain although no import shows it; see tests/tidy/purity.test.ts. */
const bans: readonly (readonly [string, RegExp])[] = [
  ['a clock: new Date()', /\bnew Date\(\s*\)|\bnew Date\b(?!\s*\()|(?<!new )\bDate\(\)/],
  ['a clock: Date.now', /\bDate\s*\.\s*now\b|\bperformance\b|\bTemporal\s*\.\s*Now\b/],
  ['chance', /\bMath\s*\.\s*random\b|\bcrypto\s*\./],
  ['the process', /\bprocess\b(?=\s*(\.|\[|\?\.))|\bglobalThis\b/],
  ['a timer', /\b(setTimeout|setInterval|setImmediate|queueMicrotask)\b/],
  ['the network', /\bfetch\s*\(|\bXMLHttpRequest\b|\bWebSocket\b/],
  ['the console', /\bconsole\s*\./],
  ['waiting', /\basync\b|\bawait\b|\bnew Promise\b|\bPromise\s*\./],
  ['state of the module', /^(export\s+)?(let|var)\s/m],
];

/** What makes the source impure; comments and texts do not count. */
export function impurities(source: string): string[] {
  const code = source
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/'(\\.|[^'\\\n])*'|"(\\.|[^"\\\n])*"/g, "''")
    .replace(/\/\/[^\n]*/g, '');
  return bans.filter(([, pattern]) => pattern.test(code)).map(([name]) => name);
}
