import { relationName } from '../../sql/identifiers.ts';
import type { SqlNode } from '../nodes/read-nodes.ts';
import type { Binding } from './binding.ts';
import { relationIn } from './binding.ts';
import { provesNothing, readFault } from './duckdb-fault.ts';
import { renderSql } from './render-sql.ts';
import { MODEL_SCHEMA } from './sealed-duckdb.ts';

/** Compiles one model as an empty table, as dbt-duckdb wraps it, and notes in the binding what became of it. */
export async function compileModel(node: SqlNode, binding: Binding): Promise<void> {
  const rendered = renderSql(node.file.content, node.scan, relationIn(binding));
  if ('unknown' in rendered) {
    binding.notBound.set(node.name, rendered.unknown);
    return;
  }
  const relation = relationName([MODEL_SCHEMA, node.name]);
  const start = `create table ${relation} as (\n`;
  const statement = `${start}${rendered.sql}\n) with no data`;
  try {
    await binding.duckdb.run(statement);
    binding.models.set(node.name, relation);
  } catch (error) {
    const fault = readFault(error);
    if (provesNothing(fault)) {
      binding.notBound.set(node.name, `DuckDB cannot judge it here: ${firstLine(fault.message)}`);
      return;
    }
    binding.failed.add(node.name);
    binding.faults.push({ node, rendered, fault, prefix: start.length, statement });
  }
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
