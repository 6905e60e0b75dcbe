import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogSchema } from '../../../src/catalog/catalog.ts';
import { PERSONAL_TRUTH } from './personal-truth.ts';
import { believedColumns, bySubstring, scorePersonal, unmatched } from './score-columns.ts';

describe.each(['chinook', 'employees', 'pagila'])('the truth of %s', (schema) => {
  const path = join(import.meta.dirname, `../../fixtures/catalogs/${schema}.json`);
  const columns = believedColumns(catalogSchema.parse(JSON.parse(readFileSync(path, 'utf8'))));
  const { personal, either } = PERSONAL_TRUTH[schema]!;

  it('names columns that are there', () => {
    expect(unmatched(`${Object.values(personal).join(' ')} ${either}`, [...columns.keys()])).toEqual([]);
  });

  it('is what names and types tell', () => {
    expect(scorePersonal(columns, PERSONAL_TRUTH[schema]!, (_name, { pii }) => pii).errors).toEqual([]);
  });

  it('is not what parts of names tell', () => {
    expect(scorePersonal(columns, PERSONAL_TRUTH[schema]!, bySubstring).errors).not.toEqual([]);
  });
});
