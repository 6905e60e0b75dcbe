import * as fc from 'fast-check';
import type { Catalog, Table } from '../../src/catalog/catalog.ts';
import type { ExistingModel, ExistingSource } from '../../src/context/context.ts';
import { DEFAULT_STYLE } from '../../src/context/style.ts';
import type { Brownfield } from './brownfield-draft.ts';
import { columns, model, source } from './existing-nodes.ts';

const PATTERNS = ['stg_{source}__{entity}', 'stg_{entity}', '{entity}', '{source}_{entity}'] as const;

/** What people may have said of a raw table, by numbers that are drawn before there is a table. */
const about = fc.record({
  declaredIn: fc.constantFrom('shop', 'crm', 'vendor', null),
  isRenamed: fc.boolean(),
  isUpper: fc.boolean(),
  isEnabled: fc.boolean(),
  listed: fc.nat(9),
  staging: fc.constantFrom('stg_{table}', 'base_{table}', '{table}', 'report', null),
  sql: fc.constantFrom(
    'select *',
    'select {columns}',
    'select {first} as the_key, 1 as one',
    '{{ macro() }}',
    'select a, b',
  ),
  mart: fc.constantFrom('dim_{table}', 'fct_{table}', '{table}', null),
});
type About = typeof about extends fc.Arbitrary<infer T> ? T : never;

const rarely = fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.constant(true));
const sourceAbout = fc.record({
  /** A number: that of the table so many places on. */
  schema: fc.oneof({ weight: 4, arbitrary: fc.nat(6) }, fc.constantFrom('elsewhere', null)),
  isJinja: fc.boolean(),
  isPackage: rarely,
  isGenerated: rarely,
});

/** Any project that people may have around some tables: sources here and there, staging of all kinds, marts, or nothing. */
export function anyProject(catalog: Catalog): fc.Arbitrary<Brownfield> {
  const count = catalog.tables.length;
  return fc
    .record({
      tables: fc.array(about, { minLength: count, maxLength: count }),
      sources: fc.record({ shop: sourceAbout, crm: sourceAbout, vendor: sourceAbout }, { requiredKeys: ['shop'] }),
      staging: fc.constantFrom(...PATTERNS),
      marts: fc.constantFrom('{entity}', 'dim_{entity}'),
      sourceName: fc.option(fc.constantFrom('fresh', 'other'), { nil: undefined }),
    })
    .map(({ tables, sources: entries, staging, marts, sourceName }) => {
      const pairs = catalog.tables.map((table, at) => ({ table, about: tables[at]! }));
      const naming = { ...DEFAULT_STYLE.naming, staging, dimension: marts };
      const models = once(pairs.flatMap(({ table, about: said }) => modelsOf(table, said)));
      return {
        sources: Object.entries(entries).map(([name, entry]) => sourceOf(name, entry, pairs)),
        models,
        sql: Object.fromEntries(pairs.flatMap(({ table, about: said }) => sqlOf(table, said))),
        style: { naming },
        ...(sourceName === undefined ? {} : { sourceName }),
      };
    });
}

function sourceOf(
  name: string,
  { schema, isJinja, isPackage, isGenerated }: typeof sourceAbout extends fc.Arbitrary<infer T> ? T : never,
  pairs: readonly { readonly table: Table; readonly about: About }[],
): ExistingSource {
  const own = pairs.filter(({ about: { declaredIn } }) => declaredIn === name);
  const declared = own.map(({ table, about: { isRenamed, isUpper, isEnabled, listed } }) => {
    const physical = isUpper ? table.name.toUpperCase() : table.name;
    return {
      name: isRenamed ? `renamed_${physical}` : physical,
      identifier: isRenamed ? physical : null,
      enabled: isEnabled,
      columns: columns(...table.columns.slice(0, listed).map((column) => column.name)),
    };
  });
  const stated = typeof schema === 'number' ? pairs[schema % pairs.length]?.table.schema : schema;
  return source(name, declared, {
    schema: stated ?? null,
    computed: isJinja && stated == null ? ['schema'] : [],
    package: isPackage ? 'vendor_package' : null,
    generated: isGenerated,
  });
}

function modelsOf(
  { name }: Table,
  { declaredIn, isRenamed, isUpper, staging, mart, isEnabled }: About,
): ExistingModel[] {
  if (declaredIn === null || staging === null) return [];
  const physical = isUpper ? name.toUpperCase() : name;
  const own = staging.replace('{table}', name);
  const reads = `${declaredIn}.${isRenamed ? `renamed_${physical}` : physical}`;
  const below = model(own, { sources: [reads], enabled: isEnabled, columns: columns('the_key') });
  return mart === null
    ? [below]
    : [below, model(mart.replace('{table}', name), { refs: [own], columns: columns('the_key') })];
}

function sqlOf({ name, columns: all }: Table, { declaredIn, staging, sql }: About): [string, string][] {
  if (declaredIn === null || staging === null) return [];
  const quoted = all.map((column) => `"${column.name.replaceAll('"', '""')}"`);
  const list = sql.replace('{columns}', () => quoted.join(', ')).replace('{first}', () => quoted[0] ?? '1');
  return [[staging.replace('{table}', name), `${list} from {{ source('${declaredIn}', 'x') }}`]];
}

function once(models: readonly ExistingModel[]): ExistingModel[] {
  return [...new Map(models.map((each) => [each.name.toLowerCase(), each])).values()];
}
