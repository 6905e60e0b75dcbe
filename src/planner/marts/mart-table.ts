import type { Role } from '../../inference/beliefs.ts';
import type { TableDeltas } from '../deltas/table-deltas.ts';
import { NO_DELTAS } from '../deltas/table-deltas.ts';
import type { StagedTable } from '../draft.ts';
import type { StagedColumn } from './staged-column.ts';
import { commonPrefix, stagedColumns } from './staged-column.ts';

/** A staged table as marts see it: under the names that come out of its staging model. */
export interface MartTable {
  readonly staged: StagedTable;
  /** Name of its staging model. */
  readonly model: string;
  readonly singular: string;
  readonly plural: string;
  readonly role: Role;
  /** What deltas say of the table. */
  readonly deltas: TableDeltas;
  /** Columns that tell its rows apart; null: no key was found. */
  readonly key: readonly string[] | null;
  readonly keySeverity: 'warn' | undefined;
  /** `columnSet` of a key that is proven, so that a left join on it matches at most one row; else null. */
  readonly joinKey: string | null;
  readonly columns: readonly StagedColumn[];
  readonly byName: ReadonlyMap<string, StagedColumn>;
  /** What all column names begin with (`c_` in TPC-H), or nothing. */
  readonly prefix: string;
}

/** Probability from which a key that nobody declared is taken as proven (inference.md 1.3 step 8). */
const SURE = 0.9;

/** Gathers what marts need to know of a staged table. `dialect` decides how its types are read. */
export function martTable(staged: StagedTable, dialect: string): MartTable {
  const columns = stagedColumns(staged, dialect);
  const byName = new Map(columns.map((column) => [column.name, column]));
  const key = stagedNames(staged, staged.belief.primary_key?.columns ?? []);
  const keySeverity = key ? severityOfKey(staged, key) : undefined;
  return {
    staged,
    model: staged.spec.name,
    singular: staged.entity.singular,
    plural: staged.entity.plural,
    role: staged.belief.role,
    deltas: staged.deltas ?? NO_DELTAS,
    key,
    keySeverity,
    joinKey: key && keySeverity === undefined ? columnSet(key) : null,
    columns,
    byName,
    prefix: commonPrefix(columns.map((column) => column.name)),
  };
}

/** The same text for the same set of columns. */
export function columnSet(columns: readonly string[]): string {
  return [...columns].sort((a, b) => (a < b ? -1 : Number(a > b))).join(' ');
}

/** Names that raw columns have in staging; null if there are none or one of them is not staged. */
export function stagedNames(staged: StagedTable, raw: readonly string[]): string[] | null {
  const names = raw.flatMap((column) => staged.renamed.get(column) ?? []);
  return names.length > 0 && names.length === raw.length ? names : null;
}

/** A key is tested in a mart as strictly as in staging, where seen duplicates have already lowered the severity. */
function severityOfKey({ belief, spec }: StagedTable, key: readonly string[]): 'warn' | undefined {
  const inferred = belief.primary_key?.declared !== true && (belief.primary_key?.probability ?? 0) < SURE;
  if (inferred) return 'warn';
  if (key.length > 1) return spec.unique_combination?.severity;
  const tests = spec.columns.find((column) => column.name === key[0])?.tests ?? [];
  return tests.find((test) => test.test === 'unique')?.severity;
}
