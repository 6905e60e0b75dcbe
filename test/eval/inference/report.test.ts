import { expect, it } from 'vitest';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import { againstReport, parseEarlier } from './against.ts';
import type { Claims } from './claims.ts';
import { believedClaims, declaredClaims } from './claims.ts';
import { densityOf } from './density.ts';
import type { SchemaScore } from './evaluate.ts';
import { DEFAULT_SETTINGS } from './evaluate.ts';
import { evaluationDocument, evaluationText, sampleLines } from './evaluation.ts';
import { catalogOf, SHOP } from './made-up.ts';
import { reasonsReport } from './report-calibration.ts';
import { countMisses } from './misses.ts';
import { scoreClaims } from './score.ts';

const SPARSE = catalogOf({
  users: { columns: ['id', 'team_id', 'plan_id'], key: ['id'], to: { team_id: 'teams.id' } },
  teams: { columns: ['id', 'user_id'], key: ['id'] },
  plans: { columns: ['id'], key: ['id'] },
});
const NOTHING = catalogOf({ a: { columns: ['x'] } });

/** As if inference believed all that is declared, and more. */
function believed(name: string, catalog: Catalog, more: Claims['edges']): SchemaScore {
  const truth = declaredClaims(catalog);
  return {
    name,
    tables: catalog.tables.length,
    density: densityOf(catalog),
    score: scoreClaims(truth, { keys: truth.keys, edges: [...truth.edges, ...more] }, 0.5),
    plain: scoreClaims(truth, truth, 0.5),
    roles: null,
  };
}

it('tells a person, and keeps silent on the precision of what is sparsely declared', () => {
  const undeclared = { child: 'teams', columns: ['user_id'], parent: 'users', refColumns: ['id'], probability: 0.95 };
  const schemas = [
    believed('shop', SHOP, []),
    believed('sparse', SPARSE, [undeclared, { ...undeclared, columns: ['id'], probability: 0.2 }]),
    believed('nothing', NOTHING, []),
  ];
  const text = evaluationText(
    { settings: DEFAULT_SETTINGS, schemas, rows: [], gold: [], unread: ['x.json: empty'] },
    true,
  );
  expect(text.slice(0, 12)).toEqual([
    '                       PK         FK      P      R     F1     P*     R*    F1*  target  plain F1   gain',
    'shop                  3/3  1.000   2  1.000  1.000  1.000  1.000  1.000  1.000   1.000     1.000  0.000',
    'sparse                3/3  1.000   1      -  1.000      -      -  1.000      -   1.000         -      -',
    'densely declared (1)  3/3  1.000   2  1.000  1.000  1.000  1.000  1.000  1.000   1.000     1.000  0.000',
    'all (2)               6/6  1.000   3      -  1.000      -      -  1.000      -   1.000         -      -',
    '',
    'mean of the F1 of densely declared schemas: 1.000',
    'every key and every edge right: 1 of 1 densely declared schemas',
    '* over tables that declare any foreign key',
    'sparsely declared, so that precision would count true references as mistakes:',
    '  sparse: 1 of 3 reference columns are declared',
    'nothing declared, nothing scored: nothing',
  ]);
  expect(text).toContain('edges at p >= .9, names alone: 4; 3 of 3 whose column declares something are right (1.000)');
  expect(text.filter((line) => line.startsWith('sparse: '))).toEqual([
    'sparse: undeclared 0.95 teams(user_id) -> users(id)',
  ]);
  expect(text.at(-1)).toBe('not read: x.json: empty');
});

it('draws edges that nobody declared for a person to judge', () => {
  const edges = ['id', 'user_id', 'x', 'y'].map((column) => ({
    child: 'teams',
    columns: [column],
    parent: 'users',
    refColumns: ['id'],
    probability: 0.8,
  }));
  const schemas = [believed('sparse', SPARSE, edges)];
  const lines = sampleLines({ settings: DEFAULT_SETTINGS, schemas, rows: [], gold: [], unread: [] }, 2);
  expect(lines).toEqual([
    '',
    '2 of 4 edges that nobody declared, drawn at random',
    expect.stringMatching(/^sparse: 0\.80 teams\(\w+\) -> users\(id\)$/),
    expect.stringMatching(/^sparse: 0\.80 teams\(\w+\) -> users\(id\)$/),
  ]);
  expect(lines[2]).not.toBe(lines[3]);
});

it('says which rules find what is declared', () => {
  const relationship = {
    table: 'customers',
    columns: ['points'],
    ref_table: 'orders',
    ref_columns: ['id'],
    cardinality: 'many_to_one' as const,
    probability: 0.7,
    verdict: 'likely' as const,
    declared: false,
    evidence: ['points is another word for orders', 'but it is a guess'],
  };
  const { edges } = believedClaims({ tables: [], relationships: [relationship] });
  expect(reasonsReport([believed('shop', SHOP, edges)], 0.5)).toEqual([
    'why edges were believed, densely declared schemas',
    '                     right  wrong  undeclared      P',
    'is another word for      0      0           1  0.000',
    '                         2      0           0  1.000',
  ]);
});

it('says why a declared foreign key was missed', () => {
  const truth = declaredClaims(
    catalogOf({
      people: {
        columns: ['id', 'boss', 'twin_id', 'made'],
        key: ['id'],
        to: { boss: 'people.id', made: 'things.code' },
      },
      things: {
        columns: ['id', 'code', 'owner', 'maker_id'],
        key: ['id'],
        to: { owner: 'people.id', maker_id: 'people.id' },
      },
      more: { columns: ['id', 'of_id'], key: ['id'], to: { id: 'things.id', of_id: 'things.id' } },
    }),
  );
  const wrong = { child: 'more', columns: ['of_id'], parent: 'people', refColumns: ['id'], probability: 0.9 };
  const counts = countMisses(truth.edges, { truth, believed: { keys: truth.keys, edges: [wrong] } });
  expect(Object.fromEntries(counts)).toEqual({
    'to its own table': 1,
    "to columns that are not believed to be the parent's key": 1,
    'whose name lacks a word such as id': 1,
    'other: no edge was believed': 1,
    'from the key of its own table': 1,
    'believed to point to another table': 1,
  });
});

it('says what got worse or better since an earlier run, worst first', () => {
  const extra = { child: 'customers', columns: ['points'], parent: 'orders', refColumns: ['id'], probability: 0.9 };
  const run = (more: { shop: Claims['edges']; sparse: Claims['edges'] }) => [
    believed('shop', SHOP, more.shop),
    believed('sparse', SPARSE, more.sparse),
    believed('nothing', NOTHING, []),
  ];
  const before = run({ shop: [], sparse: [] });
  const document = evaluationDocument({ settings: DEFAULT_SETTINGS, schemas: before, rows: [], gold: [], unread: [] });
  const earlier = parseEarlier(JSON.stringify(document));
  expect(againstReport(before, earlier)).toEqual(['since the earlier run: 0 worse, 0 better, 3 the same']);
  const undeclared = { ...extra, child: 'teams', columns: ['user_id'], parent: 'users' };
  expect(againstReport(run({ shop: [extra], sparse: [undeclared] }), earlier)).toEqual([
    'since the earlier run: 1 worse, 0 better, 2 the same',
    '      PK right  FK right  FK found              F1',
    'shop    3 -> 3    2 -> 2    2 -> 3  1.000 -> 0.800',
  ]);
});
