import type { Catalog, Column, Table, TableRef } from '../../catalog/catalog.ts';
import { tableKey } from '../../catalog/catalog.ts';
import type { Probe } from '../../catalog/evidence.ts';
import { indexStated } from '../../catalog/stated-keys.ts';
import { tableNames } from '../../catalog/table-names.ts';
import type { ExistingTable } from '../../context/context.ts';
import type { StatedTable } from '../../context/stated-facts.ts';
import type { Beliefs } from '../../inference/beliefs.ts';
import { questionId } from '../../inference/questions/question.ts';
import type { MatchOptions } from './match-sources.ts';
import { matchSources, physicalName } from './match-sources.ts';
import type { PeoplesNodes } from './peoples-nodes.ts';

/** The tables of an input, and those around them that the project knows. */
export interface KnownTables {
  readonly catalog: Catalog;
  /** Those that the input lacks, by `tableKey`. */
  readonly around: ReadonlySet<string>;
}

/**
 * Adds to a catalog what the project knows of other tables of its schemas: those that the same sources declare, with the
 * columns that they list, or that cartridge staged. A plan for some tables of many then finds what these refer to, and names
 * everything as a plan for all would. Pure.
 */
export function withTablesAround(
  catalog: Catalog,
  nodes: PeoplesNodes,
  options: MatchOptions & { readonly stated?: readonly StatedTable[] },
): KnownTables {
  const { stated = [] } = options;
  const stagedColumns = columnsByReferences(catalog, stated);
  const given = new Set(catalog.tables.map((table) => tableKey(table).toLowerCase()));
  const tables: Table[] = [];
  for (const { schema, entries } of matchSources(catalog, nodes.sources, options)) {
    for (const declared of entries.flatMap((entry) => entry.tables)) {
      const listed = tableOf(declared, schema);
      const table = listed.columns.length > 0 ? listed : { ...listed, columns: stagedColumns(listed) };
      const key = tableKey(table).toLowerCase();
      if (!declared.enabled || table.columns.length === 0 || given.has(key)) continue;
      given.add(key);
      tables.push(table);
    }
  }
  if (tables.length === 0) return { catalog, around: new Set() };
  return { catalog: { ...catalog, tables: [...catalog.tables, ...tables] }, around: new Set(tables.map(tableKey)) };
}

/** The probes about tables that the input holds: of the others it has no rows. */
export function probesOf(probes: readonly Probe[], around: ReadonlySet<string>): readonly Probe[] {
  if (around.size === 0) return probes;
  return probes.filter(
    (probe) =>
      !around.has(tableKey(probe.table)) && !(probe.kind === 'contained' && around.has(tableKey(probe.refTable))),
  );
}

/**
 * The columns of tables that cartridge staged, where the source lists none. Their types are not kept; those of keys are the
 * types of what refers to them, or of what they refer to, in the catalog.
 */
function columnsByReferences(catalog: Catalog, stated: readonly StatedTable[]): (table: TableRef) => Column[] {
  const tables = new Map(catalog.tables.map((table) => [table.name, table]));
  const typeIn = (table: string, column: string): string | undefined =>
    tables.get(table)?.columns.find(({ name }) => name === column)?.type;
  const types = new Map<string, string>();
  for (const { name, references } of stated) {
    for (const { column, ref_table, ref_column } of references) {
      const type = typeIn(name, column) ?? typeIn(ref_table, ref_column);
      if (type === undefined) continue;
      types.set(JSON.stringify([name, column]), type);
      types.set(JSON.stringify([ref_table, ref_column]), type);
    }
  }
  const statedOf = indexStated(stated);
  return (table) =>
    (statedOf(table)?.columns ?? []).map(({ name }) => ({
      name,
      type: types.get(JSON.stringify([table.name, name])) ?? '',
    }));
}

function tableOf(declared: ExistingTable, schema: string | undefined): Table {
  const seen = new Set<string>();
  const columns = declared.columns
    .filter(({ name }) => !seen.has(name.toLowerCase()) && seen.add(name.toLowerCase()))
    .map(({ name, data_type }) => ({ name, type: data_type ?? '' }));
  return { ...(schema === undefined ? {} : { schema }), name: physicalName(declared), columns };
}

/** What is believed of the tables that the input holds, and what is asked of them. */
export function beliefsOfInput(beliefs: Beliefs, around: ReadonlySet<string>): Beliefs {
  if (around.size === 0) return beliefs;
  const nameOf = tableNames(beliefs.tables);
  const others = beliefs.tables.filter((table) => around.has(tableKey(table))).map(nameOf);
  const settled = new Set(others.flatMap((name) => [questionId('key', name), questionId('role', name)]));
  const children = others.map((name) => `${questionId('relationship', name)}.`);
  return {
    ...beliefs,
    tables: beliefs.tables.filter((table) => !around.has(tableKey(table))),
    relationships: beliefs.relationships.filter(({ schema, table }) => !around.has(tableKey({ schema, name: table }))),
    questions: beliefs.questions.filter(
      ({ id }) => !settled.has(id) && !children.some((child) => id.startsWith(child)),
    ),
  };
}
