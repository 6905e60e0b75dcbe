// The yardstick of the scan: opens and reads every file of the project, and does nothing with them.   node read-files.mjs DIR
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

for (const entry of readdirSync(join(process.argv[2], 'models'), { recursive: true, withFileTypes: true })) {
  if (entry.isFile()) readFileSync(join(entry.parentPath, entry.name), 'utf8');
}
