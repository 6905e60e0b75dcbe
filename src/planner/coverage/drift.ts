import type { MatchedSource } from '../existing/match-sources.ts';
import { driftOfColumns } from './drift-columns.ts';
import { driftOfKey } from './drift-keys.ts';
import type { DriftInput } from './drift-input.ts';
import { driftOfTables } from './drift-tables.ts';
import type { Drift } from './report.ts';
import type { TableNodes } from './table-nodes.ts';

const SEVERITIES: readonly Drift['severity'][] = ['breaking', 'moderate', 'safe'];

/** Where the project no longer fits the raw tables, what breaks first. Pure. */
export function findDrift(
  sources: readonly MatchedSource[],
  tables: readonly TableNodes[],
  input: DriftInput,
): Drift[] {
  const drift = [
    ...sources.flatMap((source) => driftOfTables(source, input)),
    ...tables.flatMap((table) => [...driftOfColumns(table, input), ...driftOfKey(table, input)]),
  ];
  return drift.sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}
