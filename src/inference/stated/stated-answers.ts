import type { Catalog } from '../../catalog/catalog.ts';
import { tableKey } from '../../catalog/catalog.ts';
import type { Evidence, Probe, ProfileAnswer } from '../../catalog/evidence.ts';
import { probeKey } from '../../catalog/evidence.ts';
import { indexStated } from '../../catalog/stated-keys.ts';
import type { StatedTable } from '../../context/stated-facts.ts';
import { isTestable } from '../questions/comparable.ts';

/** Answers questions about rows: the reader's `answer`. */
export type Ask = (probes: readonly Probe[]) => Promise<Evidence>;

/**
 * Asks the project first: a question about keys, references or values of tables that it covers is answered by what it
 * states, and only the others go to the rows (`ask`). So live data never flips a plan made again. `catalog` is the one
 * without stated keys.
 */
export function askStated(ask: Ask, stated: readonly StatedTable[], catalog: Catalog): Ask {
  if (stated.length === 0) return ask;
  const answer = createAnswer(stated, catalog);
  const statedOf = indexStated(stated);
  return async (probes) => {
    const answers = probes.map((probe) => [probe, answer(probe)] as const);
    const open = answers.filter(([, known]) => known === null).map(([probe]) => probe);
    const { profile, unique, contained, values } = await ask(open);
    const evidence = {
      profile: new Map(profile),
      unique: new Map(unique),
      contained: new Map(contained),
      values: new Map(values),
    };
    for (const [probe, known] of answers) {
      if (known !== null) known(evidence, probeKey(probe));
      if (probe.kind === 'profile' && statedOf(probe.table)) fillEmpty(evidence.profile, probeKey(probe));
    }
    return evidence;
  };
}

/** A table that the project covers had rows once, or will: what is stated of it holds while it is empty. */
function fillEmpty(profile: Map<string, ProfileAnswer>, key: string): void {
  if (profile.get(key)?.rows === 0) profile.set(key, { rows: ROWS, exact: false, columns: new Map() });
}

type ContainedProbe = Extract<Probe, { kind: 'contained' }>;
type Answer = (evidence: MutableEvidence, key: string) => void;
type MutableEvidence = Readonly<{
  unique: Map<string, { rows: number; nullRows: number; duplicates: number }>;
  contained: Map<string, { sampled: number; found: number; orphans: number | null }>;
  values: Map<string, readonly string[] | null>;
}>;

/** Stands for the rows: enough of them that inference takes the answer seriously. */
const ROWS = 1000;

function createAnswer(stated: readonly StatedTable[], catalog: Catalog): (probe: Probe) => Answer | null {
  const statedOf = indexStated(stated);
  const commented = commentedColumns(catalog);
  const tables = new Map(catalog.tables.map((table) => [tableKey(table), table]));
  // Types that no test compares: the project has no way to say whether it is a reference.
  const isUntested = ({ table, columns, refTable, refColumns }: ContainedProbe): boolean => {
    const [child, parent] = [tables.get(tableKey(table)), tables.get(tableKey(refTable))];
    if (columns.length !== 1 || !child || !parent) return false;
    return !isTestable({ table: child, columns }, { table: parent, columns: refColumns }, catalog.dialect);
  };
  return (probe) => {
    const table = statedOf(probe.table);
    if (!table || probe.kind === 'profile') return null;
    switch (probe.kind) {
      case 'unique': {
        const isKey = table.key !== null && sameNames(table.key.columns, probe.columns);
        return ({ unique }, key) => unique.set(key, { rows: ROWS, nullRows: 0, duplicates: isKey ? 0 : 1 });
      }
      case 'values': {
        const values = table.columns.find(({ name }) => name === probe.column)?.values ?? null;
        return (evidence, key) => evidence.values.set(key, values);
      }
      case 'contained': {
        if (!statedOf(probe.refTable) || isUntested(probe)) return null;
        const isFound = isReferenced(table, probe, (column) => commented.has(columnKey(probe, column)));
        if (isFound === null) return null;
        const found = isFound ? ROWS : 0;
        return ({ contained }, key) => contained.set(key, { sampled: ROWS, found, orphans: ROWS - found });
      }
    }
  };
}

/** Whether the project takes the columns for a reference; null where it cannot say: a comment stands in the place of its words, or nothing. */
function isReferenced(
  { references, columns: stated }: StatedTable,
  { columns, refTable, refColumns }: ContainedProbe,
  isCommented: (column: string) => boolean,
): boolean | null {
  if (columns.length === 1) {
    const same = references.find(
      (each) => each.column === columns[0] && each.ref_table === refTable.name && each.ref_column === refColumns[0],
    );
    return same?.isFresh === true ? null : same !== undefined;
  }
  if (columns.some((name) => stated.some((column) => column.name === name && column.partOfReference !== null)))
    return true;
  const isSilent = (name: string): boolean =>
    isCommented(name) || stated.find((column) => column.name === name)?.isDescribed === false;
  return columns.every(isSilent) ? null : false;
}

function commentedColumns({ tables }: Catalog): Set<string> {
  return new Set(
    tables.flatMap((table) =>
      table.columns.filter(({ comment }) => comment).map(({ name }) => columnKey({ table }, name)),
    ),
  );
}

function columnKey({ table }: Pick<Probe, 'table'>, column: string): string {
  return JSON.stringify([tableKey(table), column]);
}

function sameNames(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name) => other.includes(name));
}
