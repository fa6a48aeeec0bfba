import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const HERE = import.meta.dirname;
const TESTS = resolve(HERE, '..');
const DATABASE = join(HERE, 'database.ts');

const IMPORTED = /^(?:import |export |\} ).*?from '(\.[^']+)';$/gm;

/** Does a test file work in the databases of the suite's server: itself or by what it imports? */
export function usesDatabase(file: string, seen = new Set<string>()): boolean {
  if (file === DATABASE) return true;
  if (seen.has(file)) return false;
  seen.add(file);
  return [...readFileSync(file, 'utf8').matchAll(IMPORTED)]
    .map(([, path = '']) => resolve(dirname(file), path))
    .filter((path) => path.startsWith(TESTS))
    .some((path) => usesDatabase(path, seen));
}
