import { CartridgeError } from '../errors.ts';
import { RESERVED_WORDS } from './reserved-words.ts';

const PLAIN_NAME = /^[a-z_][a-z0-9_]*$/;

/**
 * A name as it stands in SQL: bare where that is read as the same name, otherwise in double quotes. Any other character
 * is carried as it is, so the caller escapes Jinja where the SQL is a dbt model.
 */
export function quoteIdentifier(name: string): string {
  return needsQuotes(name) ? `"${requireCarried(name).replaceAll('"', '""')}"` : name;
}

/** Whether a name must stand in quotes: other than plain lower-case, or a reserved word (dbt-facts.md 4.2). */
export function needsQuotes(name: string): boolean {
  return !PLAIN_NAME.test(name) || RESERVED_WORDS.has(name);
}

/** A text as an SQL string literal. */
export function sqlString(text: string): string {
  return `'${requireCarried(text).replaceAll("'", "''")}'`;
}

/** Names of a database, schema and table, whichever are known, as one relation: `shop.main."Order Items"`. */
export function relationName(parts: readonly (string | undefined)[]): string {
  return parts
    .filter((part) => part !== undefined)
    .map(quoteIdentifier)
    .join('.');
}

/** The text itself. DuckDB ends a statement at NUL, so what follows would silently be lost: that is refused. */
export function requireCarried(text: string): string {
  if (!text.includes('\0')) return text;
  throw new CartridgeError({
    code: 'CATALOG_NAME_UNUSABLE',
    message: `${JSON.stringify(text)} holds a NUL character, which SQL cannot carry`,
    hint: 'Rename it where it comes from.',
  });
}
