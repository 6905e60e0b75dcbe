import * as fc from 'fast-check';
import type { Catalog, TableRef } from '../../src/catalog/catalog.ts';
import { ROLES } from '../../src/inference/beliefs.ts';
import type { Delta } from '../../src/plan/deltas.ts';
import { deltaSchema } from '../../src/plan/deltas.ts';

/** Names that other things bear already, names that nobody bears, and names that no warehouse takes as they are. */
const NAMES =
  'customers customer orders order items id name created_at order_id is_deleted total_amount date select _ __x x_ a1 settings dim fct_orders stg_orders new_name'
    .split(' ')
    .concat('a'.repeat(70));
const TEXTS = [
  'What was bought.',
  'says {{ ref("x") }} {% raw %} and "quotes"',
  "it's -- no comment */",
  'Part of the foreign key to orders.',
  'Probably refers to customers.',
  ' ',
  'one\ntwo: three\t#four',
];

/** Deltas about a catalog, of every kind but models that are written; some about what is not there. */
export function anyDeltas(catalog: Catalog, kinds: (delta: Delta) => boolean = () => true): fc.Arbitrary<Delta[]> {
  const tables = catalog.tables.map(({ schema, name, columns }) => ({
    ref: { ...(schema === undefined ? {} : { schema }), name },
    columns: columns.map((column) => ({ name: column.name, values: column.stats?.values ?? [] })),
  }));
  const nowhere = { ref: { name: 'nowhere' }, columns: [{ name: 'nothing', values: [] }] };
  const any = fc.record({
    at: fc.nat(tables.length),
    to: fc.nat(tables.length),
    columns: fc.array(fc.nat(20), { minLength: 1, maxLength: 2 }),
    name: fc.constantFrom(...NAMES),
    why: fc.constantFrom(...TEXTS),
    text: fc.constantFrom(...TEXTS),
    kind: fc.nat(11),
    flag: fc.boolean(),
    role: fc.constantFrom(...ROLES),
  });
  const delta = any.map((drawn): Delta => {
    const of = tables[drawn.at] ?? nowhere;
    const parent = tables[drawn.to] ?? nowhere;
    const named = (list: readonly { readonly name: string }[]): string[] => [
      ...new Set(drawn.columns.map((index) => list[index % list.length]?.name ?? 'nothing')),
    ];
    const columns = named(of.columns);
    const [column = 'nothing'] = columns;
    const { name, why, text, flag } = drawn;
    const about = { table: of.ref as TableRef & { name: string }, why };
    const made: readonly unknown[] = [
      { kind: 'rename_table', ...about, name },
      { kind: 'rename_column', ...about, column, name },
      { kind: 'describe_table', ...about, text },
      { kind: 'describe_column', ...about, column, text },
      { kind: 'describe_mart', ...about, text },
      { kind: 'role', ...about, role: drawn.role },
      { kind: 'key', ...about, columns: flag ? columns : [] },
      { kind: 'relationship', ...about, columns, to: parent.ref, to_columns: named(parent.columns), holds: flag },
      { kind: 'add_mart', ...about, mart: flag ? 'fact' : 'dimension' },
      { kind: 'drop_mart', ...about },
      { kind: 'measure', ...about, column, function: flag ? 'sum' : 'max', name },
      { kind: 'accepted_values', ...about, column, values: ['a', text] },
    ];
    return deltaSchema.parse(made[drawn.kind]);
  });
  return fc.array(delta.filter(kinds), { maxLength: 12 });
}
