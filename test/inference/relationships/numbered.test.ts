import { expect, it } from 'vitest';
import { edgesOf } from '../../helpers/short-catalog.ts';

it('takes several columns that differ in a number alike, with a key word or without', () => {
  expect(
    edgesOf({
      players: 'id, name text',
      addresses: 'id, street text',
      games: 'id, home_player_1, home_player_2, home_player_3, address1_id, address2_id',
    }),
  ).toEqual([
    'games.home_player_1 -> players.id',
    'games.home_player_2 -> players.id',
    'games.home_player_3 -> players.id',
    'games.address1_id -> addresses.id',
    'games.address2_id -> addresses.id',
  ]);
});
