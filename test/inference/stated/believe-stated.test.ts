import { expect, it } from 'vitest';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import type { Evidence, Probe } from '../../../src/catalog/evidence.ts';
import { probeKey } from '../../../src/catalog/evidence.ts';
import { readStatedFacts } from '../../../src/context/stated-facts.ts';
import type { Style } from '../../../src/context/style.ts';
import { DEFAULT_STYLE } from '../../../src/context/style.ts';
import { believe } from '../../../src/inference/believe.ts';
import { believeStated } from '../../../src/inference/stated/believe-stated.ts';
import { readFixture, renderDraft } from '../../helpers/rendered-draft.ts';

const CATALOGS = ['chinook', 'bench_tpch', 'pagila', 'sakila_mysql', 'employees'];

/** Rows that keep every key; that break every one (duplicates, nulls, children without parents, new values); or none. */
type Rows = 'good' | 'broken' | 'gone';

function rows(how: Rows): (probes: readonly Probe[]) => Promise<Evidence> {
  return async (probes) => {
    const evidence = { profile: new Map(), unique: new Map(), contained: new Map(), values: new Map() };
    for (const probe of probes) {
      const key = probeKey(probe);
      if (how === 'gone') {
        if (probe.kind === 'profile') evidence.profile.set(key, { rows: 0, exact: true, columns: new Map() });
        if (probe.kind === 'unique') evidence.unique.set(key, { rows: 0, nullRows: 0, duplicates: 0 });
        if (probe.kind === 'contained') evidence.contained.set(key, { sampled: 0, found: 0, orphans: 0 });
        continue;
      }
      const good = how === 'good' && (probe.kind !== 'contained' || endsAlike(probe.columns, probe.refColumns));
      if (probe.kind === 'unique') evidence.unique.set(key, { rows: 100, nullRows: 0, duplicates: good ? 0 : 3 });
      if (probe.kind === 'contained')
        evidence.contained.set(key, { sampled: 50, found: good ? 50 : 20, orphans: good ? 0 : 30 });
      if (probe.kind === 'values') evidence.values.set(key, good ? ["it's", 'b'] : ['a', 'b', 'new']);
    }
    return evidence;
  };
}

function endsAlike(columns: readonly string[], refColumns: readonly string[]): boolean {
  return columns.every(
    (column, index) => column.slice(-4).toLowerCase() === refColumns[index]?.slice(-4).toLowerCase(),
  );
}

/** Plans on one state of the rows, then again on another, as the same project would. */
async function planTwice(catalog: Catalog, [first, second]: readonly [Rows, Rows], style = DEFAULT_STYLE) {
  const before = renderDraft(catalog, await believe(catalog, rows(first)), style);
  const stated = readStatedFacts(before);
  const after = await believeStated({ catalog, stated, ask: rows(second) });
  return { before, after: renderDraft(catalog, after, style) };
}

it.each(CATALOGS)('plans %s again as before when its rows break every inferred key', async (name) => {
  const { before, after } = await planTwice(readFixture(name, { hideKeys: true }), ['good', 'broken']);
  expect(after).toEqual(before);
});

it.each(CATALOGS)('plans %s again as before when its rows come to keep every key', async (name) => {
  const { before, after } = await planTwice(readFixture(name, { hideKeys: true }), ['broken', 'good']);
  expect(after).toEqual(before);
});

it.each(CATALOGS)('plans %s again as before when its rows are gone', async (name) => {
  const { before, after } = await planTwice(readFixture(name, { hideKeys: true }), ['good', 'gone']);
  expect(after).toEqual(before);
});

it.each(CATALOGS)('plans %s again as before when its rows break declared keys', async (name) => {
  const { before, after } = await planTwice(readFixture(name, { hideKeys: false }), ['good', 'broken']);
  expect(after).toEqual(before);
});

it.each(CATALOGS)('plans %s again as before where the project describes nothing', async (name) => {
  const style: Style = { ...DEFAULT_STYLE, docs: 'none' };
  const { before, after } = await planTwice(readFixture(name, { hideKeys: false }), ['good', 'good'], style);
  expect(after).toEqual(before);
});

it('believes what is new: a table that the project does not cover', async () => {
  const catalog = readFixture('chinook', { hideKeys: true });
  const [added, ...covered] = catalog.tables;
  const known = { ...catalog, tables: covered };
  const stated = readStatedFacts(renderDraft(known, await believe(known, rows('good'))));
  const beliefs = await believeStated({ catalog, stated, ask: rows('good') });
  expect(added!.name).toBe('Album');
  expect(beliefs.tables[0]).toMatchObject({ name: 'Album', primary_key: { columns: ['AlbumId'], declared: false } });
  expect(beliefs.relationships).toContainEqual(
    expect.objectContaining({ table: 'Track', columns: ['AlbumId'], ref_table: 'Album', verdict: 'sure' }),
  );
});

it('takes a key that is declared since for declared', async () => {
  const hidden = readFixture('chinook', { hideKeys: true });
  const stated = readStatedFacts(renderDraft(hidden, await believe(hidden, rows('good'))));
  const { tables } = await believeStated({
    catalog: readFixture('chinook', { hideKeys: false }),
    stated,
    ask: rows('good'),
  });
  expect(tables.map((table) => table.primary_key?.declared)).not.toContain(false);
});

it('infers as ever where the project states nothing', async () => {
  const catalog = readFixture('chinook', { hideKeys: false });
  const beliefs = await believeStated({ catalog, stated: [], ask: rows('good') });
  expect(beliefs).toEqual(await believe(catalog, rows('good')));
});
