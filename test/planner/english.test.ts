import { expect, it } from 'vitest';
import { words } from '../../src/planner/english.ts';

it('writes abbreviations out', () => {
  expect(words('unit_qty')).toBe('unit quantity');
  expect(words('phone')).toBe('phone number');
  expect(words('phone_call')).toBe('phone call');
});

it.each(['constructor', 'to_string', 'proto', 'value_of', 'has_own_property'])(
  'takes %s for a name, and for no part of an object',
  (name) => {
    expect(words(name)).toBe(name.replaceAll('_', ' '));
    expect(words(`${name}_id`)).toBe(`${name.replaceAll('_', ' ')} identifier`);
  },
);
