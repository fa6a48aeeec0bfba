import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Gb18218 } from '../../law/standards/gb18218.ts';
import { gb18218Schema } from '../../law/standards/gb18218.ts';

const standards = resolve(import.meta.dirname, '..', '..', 'law', 'standards');

let kept: readonly Gb18218[] | null = null;

/** Every edition of GB 18218 on file, read once; which one holds depends on the day of the case. */
export function loadGb18218(): readonly Gb18218[] {
  kept ??= read();
  return kept;
}

function read(): readonly Gb18218[] {
  return ['gb18218-2018.json'].map((name) => {
    const file = resolve(standards, name);
    const parsed = gb18218Schema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw new Error(`${file}: ${issue?.path.join('.')}: ${issue?.message}`);
  });
}
