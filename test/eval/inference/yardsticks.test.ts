import { expect, it } from 'vitest';
import { calibrate } from './calibration.ts';
import { edgeKey } from './claims.ts';
import { densityOf } from './density.ts';
import { catalogOf, SHOP } from './made-up.ts';
import { plainRule } from './plain-rule.ts';
import { meanInterval } from './resample.ts';

it('reads the plain rule as most tools do', () => {
  const catalog = catalogOf({
    Artist: { columns: ['ArtistId'] },
    Album: { columns: ['AlbumId', 'ArtistId'] },
    categories: { columns: ['id', 'parent_id'] },
    boxes: { columns: ['id', 'category_id', 'owner_id'] },
  });
  const { keys, edges } = plainRule(catalog);
  expect(edges.map(edgeKey)).toEqual(['Album(ArtistId) -> Artist(ArtistId)', 'boxes(category_id) -> categories(id)']);
  expect(Object.fromEntries(keys)).toEqual({
    Artist: ['ArtistId'],
    Album: ['AlbumId'],
    categories: ['id'],
    boxes: ['id'],
  });
});

it('calls a schema dense by the share of its references that it declares', () => {
  expect(densityOf(SHOP)).toEqual({ references: 2, declared: 2, dense: true });
  const sparse = catalogOf({
    users: { columns: ['id', 'team_id', 'manager_id', 'fax_id'], key: ['id'], to: { team_id: 'teams.id' } },
    teams: { columns: ['id', 'ownerId', 'paid', 'valid', 'grid'], key: ['id'] },
  });
  expect(densityOf(sparse)).toEqual({ references: 4, declared: 1, dense: false });
});

it('does not ask for what cannot be declared: polymorphic pairs and own keys', () => {
  const catalog = catalogOf({
    notes: {
      columns: ['note_id', 'subject_id', 'subject_type', 'user_id'],
      key: ['note_id'],
      to: { user_id: 'users.id' },
    },
    users: { columns: ['id'], key: ['id'] },
  });
  expect(densityOf(catalog)).toEqual({ references: 1, declared: 1, dense: true });
});

it('calls no schema dense that declares nothing', () => {
  expect(densityOf(catalogOf({ a: { columns: ['id', 'b_id'] } })).dense).toBe(false);
  expect(densityOf(catalogOf({ a: { columns: ['x'] } })).dense).toBe(false);
});

it('measures how far probabilities lie from what came true', () => {
  const sure = Array.from({ length: 10 }, (_, at) => ({ probability: 0.97, right: at > 0 }));
  const even = [0.45, 0.45].map((probability, at) => ({ probability, right: at === 0 }));
  const { bands, error } = calibrate([...sure, ...even]);
  expect(bands.map(({ from, to, count, right }) => [from, to, count, right])).toEqual([
    [0.4, 0.5, 2, 1],
    [0.95, 1, 10, 9],
  ]);
  expect(error).toBeCloseTo((10 * 0.07 + 2 * 0.05) / 12, 10);
});

it('counts certainty in the last band, and nothing twice', () => {
  const at = [0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1];
  const { bands } = calibrate(at.map((probability) => ({ probability, right: true })));
  expect(bands.reduce((sum, { count }) => sum + count, 0)).toBe(at.length);
  expect(calibrate([]).error).toBeNull();
});

it('says how much of a mean is the choice of schemas', () => {
  expect(meanInterval([0.9, 0.9, 0.9])).toEqual([expect.closeTo(0.9), expect.closeTo(0.9)]);
  const [low, high] = meanInterval([0, 0.5, 1, 0.2, 0.8])!;
  expect(low).toBeGreaterThan(0);
  expect(low).toBeLessThan(0.5);
  expect(high).toBeGreaterThan(0.5);
  expect(high).toBeLessThan(1);
  expect(meanInterval([0, 0.5, 1, 0.2, 0.8])).toEqual([low, high]);
  expect(meanInterval([0.1, 0.2])).toBeNull();
});
