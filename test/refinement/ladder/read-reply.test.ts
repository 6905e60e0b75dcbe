import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReply } from '../../../src/refinement/ladder/read-reply.ts';

const RENAME = { table: 1, column: 2, name: 'account_name' };

describe('the items of a reply', () => {
  it.each([
    ['keys in another case', { Renames: [{ Table: 1, COLUMN: 2, Name: 'account_name' }] }],
    ['keys with id behind', { renames: [{ tableId: 1, column_id: 2, name: 'account_name' }] }],
    ['numbers in quotes', { renames: [{ table: '1', column: ' 2 ', name: 'account_name' }] }],
    ['a list in a JSON text', { renames: JSON.stringify([RENAME]) }],
    ['items in JSON texts', { renames: [JSON.stringify(RENAME)] }],
    ['one item where a list is meant', { renames: RENAME }],
    ['a list as an object', { renames: { '0': RENAME } }],
    ['another object around', { reply: { renames: [RENAME] } }],
    ['a list around', [{ renames: [RENAME] }]],
    ['a JSON text around', { arguments: JSON.stringify({ renames: [RENAME] }) }],
  ])('are read with %s', (_, value) => {
    expect(readReply(value)).toMatchObject({ reply: { renames: [RENAME] }, broken: [] });
  });

  it('keep a name where a number is meant, to be looked up', () => {
    const read = readReply({ renames: [{ table: 'accts', column: 'acct_nm', name: 'account_name' }] });
    expect(read?.reply.renames).toEqual([{ table: 'accts', column: 'acct_nm', name: 'account_name' }]);
  });

  it('have nothing where a value is missing or null', () => {
    const read = readReply({ descriptions: [{ table: 1, text: null }] });
    expect(read?.reply.descriptions).toEqual([{ table: 1, column: 0, text: '' }]);
  });

  it('that are none are told, and the others count', () => {
    const read = readReply({
      references: [{ table: 1, columns: [2], to_table: 3 }],
      renames: ['no', RENAME, { table: [], column: 1.5, name: {} }],
    });
    expect(read?.reply.renames).toEqual([RENAME]);
    expect(read?.broken.map(({ section, why }) => `${section}: ${why}`)).toEqual([
      'renames: this is no object',
      'renames: a number is missing where a table or column is meant',
      'references: neither true nor false is said',
    ]);
  });

  it('never throw, whatever the data', () => {
    const anything = fc.anything({ withNullPrototype: true, maxDepth: 4 });
    const sections = fc.dictionary(
      fc.constantFrom('renames', 'keys', 'models', 'goals', 'tables', '__proto__'),
      anything,
    );
    fc.assert(
      fc.property(fc.oneof(fc.object(), fc.array(anything), sections), (value) => {
        const read = readReply(value);
        for (const rename of read?.reply.renames ?? []) expect(typeof rename.name).toBe('string');
      }),
    );
  });
});
