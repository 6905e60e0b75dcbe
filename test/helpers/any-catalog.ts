import * as fc from 'fast-check';
import type { Catalog, Column, ForeignKey, Table } from '../../src/catalog/catalog.ts';
import type { Evidence, Probe } from '../../src/catalog/evidence.ts';
import { probeKey } from '../../src/catalog/evidence.ts';

/** Catalogs as nobody would write them: whatever the types allow, and then what the rules look for, so that they act. */
const NAMES_OF_OBJECTS = 'constructor constructor_id is_constructor __proto__ prototype toString valueOf length'.split(
  ' ',
);
const COMMON_NAMES = [
  'id',
  'order_id',
  'customer_id',
  'orders',
  'customers',
  'order_items',
  'item_id',
  'items',
  'line_no',
];
const NAMES_OF_RULES = (
  'ID uuid key code order Order orders_id orderId order_order_id customer parent_id parent owner_type owner_id ' +
  'created_by created_at o_id o_c_id c_id item_1 item_2 ref_code external_id order_ids stg_orders dim_customer ' +
  'amount_cents is_active status email _fivetran_deleted _airbyte_raw_id valid_from date_key'
).split(' ');
const ODD_NAMES =
  '_ __ 1 007 select from SELECT table null no ID_ a.b ñandú 表 İ ß ﬀ 😀 ../up a/b _id id_id_id ids s es é_id'.split(
    ' ',
  );
const HOSTILE_NAMES = ODD_NAMES.concat(
  ['', ' ', 'a b', '\u0000', '\ud800', '\u202e', 'e\u0301', "a'b", 'a"b', '{{ x }}', '{% if %}'],
  ['a'.repeat(3000), 'a_'.repeat(1000), 'Aa'.repeat(800)],
);
const TYPES =
  'integer|bigint|varchar(20)|text|timestamp|date|boolean|uuid|numeric(5,2)|jsonb||(|)|numeric(|int[]|enum(|😀|null'
    .split('|')
    .concat('varchar(99999999999999999999)', 'struct(a int, b struct(c int))', '('.repeat(5000), 'constructor')
    .concat('__proto__', 'INT UNSIGNED ZEROFILL', 'timestamp with time zone');

const name = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...COMMON_NAMES) },
  { weight: 6, arbitrary: fc.constantFrom(...NAMES_OF_RULES) },
  { weight: 2, arbitrary: fc.constantFrom(...NAMES_OF_OBJECTS) },
  { weight: 2, arbitrary: fc.constantFrom(...HOSTILE_NAMES) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
);
const usableName = name.filter((text) => text.trim() !== '' && !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text));
const type = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('integer', 'bigint') },
  { weight: 4, arbitrary: fc.constantFrom(...TYPES) },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
);
const number = fc.oneof(
  fc.nat(50),
  fc.constantFrom(0, -1, 1e308, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER, 0.5),
);
const limit = fc.option(fc.oneof(number, fc.string({ maxLength: 6 })), { nil: undefined });
const stats = fc.record(
  { nulls: number, distinct: number, min: limit, max: limit, values: fc.array(fc.string({ maxLength: 4 })) },
  { requiredKeys: ['nulls', 'distinct'] },
);
const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
}

function columnOf(names: fc.Arbitrary<string>): fc.Arbitrary<Column> {
  return fc
    .record({
      name: names,
      type,
      nullable: optional(fc.boolean()),
      comment: optional(fc.oneof(name, fc.string())),
      stats: optional(stats),
    })
    .map((column) => withoutUndefined(column) as Column);
}

/** Which columns, and which table, a key is made of: numbers, since they are chosen before there are any. */
const chosenKey = fc.record({
  columns: fc.array(fc.nat(8), { minLength: 1, maxLength: 3 }),
  table: fc.nat(6),
  ref: fc.array(fc.nat(8), { maxLength: 3 }),
});
type ChosenKey = typeof chosenKey extends fc.Arbitrary<infer Chosen> ? Chosen : never;

/** A table whose keys are names that may be nobody's, and the keys that become its own once all tables are there. */
interface Drawn {
  readonly table: Table;
  readonly primary: readonly number[] | undefined;
  readonly foreign: readonly ChosenKey[];
}

function drawnTable(names: fc.Arbitrary<string>, columns: fc.Arbitrary<Column[]>): fc.Arbitrary<Drawn> {
  const table = fc
    .record({
      schema: fc.oneof(
        { weight: 4, arbitrary: fc.constant(undefined) },
        fc.constantFrom('a', 'b', 'main', '__proto__'),
      ),
      name: names,
      comment: optional(fc.string()),
      row_count: optional(number),
      columns,
    })
    .map((each) => withoutUndefined(each) as Table);
  const primary = fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, fc.array(fc.nat(8), { maxLength: 3 }));
  return fc.record({ table, primary, foreign: fc.array(chosenKey, { maxLength: 2 }) });
}

