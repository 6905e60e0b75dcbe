import { describe, expect, it } from 'vitest';
import { isPluralKey, nameTokens } from '../../../src/inference/names/tokens.ts';

describe('nameTokens', () => {
  it.each([
    ['OrderItems2_custNo', 'order item 2 customer no'],
    ['HTTPServerID', 'http server id'],
    ['order-lines per day', 'order line per day'],
    ['statuses', 'status'],
    ['addresses', 'address'],
    ['analysis', 'analysis'],
    ['people', 'person'],
    ['movies', 'movie'],
    ['was_ok', 'was ok'],
    ['Straße_Größen', 'straße größen'],
    ['注文 明細', '注文 明細'],
    ['{{ x }}', 'x'],
    ['--', ''],
  ])('%s', (name, tokens) => {
    expect(nameTokens(name).join(' ')).toBe(tokens);
  });
});

it('tells columns that hold many keys', () => {
  expect(['post_ids', 'postIds', 'POST_IDS', 'ids'].map(isPluralKey)).toEqual([true, true, true, true]);
  expect(['post_id', 'bids', 'kids', 'monkeys'].map(isPluralKey)).toEqual([false, false, false, false]);
});
