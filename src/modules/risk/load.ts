import { readFileSync } from 'node:fs';
import { must } from '../../kernel/result.ts';
import type { RiskGrading } from '../../law/standards/shapes/risk-grading.ts';
import { riskGrading } from '../../law/standards/shapes/risk-grading.ts';
import { readStandards } from '../plan/index.ts';
import type { Library, PostStarter } from './model.ts';
import { libraryFile, postFile } from './model.ts';

let standard: RiskGrading | null = null;
let library: Library | null = null;
let posts: PostStarter | null = null;

/** The methods that ship, read once. */
export function gradingStandard(): RiskGrading {
  standard ??= loadStandard();
  return standard;
}

function loadStandard(): RiskGrading {
  const read = readStandards();
  const { files } = must(read.ok ? read.value : null, 'the standards that ship are sound');
  return riskGrading.parse(files.get('risk-grading.json'));
}

/** The library of typical units that ships, read once. */
export function typicalUnits(): Library {
  library ??= libraryFile.parse(
    JSON.parse(readFileSync(new URL('./library.json', import.meta.url), 'utf8')),
  );
  return library;
}

/** Starter texts of the eight kinds of post, read once. */
export function postStarter(): PostStarter {
  posts ??= postFile.parse(
    JSON.parse(readFileSync(new URL('./posts.json', import.meta.url), 'utf8')),
  );
  return posts;
}