/** Makes the chosen keys of columns and tables that there are; any may lead to itself, to its child, or make no sense. */
function withKeys(drawn: readonly Drawn[]): Table[] {
  return drawn.map(({ table, primary, foreign }) => {
    const primary_key = primary && namesAt(table, primary);
    const foreign_keys = foreign.flatMap(({ columns, table: at, ref }): ForeignKey[] => {
      const parent = drawn[at % drawn.length]?.table;
      const names = namesAt(table, columns);
      if (!parent || names.length === 0) return [];
      const schema = parent.schema === undefined ? {} : { ref_schema: parent.schema };
      const theirs = namesAt(parent, ref).slice(0, names.length);
      const ref_columns = theirs.length === names.length ? theirs : [];
      return [{ columns: names, ...schema, ref_table: parent.name, ref_columns }];
    });
    return { ...table, ...(primary_key && { primary_key }), ...(foreign_keys.length > 0 && { foreign_keys }) };
  });
}

function namesAt({ columns }: Table, places: readonly number[]): string[] {
  const names = places.flatMap((place) => columns[place % Math.max(1, columns.length)]?.name ?? []);
  return [...new Set(names)];
}

function strayTable(names: fc.Arbitrary<string>): fc.Arbitrary<Partial<Table>> {
  const own = fc.array(names, { maxLength: 3 });
  const key = fc.record({
    columns: fc.array(names, { minLength: 1, maxLength: 3 }),
    ref_table: names,
    ref_columns: own,
  });
  return fc.record({
    primary_key: own,
    unique_keys: fc.array(own, { maxLength: 2 }),
    foreign_keys: fc.array(key, { maxLength: 2 }),
  });
}

const manyEqual = fc
  .nat(400)
  .map((count) => Array.from({ length: count }, () => ({ name: 'order_id', type: 'integer' })));
const anyColumns = fc.oneof(
  { weight: 9, arbitrary: fc.array(columnOf(name), { maxLength: 8 }) },
  { weight: 1, arbitrary: manyEqual },
);

/** Any catalog that the types allow: names twice, none at all, keys to nowhere, tables without columns. */
export const anyCatalog: fc.Arbitrary<Catalog> = fc.record({
  name,
  dialect: fc.oneof(fc.constantFrom('postgres', 'mysql', 'duckdb', 'constructor', ''), fc.string()),
  tables: fc
    .array(fc.tuple(drawnTable(name, anyColumns), fc.option(strayTable(name), { freq: 3 })), { maxLength: 7 })
    .map((pairs) => withKeys(pairs.map(([drawn]) => drawn)).map((table, at) => ({ ...table, ...pairs[at]?.[1] }))),
});

const columnsOnce = fc.uniqueArray(columnOf(usableName), {
  minLength: 1,
  maxLength: 9,
  selector: (column) => column.name.toLowerCase(),
});
/** Catalogs that a reader lets through: each name once, at least one column, keys of columns that there are. */
export const usableCatalog: fc.Arbitrary<Catalog> = fc.record({
  name: usableName,
  dialect: fc.constantFrom('postgres', 'mysql', 'duckdb'),
  tables: fc
    .uniqueArray(drawnTable(usableName, columnsOnce), {
      minLength: 1,
      maxLength: 7,
      selector: ({ table }) => JSON.stringify([table.schema?.toLowerCase(), table.name.toLowerCase()]),
    })
    .map(withKeys),
});

/** Counts as no database gives them, though each is a number. */
const count = fc.oneof(fc.nat(50), fc.constantFrom(0, -1, 1e308, Number.MAX_SAFE_INTEGER, 0.5));

/** Answers to any probes, made of a row of counts: contradictory, impossible, some missing. */
export const anyAnswers: fc.Arbitrary<(probes: readonly Probe[]) => Evidence> = fc
  .infiniteStream(count)
  .map((numbers) => (probes) => {
    const next = (): number => numbers.next().value ?? 0;
    const evidence = { profile: new Map(), unique: new Map(), contained: new Map(), values: new Map() };
    for (const probe of probes) {
      const known = next();
      if (known === 0) continue;
      evidence[probe.kind].set(probeKey(probe), answer(probe, next));
    }
    return evidence;
  });

function answer(probe: Probe, next: () => number): unknown {
  switch (probe.kind) {
    case 'profile': {
      const statsOf = (column: string) =>
        [column, { nulls: next(), distinct: next(), min: next(), max: next() }] as const;
      return { rows: next(), exact: next() > 1, columns: new Map(probe.columns.map(statsOf)) };
    }
    case 'unique':
      return { rows: next(), nullRows: next(), duplicates: next() };
    case 'contained':
      return { sampled: next(), found: next(), orphans: next() };
    case 'values':
      return next() > 25 ? null : ['Y', 'N', '0', '', String(next())];
  }
}
