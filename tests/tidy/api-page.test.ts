import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { apiFile, apiPage } from '../../tools/write-api.ts';

test('docs/api.md says what the contracts say (npm run api)', () => {
  expect(readFileSync(apiFile, 'utf8')).toBe(apiPage());
});
