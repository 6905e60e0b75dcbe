// Writes the JSON Schemas of every document that cartridge reads or writes, from the zod schemas that check them.
//   npx tsx scripts/write-schemas.ts [--check]
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { catalogSchema } from '../src/catalog/catalog.ts';
import { configSchema } from '../src/config.ts';
import { eventSchema } from '../src/events.ts';
import { beliefsSchema } from '../src/inference/beliefs.ts';
import { planSchema } from '../src/plan/plan.ts';
import { checkReportSchema } from '../src/planner/coverage/report.ts';
import { onboardingReportSchema } from '../src/report/report.ts';

const folder = join(import.meta.dirname, '../schemas');
const documents = {
  plan: planSchema,
  catalog: catalogSchema,
  config: configSchema,
  events: eventSchema,
  inference: beliefsSchema,
  check: checkReportSchema,
  report: onboardingReportSchema,
};

const check = process.argv.includes('--check');
const stale: string[] = [];
mkdirSync(folder, { recursive: true });
for (const [name, schema] of Object.entries(documents)) {
  const file = join(folder, `${name}.schema.json`);
  const text = `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`;
  if (!check) writeFileSync(file, text);
  else if (readOrEmpty(file) !== text) stale.push(`schemas/${name}.schema.json`);
}
if (stale.length > 0) {
  console.error(`stale: ${stale.join(', ')}. Run: npx tsx scripts/write-schemas.ts`);
  process.exit(1);
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
