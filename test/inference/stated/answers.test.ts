import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import { readStatedFacts } from '../../../src/context/stated-facts.ts';
import type { Beliefs } from '../../../src/inference/beliefs.ts';
import { ROLES } from '../../../src/inference/beliefs.ts';
import type { GivenAnswer } from '../../../src/inference/questions/answers.ts';
import { resolveAnswers } from '../../../src/inference/questions/resolve-answers.ts';
import { believeStated } from '../../../src/inference/stated/believe-stated.ts';
import type { RowsAre } from '../../helpers/answering-rows.ts';
import { rowsThatAre } from '../../helpers/answering-rows.ts';
import { readFixture, renderDraft } from '../../helpers/rendered-draft.ts';

const readCatalog = (name: string) => readFixture(name, { hideKeys: true });

interface Planning {
  readonly catalog: Catalog;
  readonly given: readonly GivenAnswer[];
  readonly how: RowsAre;
}

async function plan({ catalog, given, how }: Planning, bases: ReadonlyMap<string, string> = new Map()) {
  const { answers, problems } = resolveAnswers(given, catalog);
  expect(problems).toEqual([]);
  const beliefs = await believeStated({ catalog, stated: readStatedFacts(bases), ask: rowsThatAre(how), answers });
  return { beliefs, files: renderDraft(catalog, beliefs) };
}

/** Any answers, sensible or not, to questions about the columns, keys and roles of a catalog. */
function anyAnswers({ tables }: Catalog): fc.Arbitrary<GivenAnswer[]> {
  const columns = tables.flatMap((table) => table.columns.map(({ name }) => `${table.name}.${name}`));
  const column = fc.constantFrom(...columns);
  const reference = fc
    .record({ from: column, choice: fc.oneof(column, fc.constant('none')) })
    .filter(({ from, choice }) => from !== choice)
    .map(({ from, choice }) => ({ id: `relationship:${from}`, choice }));
  const every = fc
    .record({ from: column, choice: fc.oneof(column, fc.constant('none')) })
    .map(({ from, choice }) => ({ id: `relationship:*.${from.split('.')[1] ?? ''}`, choice }));
  const key = fc
    .constantFrom(...tables)
    .chain((table) =>
      fc
        .subarray(table.columns.map(({ name }) => name))
        .map((names) => ({ id: `key:${table.name}`, choice: names.slice(0, 3).join('+') || 'none' })),
    );
  const role = fc
    .record({ table: fc.constantFrom(...tables), choice: fc.constantFrom(...ROLES) })
    .map(({ table, choice }) => ({ id: `role:${table.name}`, choice }));
  return fc.uniqueArray(fc.oneof(reference, every, key, role), {
    selector: ({ id }) => id,
    minLength: 1,
    maxLength: 5,
  });
}

it.each(['chinook', 'employees', 'pagila', 'bench_tpch'])(
  'plans %s again as before, whatever was answered',
  async (name) => {
    const catalog = readCatalog(name);
    const states = fc.constantFrom('good', 'broken', 'none');
    await fc.assert(
      fc.asyncProperty(anyAnswers(catalog), states, states, async (given, how, later) => {
        const { files } = await plan({ catalog, given, how });
        expect((await plan({ catalog, given: [], how: later }, files)).files).toEqual(files);
        expect((await plan({ catalog, given, how: later }, files)).files).toEqual(files);
      }),
      { numRuns: 15 },
    );
  },
);

it.each(['chinook', 'employees'])('obeys an answer about what %s states already, and keeps to it', async (name) => {
  const catalog = readCatalog(name);
  const states = fc.constantFrom('good', 'broken', 'none');
  await fc.assert(
    fc.asyncProperty(anyAnswers(catalog), states, states, async (given, how, later) => {
      const before = await plan({ catalog, given: [], how });
      const { beliefs, files } = await plan({ catalog, given, how }, before.files);
      const single = given.filter(({ id }) => !id.includes('*'));
      for (const { id, choice } of single) expect(`${id} ${asBelieved(beliefs, id)}`).toBe(`${id} ${choice}`);
      expect((await plan({ catalog, given: [], how: later }, files)).files).toEqual(files);
    }),
    { numRuns: 15 },
  );
});

it('tests what was answered late as rows allow: a warning where children have no parent', async () => {
  const catalog = readCatalog('chinook');
  const given = [{ id: 'relationship:Invoice.Total', choice: 'Track.UnitPrice' }];
  const severity = async (how: 'good' | 'broken', later: 'good' | 'broken') => {
    const before = await plan({ catalog, given: [], how });
    const { files } = await plan({ catalog, given, how }, before.files);
    expect((await plan({ catalog, given: [], how: later }, files)).files).toEqual(files);
    const text = files.get('models/staging/chinook/_chinook__models.yml') ?? '';
    return /field: unit_price\n(.*\n +severity: warn)?/.exec(text)?.[1]?.trim().split(/\s+/).at(-1) ?? 'error';
  };
  expect([await severity('good', 'broken'), await severity('broken', 'good')]).toEqual(['error', 'warn']);
});

it('plans a reference that no test can compare again as before: a text that points to a type nobody knows', async () => {
  const columns = (types: Record<string, string>) => Object.entries(types).map(([name, type]) => ({ name, type }));
  const catalog = {
    name: 'shop',
    dialect: 'postgres',
    tables: [
      { name: 'customers', columns: columns({ id: 'customer_no', name: 'text' }) },
      { name: 'orders', columns: columns({ id: 'integer', customer_id: 'varchar(36)', total: 'decimal(10,2)' }) },
    ],
  };
  const { beliefs, files } = await plan({ catalog, given: [], how: 'none' });
  expect(beliefs.relationships).toMatchObject([{ table: 'orders', verdict: 'likely' }]);
  expect((await plan({ catalog, given: [], how: 'none' }, files)).files).toEqual(files);
});

/** What is believed of that which an id asks for, as a choice. */
function asBelieved({ tables, relationships }: Beliefs, id: string): string | undefined {
  const [kind = '', name = '', column = ''] = id.split(/[:.]/);
  const table = tables.find((each) => each.name === name);
  if (kind === 'role') return table?.role;
  if (kind === 'key') return table?.primary_key?.columns.join('+') ?? 'none';
  const edge = relationships.find((each) => each.table === name && each.columns.join('+') === column);
  return edge ? `${edge.ref_table}.${edge.ref_columns.join('+')}` : 'none';
}
