import { relationshipTests, repeatedBy, uniquenessTests } from './affected-tests.ts';
import type { PlanModels } from './plan-models.ts';
import { stagingOf } from './plan-models.ts';
import type { Schema } from './schema.ts';
import type { Rows } from './synthetic-rows.ts';
import { lostValue } from './synthetic-values.ts';

/** Rows with one fault in them. */
export interface Fault {
  readonly what: string;
  readonly rows: Rows;
  /** Staging model of the table that it is in. */
  readonly model: string;
  /** The tests that must fail or warn, and no other. */
  readonly expected: readonly string[];
}

interface Planting {
  readonly schema: Schema;
  readonly rows: Rows;
  readonly plan: PlanModels;
}

/** One duplicate, one fan-out and one orphan, each where the schema has room for it. */
export function plantFaults(planting: Planting): Fault[] {
  const { schema, rows, plan } = planting;
  const repeatable = schema.catalog.tables.flatMap(({ name }) => {
    const model = stagingOf(plan, name)?.name;
    if (model === undefined || !rows.get(name)?.length || uniquenessTests(plan, [model]).length === 0) return [];
    return [{ table: name, model, affected: repeatedBy(plan, model) }];
  });
  const bySpread = repeatable.toSorted((a, b) => a.affected.length - b.affected.length);
  const [narrowest, widest] = [bySpread[0], bySpread.findLast(({ affected }) => affected.length >= 3)];
  const faults: Fault[] = [];
  for (const [what, chosen] of [
    ['duplicate', narrowest],
    ['fan-out', widest],
  ] as const) {
    const own = chosen && rows.get(chosen.table);
    if (!own) continue;
    faults.push({
      what: `${what} in ${chosen.table}`,
      // A fan-out shows only where children point to the repeated row, so every row is repeated.
      rows: new Map(rows).set(chosen.table, what === 'duplicate' ? [...own, own[0]!] : [...own, ...own]),
      model: chosen.model,
      expected: uniquenessTests(plan, chosen.affected),
    });
  }
  const orphan = plantOrphan(planting);
  return orphan ? [...faults, orphan] : faults;
}

/** In a column that is part of no key and of no other reference, so that nothing else breaks with it. */
function plantOrphan({ schema, rows, plan }: Planting): Fault | undefined {
  for (const table of schema.catalog.tables) {
    const { foreign, primary, unique } = schema.keys.get(table.name)!;
    const staging = stagingOf(plan, table.name);
    const own = rows.get(table.name) ?? [];
    for (const key of foreign) {
      const [name = ''] = key.columns;
      const isShared =
        key.columns.length > 1 ||
        [...primary, ...unique.flat()].includes(name) ||
        foreign.filter((other) => other.columns.includes(name)).length > 1;
      const as = staging?.select.find((entry) => entry.from === name)?.as;
      const isUnique =
        staging?.unique_combination?.columns.includes(as ?? '') ||
        staging?.columns.some((column) => column.name === as && column.tests.some(({ test }) => test === 'unique'));
      const expected = staging && as ? relationshipTests(plan, staging.name, as) : [];
      if (!staging || isShared || isUnique || expected.length === 0 || own.length === 0) continue;
      const lost = lostValue(table.columns.find((column) => column.name === name)!);
      // Every row, since a mart that reaches the column through a join holds only rows that something points to.
      const changed = own.map((row) => (row[name] === null ? row : { ...row, [name]: lost }));
      return {
        what: `orphans in ${table.name}.${name}`,
        rows: new Map(rows).set(table.name, changed),
        model: staging.name,
        expected,
      };
    }
  }
  return undefined;
}
