import { basename } from 'node:path';
import { CartridgeError } from '../errors.ts';
import type { Problem } from '../errors.ts';

/** What DuckDB 1.5 reads: 64 is 1.0, 65 is 1.2, 67 is 1.4, 68 is 1.5; 2.0 writes 999 (dbt-facts.md 13). */
export const NEWEST_STORAGE_VERSION = 68;

/**
 * What the first bytes of a file already tell, before DuckDB is loaded: null if they are those of a database that this
 * DuckDB reads. A database file has `DUCK` at byte 8 and its storage version at byte 12.
 */
export function headerProblem(header: Uint8Array, file: string): Problem | null {
  const bytes = Buffer.from(header);
  if (bytes.toString('latin1').startsWith('SQLite format 3')) {
    return unreadable(file, 'is an SQLite database, not a DuckDB one', 'Copy it with DuckDB: ATTACH it (TYPE sqlite).');
  }
  if (bytes.length < 20 || bytes.toString('latin1', 8, 12) !== 'DUCK') {
    const what = bytes.length === 0 ? 'is empty' : 'is not a DuckDB database';
    return unreadable(file, what, 'Give a DuckDB file, a folder of CSV, Parquet or JSON files, or a catalog file.');
  }
  return bytes.readBigUInt64LE(12) > BigInt(NEWEST_STORAGE_VERSION) ? newerFormat(file) : null;
}

/** Why DuckDB could not open a file, told from the text of its error: it has no codes. */
export function openProblem(error: unknown, file: string): Problem {
  const text = messageOf(error);
  if (/Trying to read a database file with version number/.test(text)) return newerFormat(file);
  const lock = /Conflicting lock is held in (.*?) \(PID (\d+)/s.exec(text);
  if (lock) return locked(file, `${basename(lock[1] ?? '')} (PID ${lock[2]})`);
  if (/Could not set lock on file|being used by another process/.test(text)) return locked(file, 'another program');
  if (/encrypt/i.test(text)) return unreadable(file, 'is encrypted', 'Copy its tables to a DuckDB file without a key.');
  if (/not a valid DuckDB database/.test(text)) return unreadable(file, 'is not a DuckDB database');
  if (/Corrupt database|checksum/.test(text)) return unreadable(file, 'is damaged', 'Restore it, or build it again.');
  return unreadable(file, `cannot be opened: ${firstLine(text).replace(/"[^"]*"/g, 'the file')}`);
}

/** A query that DuckDB refused. Values are not repeated: its text quotes what it could not convert. */
export function queryError(error: unknown): CartridgeError {
  const line = firstLine(messageOf(error));
  const shown = /^(Binder|Catalog|Parser|Not implemented) Error/.test(line) ? line : (line.split(':')[0] ?? line);
  return new CartridgeError(
    { code: 'DUCKDB_QUERY_FAILED', message: `DuckDB refused a query: ${shown}` },
    { cause: error },
  );
}

export function unreadable(file: string, what: string, hint?: string): Problem {
  return { code: 'DUCKDB_UNREADABLE', message: `${file} ${what}`, where: { file }, ...(hint && { hint }) };
}

function newerFormat(file: string): Problem {
  return {
    code: 'DUCKDB_NEWER_FORMAT',
    message: `${file} was written by a newer DuckDB than cartridge can read (1.5)`,
    where: { file },
    hint: [
      'Any one of these gives a file that both can read:',
      '  pip install "duckdb<2" where the file is made, and make it again',
      "  with DuckDB 2: ATTACH 'copy.duckdb' (STORAGE_VERSION 'v1.5.0'), then COPY FROM DATABASE into it",
      '  in the dbt profile that makes it: config_options: {storage_compatibility_version: v1.5.0}',
    ].join('\n'),
  };
}

function locked(file: string, holder: string): Problem {
  return {
    code: 'DUCKDB_LOCKED',
    message: `${file} is held open for writing by ${holder}`,
    where: { file },
    hint: 'DuckDB lets one process write, or several read. Close it there (a dbt run, a notebook, a SQL editor), then run this again.',
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
