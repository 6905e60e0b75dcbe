import { CartridgeError } from '../../errors.ts';
import type { Duckdb } from '../../outside/duckdb.ts';
import type { ExecutionPlan, PlanTable } from '../../plan/plan.ts';
import { quoteIdentifier, relationName } from '../../sql/identifiers.ts';
import { duckdbType } from '../../sql/types.ts';
import type { SourceTable } from '../nodes/yaml-nodes.ts';

/** Where a source table stands in the database that models are bound in. */
export interface RawRelation {
  readonly relation: string;
  /** How a person knows it: `shop.orders`. */
  readonly label: string;
}

/** Source table -> its empty table, by label. */
export type RawRelations = ReadonlyMap<string, RawRelation>;

/** Statements of one call; more at once only makes the text larger. */
const BATCH = 200;

/**
 * Makes an empty table of every source table whose raw table the plan knows, in a schema for each source, so that models
 * can be compiled against it. Source tables that the plan does not know are left out.
 */
export async function createRawTables(
  duckdb: Duckdb,
  sources: readonly SourceTable[],
  catalog: ExecutionPlan['catalog'],
): Promise<RawRelations> {
  const find = tableFinder(catalog.tables);
  const relations = new Map<string, RawRelation>();
  const statements = new Map<string, string>();
  for (const source of sources) {
    const table = find(source);
    if (!table || table.columns.length === 0) continue;
    const schema = schemaOf(source);
    const relation = relationName([schema, source.identifier]);
    const label = `${source.source}.${source.name}`;
    statements.set(`schema of ${source.source}`, `create schema if not exists ${quoteIdentifier(schema)}`);
    statements.set(label, createTable(relation, table, catalog.dialect));
    relations.set(label, { relation, label });
  }
  const refused = await runAll(duckdb, [...statements]);
  for (const key of refused) relations.delete(key);
  return relations;
}

/** SQL that makes an empty table with DuckDB's form of each column's type. */
export function createTable(relation: string, { columns }: PlanTable, dialect: string): string {
  const list = columns.map(({ name, type }) => `${quoteIdentifier(name)} ${duckdbType(type, dialect).type}`);
  return `create table if not exists ${relation} (${list.join(', ')})`;
}

/** Finds the raw table of a source table: that of its schema, else the only one of that name. */
export function tableFinder(tables: readonly PlanTable[]): (source: SourceTable) => PlanTable | undefined {
  const byName = new Map<string, PlanTable[]>();
  for (const table of tables) {
    const key = table.name.toLowerCase();
    byName.set(key, [...(byName.get(key) ?? []), table]);
  }
  return ({ identifier, schema }) => {
    const named = byName.get(identifier.toLowerCase()) ?? [];
    const exact = named.filter((table) => table.schema?.toLowerCase() === schema.toLowerCase());
    if (exact.length > 0) return exact.find(({ name }) => name === identifier) ?? exact[0];
    return named.length === 1 ? named[0] : undefined;
  };
}

function schemaOf({ source }: SourceTable): string {
  return `source ${source}`;
}

/** Runs many statements together; where that fails, one by one. Gives the keys of those that DuckDB refused. */
async function runAll(duckdb: Duckdb, statements: readonly (readonly [string, string])[]): Promise<string[]> {
  const refused: string[] = [];
  for (let at = 0; at < statements.length; at += BATCH) {
    const batch = statements.slice(at, at + BATCH);
    if (await isAccepted(duckdb, batch.map(([, sql]) => sql).join(';\n'))) continue;
    for (const [key, sql] of batch) if (!(await isAccepted(duckdb, sql))) refused.push(key);
  }
  return refused;
}

async function isAccepted(duckdb: Duckdb, sql: string): Promise<boolean> {
  try {
    await duckdb.run(sql);
    return true;
  } catch (error) {
    if (error instanceof CartridgeError) return false;
    throw error;
  }
}
