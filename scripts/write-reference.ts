// Writes docs/cli.md and docs/errors.md from the code; with --check only says which are out of date.
//   npx tsx scripts/write-reference.ts [--check]
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { referenceFiles } from './reference.ts';

const root = join(import.meta.dirname, '..');
const isCheck = process.argv.includes('--check');
const stale = [...referenceFiles()].filter(([path, text]) => readOrNull(join(root, path)) !== text);

for (const [path, text] of isCheck ? [] : stale) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  console.log(`wrote ${path}`);
}
if (isCheck && stale.length > 0) {
  console.error(`out of date: ${stale.map(([path]) => path).join(', ')}\nrun: npx tsx scripts/write-reference.ts`);
  process.exit(1);
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
