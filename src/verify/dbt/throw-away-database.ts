import { access, constants, copyFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { openDuckdb } from '../../outside/duckdb.ts';
import type { ExecutionPlan } from '../../plan/plan.ts';
import { quoteIdentifier, relationName } from '../../sql/identifiers.ts';
import { createTable, tableFinder } from '../bind/raw-tables.ts';
import type { SourceTable } from '../nodes/yaml-nodes.ts';

/** What the throw-away database is made from. */
export interface ThrowAwayInput {
  /** Absolute path of the project's own database, which need not exist and is only read. */
  readonly own: string;
  /** Absolute path of the throw-away one. */
  readonly target: string;
  readonly sources: readonly SourceTable[];
  readonly catalog: ExecutionPlan['catalog'];
}

/**
 * Puts the raw tables that the project expects in its own database into the throw-away one: a copy of the own file, or,
 * where there is none yet, the plan's tables without rows. Where all sources are elsewhere it makes nothing.
 */
export async function prepareDatabase({ own, target, sources, catalog }: ThrowAwayInput): Promise<void> {
  const stem = basename(own, extname(own));
  const inside = sources.filter(({ database, isExternal }) => !isExternal && (database === null || database === stem));
  if (inside.length === 0) return;
  if (await exists(own)) {
    await copyFile(own, target, constants.COPYFILE_FICLONE);
    if (await exists(`${own}.wal`)) await copyFile(`${own}.wal`, `${target}.wal`);
    return;
  }
  const find = tableFinder(catalog.tables);
  const database = basename(target, extname(target));
  const duckdb = await openDuckdb(target);
  try {
    for (const source of inside) {
      const table = find(source);
      if (!table || table.columns.length === 0) continue;
      // With the database's name: a schema may have the same one.
      const schema = relationName([database, source.schema]);
      await duckdb.run(`create schema if not exists ${schema}`);
      await duckdb.run(createTable(`${schema}.${quoteIdentifier(source.identifier)}`, table, catalog.dialect));
    }
  } finally {
    await duckdb.close();
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
