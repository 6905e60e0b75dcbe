/** Adapters whose warehouses tell `Orders` from `orders`. */
const CASE_SENSITIVE: ReadonlySet<string> = new Set(['bigquery', 'clickhouse']);

/** A name as the adapter's warehouse compares it. */
export type FoldName = (name: string) => string;

/** How names of raw schemas and tables are compared. An adapter that is not known compares without case, as most do. */
export function foldNames(adapter: string | null): FoldName {
  return CASE_SENSITIVE.has(adapter ?? '') ? (name) => name : (name) => name.toLowerCase();
}
