import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { referenceFiles } from '../../scripts/reference.ts';

it.each([...referenceFiles()])('%s says what the code says (npx tsx scripts/write-reference.ts)', (path, text) => {
  expect(readFileSync(join(import.meta.dirname, '../..', path), 'utf8')).toBe(text);
});
