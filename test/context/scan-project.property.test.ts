import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { scanTree } from '../helpers/scan-tree.ts';

/** Lines of the kinds of files that a project holds, right and wrong, in any order. */
const LINES = [
  'models:',
  '  - name: a',
  '    columns: [{name: id, tests: [unique, {relationships: {to: "ref(\'b\')", field: id}}]}]',
  '    versions: [{v: 1}, {v: x, defined_in: b}]',
  'sources:',
  '  - name: shop',
  '    schema: "{{ var(\'s\') }}"',
  '    tables: [{name: orders, identifier: "{{"}]',
  '\t- tab',
  "{{ config(materialized='table', enabled=var('x', false)) }}",
  "select * from {{ ref('a') }} join {{ source('shop', 'orders') }}",
  '{% macro a() %}{{ a() }}{% endmacro %}',
  '{% if x %}',
  '{{ ref(',
  '"',
  '&x [*x]',
  '\uFEFF---',
  '',
];
const PATHS = [
  'models/a.sql',
  'models/b.py',
  'models/deep/er/c.sql',
  'models/x.yml',
  'models/x.yaml/y.yml',
  'seeds/a.csv',
  'snapshots/a.sql',
  'macros/a.sql',
  'tests/generic/a.sql',
  'packages.yml',
  'target/manifest.json',
  'logs/dbt.log',
  'dbt_packages/p/dbt_project.yml',
  'dbt_packages/p/models/a.sql',
  'requirements.txt',
];

it('takes any files for what they are, says what is wrong with them, and always gives a document', async () => {
  const text = fc.array(fc.constantFrom(...LINES), { maxLength: 6 }).map((lines) => lines.join('\n'));
  const files = fc.dictionary(fc.constantFrom(...PATHS), text, { maxKeys: 6 });
  await fc.assert(
    fc.asyncProperty(files, files, async (tree, bases) => {
      const project = await mkdtemp(join(tmpdir(), 'cartridge-any-'));
      try {
        const context = await scanTree(project, tree, bases);
        expect(JSON.parse(JSON.stringify(context))).toEqual(context);
        expect(context.problems.every(({ where }) => where?.file !== undefined)).toBe(true);
      } finally {
        await rm(project, { recursive: true, force: true });
      }
    }),
    { numRuns: 100 },
  );
});
