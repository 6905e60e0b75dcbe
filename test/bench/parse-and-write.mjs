// The yardstick of planning: parses the same catalog and writes the plan's bytes.
//   node parse-and-write.mjs CATALOG PLAN OUT
import { readFileSync, writeFileSync } from 'node:fs';

const [catalog, plan, out] = process.argv.slice(2);
JSON.parse(readFileSync(catalog, 'utf8'));
writeFileSync(out, readFileSync(plan));
