import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalog, ColumnStats } from '../../src/catalog/catalog.ts';
import type { ContainedAnswer, Evidence, Probe } from '../../src/catalog/evidence.ts';
import { probeKey } from '../../src/catalog/evidence.ts';
import { believe } from '../../src/inference/believe.ts';

/** A few tables whose names meet: keys, references, uuids, codes, moments. */
const catalogs: fc.Arbitrary<Catalog> = fc
  .uniqueArray(fc.constantFrom('region', 'order', 'item', 'user', 'order_item', 'user_meta'), { minLength: 1 })
  .chain((names) =>
    fc.tuple(...names.map((name) => fc.record({ name: fc.constant(name), columns: columns() }))).map((tables) => ({
      name: 'any',
      dialect: 'duckdb',
      tables,
    })),
  );

function columns(): fc.Arbitrary<{ name: string; type: string }[]> {
  const name = fc.constantFrom(
    'id',
    'order_id',
    'user_id',
    'region',
    'code',
    'item_code',
    'year',
    'uuid',
    'seen',
    'no',
  );
  const type = fc.constantFrom('integer', 'varchar', 'uuid', 'double', 'timestamp', 'json', 'integer[]');
  return fc.uniqueArray(fc.record({ name, type }), { minLength: 1, selector: (column) => column.name });
}

const count = fc.oneof(fc.nat(3), fc.nat(2_000_000));
const bound = fc.option(fc.oneof(fc.double(), fc.integer(), fc.string()), { nil: undefined });
const stats: fc.Arbitrary<ColumnStats> = fc.record(
  { nulls: count, distinct: count, min: bound, max: bound },
  { requiredKeys: ['nulls', 'distinct'] },
) as fc.Arbitrary<ColumnStats>;
const contained: fc.Arbitrary<ContainedAnswer> = fc.record({
  sampled: fc.nat(1000),
  found: fc.nat(1000),
  orphans: fc.option(count),
});

/** What the rows say, in turn; null: nothing. */
const said = fc.array(
  fc.option(fc.record({ count, stats, contained, flag: fc.boolean(), values: fc.option(fc.array(fc.string())) })),
  { minLength: 1, maxLength: 12 },
);
type Said = typeof said extends fc.Arbitrary<infer T> ? T : never;

/** Answers some of the probes, with anything that rows could say and much that they could not. */
function answersTo(probes: readonly Probe[], answers: Said): Evidence {
  const evidence = { profile: new Map(), unique: new Map(), contained: new Map(), values: new Map() };
  for (const [at, probe] of probes.entries()) {
    const answer = answers[at % answers.length];
    if (!answer) continue;
    const columns = new Map(probe.kind === 'profile' ? probe.columns.map((name) => [name, answer.stats]) : []);
    const answered = {
      profile: { rows: answer.count, exact: answer.flag, columns },
      unique: { rows: answer.count, nullRows: answer.flag ? 0 : 3, duplicates: answer.stats.nulls },
      contained: answer.contained,
      values: answer.values,
    };
    evidence[probe.kind].set(probeKey(probe), answered[probe.kind]);
  }
  return evidence;
}

describe('whatever the rows say', () => {
  it('something is believed, in two rounds at most, with probabilities up to 1, and nothing is asked twice', async () => {
    await fc.assert(
      fc.asyncProperty(catalogs, said, async (catalog, answers) => {
        const asked: string[] = [];
        let rounds = 0;
        const beliefs = await believe(catalog, async (probes) => {
          rounds++;
          asked.push(...probes.map((probe) => `${probe.kind} ${probeKey(probe)}`));
          return answersTo(probes, answers);
        });
        expect(rounds).toBeLessThanOrEqual(2);
        expect(new Set(asked).size).toBe(asked.length);
        expect(beliefs.relationships.filter(({ probability }) => !(probability > 0 && probability <= 1))).toEqual([]);
        expect(beliefs.tables).toHaveLength(catalog.tables.length);
      }),
    );
  });
});
