// Checks the import rules. Through the library, not its command: that one warns on every run that
// it knows no TypeScript 7, although the parser in use (swc) sees all imports, as the tests show.
import { resolve } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import { forbidden, options } from './import-rules.ts';

export interface ImportViolation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

/** Every import in the folders of `baseDir` that a rule forbids. */
export async function importViolations(
  baseDir: string,
  folders: readonly string[],
): Promise<readonly ImportViolation[]> {
  const given = { ...options, ruleSet: { forbidden: [...forbidden] }, validate: true, baseDir };
  const { output } = await cruise([...folders], given as ICruiseOptions);
  const { summary } = output as ICruiseResult;
  return summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
}

if (process.argv[1] === import.meta.filename) {
  const root = resolve(import.meta.dirname, '..');
  const found = await importViolations(root, ['src', 'tests', 'bench', 'tools', 'bin']);
  for (const { rule, from, to } of found) process.stderr.write(`${rule}: ${from} → ${to}\n`);
  process.stderr.write(`import rules: ${found.length} violations\n`);
  process.exitCode = found.length > 0 ? 1 : 0;
}
