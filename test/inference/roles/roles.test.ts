import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogSchema } from '../../../src/catalog/catalog.ts';
import { NO_EVIDENCE } from '../../../src/catalog/evidence.ts';
import { infer } from '../../../src/inference/infer.ts';
import { EXPECTED_ROLES } from './expected-roles.ts';

describe('roles of five schemas that declare their keys', () => {
  it.each(Object.entries(EXPECTED_ROLES))('%s: as an expert would give them', (file, roles) => {
    const path = join(import.meta.dirname, `../../fixtures/catalogs/${file}.json`);
    const { beliefs } = infer(catalogSchema.parse(JSON.parse(readFileSync(path, 'utf8'))), NO_EVIDENCE);
    const inferred = Object.fromEntries(beliefs.tables.map(({ name, role }) => [name, role]));
    expect(inferred).toEqual(roles);
  });
});
