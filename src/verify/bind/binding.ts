import type { Duckdb } from '../../outside/duckdb.ts';
import type { JinjaCall } from '../../sql/jinja-calls.ts';
import { relationName } from '../../sql/identifiers.ts';
import type { SqlNode } from '../nodes/read-nodes.ts';
import type { DuckdbFault } from './duckdb-fault.ts';
import type { RawRelation } from './raw-tables.ts';
import type { RelationOf, RenderedSql } from './render-sql.ts';

/** The state of one binding: what stands in the database by now, and what became of each model. */
export interface Binding {
  readonly duckdb: Duckdb;
  /** Source table -> its empty table, by label. */
  readonly raw: ReadonlyMap<string, RawRelation>;
  /** Compiled model -> its relation. */
  readonly models: Map<string, string>;
  /** Models that DuckDB refused. */
  readonly failed: Set<string>;
  /** Model -> why it could not be judged. */
  readonly notBound: Map<string, string>;
  /** What DuckDB said of each model that it refused. */
  readonly faults: StatementFault[];
}

/** A statement that DuckDB refused, with the way back to the file that it was made of. */
export interface StatementFault {
  readonly node: SqlNode;
  readonly rendered: RenderedSql;
  readonly fault: DuckdbFault;
  /** UTF-16 units in the statement before the rendered SQL begins. */
  readonly prefix: number;
  readonly statement: string;
}

/** Finds the relation of a `ref` or `source` among what is compiled so far. */
export function relationIn({ raw, models, failed, notBound }: Binding): RelationOf {
  return (call) => {
    const label = labelOf(call);
    const relation = call.function === 'source' ? raw.get(label)?.relation : models.get(label);
    if (relation !== undefined) return { relation };
    if (call.function === 'source') return { missing: `it reads ${label}, whose columns the plan does not hold` };
    const isBelowFailed = failed.has(label) || notBound.get(label) === FAILED_PARENT;
    return { missing: isBelowFailed ? FAILED_PARENT : `it reads ${label}, which was not compiled` };
  };
}

/** Stands for: its own problem is reported where it is. */
const FAILED_PARENT = 'it is made of a model that does not compile';

/** How a person knows what a call names. */
function labelOf({ function: called, args }: Pick<JinjaCall, 'function' | 'args'>): string {
  return called === 'source' ? args.join('.') : (args.at(-1) ?? '');
}

/** Relation -> label, of all that can be selected from. */
export function labelsIn({ raw, models }: Binding): ReadonlyMap<string, string> {
  return new Map([
    ...[...raw.values()].map(({ relation, label }) => [relation, label] as const),
    ...[...models].map(([name, relation]) => [relation, name] as const),
  ]);
}

/** Asks DuckDB once for the columns of every relation, by relation. */
export async function readColumns(duckdb: Duckdb): Promise<Map<string, readonly string[]>> {
  const rows = await duckdb.query(
    'select schema_name, table_name, column_name from duckdb_columns() where not internal order by table_oid, column_index',
  );
  const columns = new Map<string, string[]>();
  for (const { schema_name, table_name, column_name } of rows) {
    const relation = relationName([String(schema_name), String(table_name)]);
    const list = columns.get(relation);
    if (list) list.push(String(column_name));
    else columns.set(relation, [String(column_name)]);
  }
  return columns;
}
