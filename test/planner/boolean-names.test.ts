import { expect, it } from 'vitest';
import { booleanName } from '../../src/planner/boolean-names.ts';

it.each([
  ['archived', 'is_archived'],
  ['gift_card', 'is_gift_card'],
  ['taxes_included', 'has_taxes_included'],
  ['status_active', 'is_status_active'],
])('a boolean called %s is %s', (name, expected) => {
  expect(booleanName(name, name)).toBe(expected);
});

it.each(['is_default', 'has_discounts', 'buyer_accepts_marketing', 'requires_shipping', 'active_flag', '2fa', ''])(
  'a boolean called "%s" says already what it states, or cannot',
  (name) => {
    expect(booleanName(name, name)).toBe(name);
  },
);
