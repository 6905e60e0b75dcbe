import { nearestName } from '../../yaml/nearest-name.ts';
import type { DuckdbFault } from './duckdb-fault.ts';

/** What is known around a statement that DuckDB refused. */
export interface FaultContext {
  /** The statement as it was given to DuckDB. */
  readonly sql: string;
  /** Offset of the fault in `sql`; null where DuckDB gives none. */
  readonly offset: number | null;
  /** Relation as it stands in `sql` -> how a person knows it. */
  readonly labels: ReadonlyMap<string, string>;
  /** Columns of a relation, by its label. */
  readonly columnsOf: (label: string) => readonly string[];
}

/** One line in dbt's words for what DuckDB says: which column, of which model, and the nearest name that there is. Pure. */
export function explainFault(fault: DuckdbFault, context: FaultContext): string {
  const column = missingColumn(fault);
  if (column !== null) {
    const owner = ownerOf(column.alias, context);
    const names = owner === null ? fault.candidates.map(unquoted) : context.columnsOf(owner);
    const near = nearestName(column.name, names) ?? unquotedOrNone(fault.candidates[0]);
    const place = owner ?? column.alias;
    return `column "${column.name}" does not exist${place === null ? '' : ` in ${place}`}${didYouMean(near)}`;
  }
  const table = /^Table with name (.+?) does not exist!/.exec(fault.message)?.[1];
  if (table !== undefined) return `there is no table ${table}: models read tables through ref and source`;
  const called = /^\w+ Function with name (.+?) does not exist!/.exec(fault.message)?.[1];
  if (called !== undefined) return `there is no function ${called}${didYouMean(fault.candidates[0])}`;
  const [line = ''] = fault.message.split('\n');
  // `WHERE clause cannot ..` begins with a word that is written so.
  return line.replace(/^[A-Z](?![A-Z])/, (first) => first.toLowerCase()).replace(/[.!]$/, '');
}

function didYouMean(name: string | undefined): string {
  return name === undefined ? '' : `; did you mean "${name}"?`;
}

function missingColumn({ message }: DuckdbFault): { name: string; alias: string | null } | null {
  const bare = /^Referenced column "(.+)" not found in FROM clause!/.exec(message);
  if (bare) return { name: bare[1] ?? '', alias: null };
  const owned = /^(?:Values list|Table) "(.+)" does not have a column named "(.+)"/.exec(message);
  return owned ? { name: owned[2] ?? '', alias: owned[1] ?? null } : null;
}

/** The model or source table behind an alias or a CTE; without an alias, behind the only `from` of the query. */
function ownerOf(alias: string | null, { sql, offset, labels }: FaultContext): string | null {
  const owners = readOwners(sql, labels);
  if (alias !== null) return owners.get(alias.toLowerCase()) ?? null;
  if (offset === null) return null;
  const scope = SCOPE.exec(sql.slice(offset));
  if (!scope || /\bjoin\b/i.test(scope[2] ?? '')) return null;
  const name = scope[1] ?? '';
  return labels.get(name) ?? owners.get(unquoted(name).toLowerCase()) ?? null;
}

const NAME = String.raw`"(?:[^"]|"")+"|[A-Za-z_]\w*`;
const RELATION = String.raw`(?:${NAME})(?:\.(?:${NAME}))*`;
const IMPORT_CTE = new RegExp(String.raw`(${NAME})\s+as\s*\(\s*select\s+\*\s+from\s+(${RELATION})\s*\)`, 'gi');
const ALIAS = new RegExp(String.raw`\b(?:from|join)\s+(${RELATION})(?:\s+as)?(?:\s+(${NAME}))?`, 'gi');
const SCOPE = new RegExp(String.raw`\bfrom\s+(${RELATION})([^]*?)(?:\)|$)`, 'i');

/** Words that follow a relation without an alias. */
const CLAUSE =
  /^(?:where|group|order|having|limit|left|right|full|inner|outer|cross|join|on|using|union|window|qualify)$/i;

/** Alias or CTE -> the relation that it passes on whole: `orders as (select * from x)`, `from x as o`. */
function readOwners(sql: string, labels: ReadonlyMap<string, string>): Map<string, string> {
  const owners = new Map<string, string>();
  const pairs = [
    ...[...sql.matchAll(IMPORT_CTE)].map(([, name = '', relation = '']) => ({ name, relation })),
    ...[...sql.matchAll(ALIAS)].map(([, relation = '', name = '']) => ({
      name: name === '' || CLAUSE.test(name) ? relation : name,
      relation,
    })),
  ];
  for (const { name, relation } of pairs) {
    const label = labels.get(relation) ?? owners.get(unquoted(relation).toLowerCase());
    const key = unquoted(name.split('.').at(-1) ?? name).toLowerCase();
    if (label !== undefined && !owners.has(key)) owners.set(key, label);
  }
  return owners;
}

function unquoted(name: string): string {
  return /^"[^]*"$/.test(name) ? name.slice(1, -1).replaceAll('""', '"') : name;
}

function unquotedOrNone(name: string | undefined): string | undefined {
  return name === undefined ? undefined : unquoted(name.slice(name.lastIndexOf('.') + 1));
}
