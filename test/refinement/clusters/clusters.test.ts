import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Relationship } from '../../../src/inference/beliefs.ts';
import { findClusters } from '../../../src/refinement/clusters/clusters.ts';

function pointing(table: string, ref_table: string, verdict: Relationship['verdict'] = 'sure'): Relationship {
  const link = { table, columns: [`${ref_table}_id`], ref_table, ref_columns: ['id'], verdict };
  return { ...link, cardinality: 'many_to_one', probability: 0.95, declared: false, evidence: [] };
}

/** Names of the tables of each cluster. */
function clustersOf(names: readonly string[], relationships: readonly Relationship[] = []): string[][] {
  const tables = names.map((name) => ({ name }));
  return findClusters(tables, [...relationships]).map((cluster) => cluster.tables.map(({ name }) => name));
}

const numbered = (prefix: string, count: number): string[] =>
  Array.from(
    { length: count },
    (_, index) => `${prefix}_${String.fromCodePoint(97 + (index % 26))}${'x'.repeat(Math.floor(index / 26))}`,
  );

describe('clusters', () => {
  it('are one for a small schema', () => {
    expect(clustersOf(['orders', 'customers', 'items'])).toEqual([['customers', 'items', 'orders']]);
  });

  it('hold what belongs together, and are not larger than forty tables', () => {
    const shop = numbered('shop', 25);
    const clinic = numbered('clinic', 25);
    const star = (names: readonly string[]): Relationship[] =>
      names.slice(1).map((name, at) => pointing(name, names[Math.floor(at / 4)] ?? ''));
    const clusters = clustersOf([...shop, ...clinic], [...star(shop), ...star(clinic)]);
    expect(clusters.map((names) => new Set(names.map((name) => name.split('_')[0])).size)).toEqual(
      clusters.map(() => 1),
    );
  });

  it('keep tables that differ in their number alone together', () => {
    const days = Array.from({ length: 30 }, (_, index) => `events_2024${index + 10}`);
    const clusters = clustersOf([...days, ...numbered('events', 30)]);
    expect(clusters.filter((names) => names.some((name) => days.includes(name)))).toHaveLength(1);
  });

  it('tell of tables elsewhere that are pointed to, those with the most to point there first', () => {
    const names = [...numbered('a', 40), ...numbered('b', 40), 'users', 'countries'];
    const found = findClusters(
      names.map((name) => ({ name })),
      [
        ...numbered('a', 40).map((name) => pointing(name, 'users')),
        ...numbered('a', 20).map((name) => pointing(name, 'countries')),
      ],
    );
    expect(found[0]?.stubs).toEqual([{ name: 'users' }, { name: 'countries' }]);
  });

  it('are the same whatever the order of tables and relationships', () => {
    const names = [...numbered('a', 45), ...numbered('b', 45)];
    const links = names.slice(1).map((name, at) => pointing(name, names[Math.floor(at / 3)] ?? ''));
    expect(clustersOf(names.toReversed(), links.toReversed())).toEqual(clustersOf(names, links));
  });

  it('stay as they are, but for few, where a table is added', () => {
    const names = Array.from({ length: 20 }, (_, at) => numbered(`t${String.fromCodePoint(97 + at)}`, 15)).flat();
    const before = clustersOf(names).map((cluster) => cluster.join());
    const after = clustersOf([...names, 'tf_new']).map((cluster) => cluster.join());
    expect(after.filter((cluster) => !before.includes(cluster)).length).toBeLessThanOrEqual(4);
    expect(before.length).toBeGreaterThan(8);
  });

  it('hold every table once, none more than forty, whatever the graph', () => {
    const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 6 }), { maxLength: 120 });
    const graph = names.chain((tables) =>
      fc.record({
        tables: fc.constant(tables),
        links: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 200 }),
      }),
    );
    fc.assert(
      fc.property(graph, ({ tables, links }) => {
        const at = (index: number): string => tables[index % Math.max(1, tables.length)] ?? '';
        const clusters = clustersOf(
          tables,
          links.map(([from, to]) => pointing(at(from), at(to))),
        );
        expect(clusters.flat().sort()).toEqual(tables.toSorted());
        for (const cluster of clusters) expect(cluster.length).toBeLessThanOrEqual(40);
      }),
    );
  });

  it('doubtful relationships join nothing', () => {
    const names = [...numbered('a', 30), ...numbered('b', 30)];
    const doubtful = numbered('a', 30).map((name, at) => pointing(name, numbered('b', 30)[at] ?? '', 'doubtful'));
    expect(clustersOf(names, doubtful)).toEqual(clustersOf(names));
  });
});
