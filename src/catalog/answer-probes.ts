import type { Duckdb } from '../outside/duckdb.ts';
import { answerContained } from './answer-contained.ts';
import { answerTable } from './answer-table.ts';
import type { TableAnswers, TableProbes } from './answer-table.ts';
import type { TableRef } from './catalog.ts';
import { tableKey, tableLabel } from './catalog.ts';
import type { ContainedAnswer, Evidence, Probe } from './evidence.ts';
import { probeKey } from './evidence.ts';
import type { Ask, ProbeBudget } from './probe-budget.ts';
import type { ProbedRelation } from './probe-sql.ts';

/** Where answers come from: an open database, how each table of the catalog is read in it, and what asking may cost. */
export interface ProbeSource {
  readonly database: Duckdb;
  readonly budget: ProbeBudget;
  readonly relationOf: (table: TableRef) => ProbedRelation | undefined;
}

/**
 * Answers probes: all that is asked of one table in one statement, then one statement for each pair of tables. What
 * fails, takes too long or asks for what is not there is left out. Rejects with the signal's reason once that is
 * aborted, which interrupts the statement that runs.
 */
export async function answerProbes(
  { database, budget, relationOf }: ProbeSource,
  probes: readonly Probe[],
  signal?: AbortSignal,
): Promise<Evidence> {
  const askOf =
    (table: TableRef): Ask =>
    async (sql) =>
      (await budget.ask((stop) => database.query(sql, stop), tableLabel(table), signal))?.[0] ?? null;
  const answers: TableAnswers = { profile: new Map(), unique: new Map(), values: new Map() };
  for (const [table, asked] of byTable(probes)) {
    const relation = relationOf(table);
    if (relation) await answerTable(askOf(table), { relation, probes: asked }, answers);
  }
  const contained = new Map<string, ContainedAnswer>();
  for (const probe of probes) {
    if (probe.kind !== 'contained') continue;
    const [child, parent] = [relationOf(probe.table), relationOf(probe.refTable)];
    const answer = child && parent && (await answerContained(askOf(probe.table), { child, parent }, probe));
    if (answer) contained.set(probeKey(probe), answer);
  }
  return { ...answers, contained };
}

/** In the order in which tables are first asked about. */
function byTable(probes: readonly Probe[]): Map<TableRef, TableProbes['probes']> {
  const tables = new Map<string, { table: TableRef; probes: TableProbes['probes'][number][] }>();
  for (const probe of probes) {
    if (probe.kind === 'contained') continue;
    const known = tables.get(tableKey(probe.table));
    if (known) known.probes.push(probe);
    else tables.set(tableKey(probe.table), { table: probe.table, probes: [probe] });
  }
  return new Map([...tables.values()].map(({ table, probes: asked }) => [table, asked]));
}
