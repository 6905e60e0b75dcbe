import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import { catalogSchema } from '../../../src/catalog/catalog.ts';
import type { Evidence, Probe } from '../../../src/catalog/evidence.ts';
import { probeKey } from '../../../src/catalog/evidence.ts';
import { readStatedFacts } from '../../../src/context/stated-facts.ts';
import { DEFAULT_STYLE, LAYERS } from '../../../src/context/style.ts';
import { believe } from '../../../src/inference/believe.ts';
import { believeStated } from '../../../src/inference/stated/believe-stated.ts';
import type { Beliefs } from '../../../src/inference/beliefs.ts';
import { draftPlan } from '../../../src/planner/draft-plan.ts';
import { renderActions } from '../../../src/planner/render/render-actions.ts';
import { loadTemplates } from '../../../src/templates.ts';

const CATALOGS = ['chinook', 'bench_tpch', 'pagila', 'sakila_mysql', 'employees'];

function readCatalog(name: string, { hideKeys }: { hideKeys: boolean }): Catalog {
  const path = join(import.meta.dirname, `../../fixtures/catalogs/${name}.json`);
  const catalog = catalogSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  if (!hideKeys) return catalog;
  const tables = catalog.tables.map(
    ({ primary_key: _key, foreign_keys: _keys, unique_keys: _unique, ...table }) => table,
  );
  return { ...catalog, tables };
}

const templates = await loadTemplates();

function render(catalog: Catalog, beliefs: Beliefs): Map<string, string> {
  const draft = draftPlan({
    catalog,
    beliefs,
    style: DEFAULT_STYLE,
    adapter: 'duckdb',
    layers: LAYERS,
    tableNames: new Map(),
    takenNames: [],
  });
  return new Map(
    renderActions(draft.actions, { style: DEFAULT_STYLE, templates }).map((file) => [file.path, file.content]),
  );
}

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
async function planTwice(catalog: Catalog, first: Rows, second: Rows) {
  const before = render(catalog, await believe(catalog, rows(first)));
  const stated = readStatedFacts(before);
  const after = await believeStated({ catalog, stated, ask: rows(second) });
  return { before, after: render(catalog, after) };
}

it.each(CATALOGS)('plans %s again as before when its rows break every inferred key', async (name) => {
  const { before, after } = await planTwice(readCatalog(name, { hideKeys: true }), 'good', 'broken');
  expect(after).toEqual(before);
});

it.each(CATALOGS)('plans %s again as before when its rows come to keep every key', async (name) => {
  const { before, after } = await planTwice(readCatalog(name, { hideKeys: true }), 'broken', 'good');
  expect(after).toEqual(before);
});

it.each(CATALOGS)('plans %s again as before when its rows are gone', async (name) => {
  const { before, after } = await planTwice(readCatalog(name, { hideKeys: true }), 'good', 'gone');
  expect(after).toEqual(before);
});

it.each(CATALOGS)('plans %s again as before when its rows break declared keys', async (name) => {
  const { before, after } = await planTwice(readCatalog(name, { hideKeys: false }), 'good', 'broken');
  expect(after).toEqual(before);
});

it('believes what is new: a table that the project does not cover', async () => {
  const catalog = readCatalog('chinook', { hideKeys: true });
  const [added, ...covered] = catalog.tables;
  const known = { ...catalog, tables: covered };
  const stated = readStatedFacts(render(known, await believe(known, rows('good'))));
  const beliefs = await believeStated({ catalog, stated, ask: rows('good') });
  expect(added!.name).toBe('Album');
  expect(beliefs.tables[0]).toMatchObject({ name: 'Album', primary_key: { columns: ['AlbumId'], declared: false } });
  expect(beliefs.relationships).toContainEqual(
    expect.objectContaining({ table: 'Track', columns: ['AlbumId'], ref_table: 'Album', verdict: 'sure' }),
  );
});

it('takes a key that is declared since for declared', async () => {
  const hidden = readCatalog('chinook', { hideKeys: true });
  const stated = readStatedFacts(render(hidden, await believe(hidden, rows('good'))));
  const { tables } = await believeStated({
    catalog: readCatalog('chinook', { hideKeys: false }),
    stated,
    ask: rows('good'),
  });
  expect(tables.map((table) => table.primary_key?.declared)).not.toContain(false);
});

it('infers as ever where the project states nothing', async () => {
  const catalog = readCatalog('chinook', { hideKeys: false });
  const beliefs = await believeStated({ catalog, stated: [], ask: rows('good') });
  expect(beliefs).toEqual(await believe(catalog, rows('good')));
});
