import { open } from 'node:fs/promises';
import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from '@duckdb/node-api';
import { CartridgeError } from '../errors.ts';
import { headerProblem, openProblem, queryError, unreadable } from './duckdb-errors.ts';

/** A value as plain data: integers beyond 2^53, dates, decimals and whatever else JavaScript lacks are text. */
export type SqlValue = string | number | boolean | null | SqlValue[];
export type Row = Record<string, SqlValue>;

/** A column of a statement's result. */
interface ResultColumn {
  readonly name: string;
  readonly type: string;
}

/** One open database. Statements run one at a time, in the order in which they were asked for. */
export interface Duckdb {
  /** All rows. Throws DUCKDB_QUERY_FAILED; rejects with the signal's reason once that is aborted. */
  query(sql: string, signal?: AbortSignal): Promise<Row[]>;
  /** Runs one or more statements. Throws as `query` does. */
  run(sql: string, signal?: AbortSignal): Promise<void>;
  /** Compiles a statement without running it, and tells its columns. Throws DUCKDB_QUERY_FAILED. */
  prepare(sql: string): Promise<ResultColumn[]>;
  /** Lets go of the file as well. Closing twice is allowed. */
  close(): Promise<void>;
}

/**
 * Opens a database file, or `:memory:`. Throws DUCKDB_NEWER_FORMAT, DUCKDB_LOCKED or DUCKDB_UNREADABLE, naming `path` as
 * it was given. Extensions are never fetched, and times are shown in UTC.
 */
export async function openDuckdb(path: string, options: { readOnly?: boolean } = {}): Promise<Duckdb> {
  if (path !== ':memory:' && options.readOnly) await checkHeader(path);
  const { DuckDBInstance } = await import('@duckdb/node-api');
  let instance: DuckDBInstance | undefined;
  try {
    instance = await DuckDBInstance.create(path, {
      autoinstall_known_extensions: 'false',
      ...(options.readOnly && { access_mode: 'READ_ONLY' }),
    });
    const connection = await instance.connect();
    await connection.run("set TimeZone = 'UTC'");
    return databaseOf(instance, connection);
  } catch (error) {
    instance?.closeSync();
    throw new CartridgeError(openProblem(error, path), { cause: error });
  }
}

async function checkHeader(path: string): Promise<void> {
  const problem = headerProblem(await readHeader(path), path);
  if (problem) throw new CartridgeError(problem);
}

async function readHeader(path: string): Promise<Uint8Array> {
  try {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(20), position: 0 });
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const what = missing ? 'does not exist' : 'cannot be read';
    throw new CartridgeError(unreadable(path, what, 'Check the path and its permissions.'), { cause: error });
  }
}

function databaseOf(instance: DuckDBInstance, connection: DuckDBConnection): Duckdb {
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;
  const inTurn = <T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> => {
    const result = last.then(() => interruptible(connection, work, signal));
    last = result.catch(() => undefined);
    return result;
  };
  return {
    query: (sql, signal) => inTurn(() => readRows(connection, sql), signal),
    run: (sql, signal) => inTurn(async () => void (await connection.run(sql)), signal),
    prepare: (sql) => inTurn(() => describeStatement(connection, sql)),
    close: async () => {
      await last;
      if (closed) return;
      closed = true;
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** An abort interrupts the statement that runs now, and the promise rejects with the signal's reason. */
async function interruptible<T>(
  connection: DuckDBConnection,
  work: () => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  signal?.throwIfAborted();
  const interrupt = (): void => connection.interrupt();
  signal?.addEventListener('abort', interrupt, { once: true });
  try {
    return await work();
  } catch (error) {
    signal?.throwIfAborted();
    throw queryError(error);
  } finally {
    signal?.removeEventListener('abort', interrupt);
  }
}

async function readRows(connection: DuckDBConnection, sql: string): Promise<Row[]> {
  const reader = await connection.runAndReadAll(sql);
  const names = reader.deduplicatedColumnNames();
  return reader
    .getRows()
    .map((values) => Object.fromEntries(values.map((value, at) => [names[at] ?? '', plainValue(value)])));
}

async function describeStatement(connection: DuckDBConnection, sql: string): Promise<ResultColumn[]> {
  const statement = await connection.prepare(sql);
  try {
    return Array.from({ length: statement.columnCount }, (_, at) => ({
      name: statement.columnName(at),
      type: statement.columnType(at).toString(),
    }));
  } finally {
    statement.destroySync();
  }
}

function plainValue(value: DuckDBValue): SqlValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  if ('items' in value && Array.isArray(value.items)) return value.items.map(plainValue);
  return value.toString();
}
