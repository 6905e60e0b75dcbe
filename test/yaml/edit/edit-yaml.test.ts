import { describe, expect, it } from 'vitest';
import { editYaml } from '../../../src/yaml/edit/edit-yaml.ts';
import type { YamlEdit, YamlValue } from '../../../src/yaml/edit/edit.ts';

const MODELS = `version: 2

models:
    # the people who pay
    - name: customers   # do not rename
      columns:
          - name: id
            tests: [unique, not_null]   # the key
          # - name: nickname

    - name: orders
      description: >
          What was ordered,
          in one paragraph.
      columns: []
`;

function edited(text: string, ...edits: YamlEdit[]): string {
  const result = editYaml(text, edits);
  return 'text' in result ? result.text : result.refused.map(({ reason, snippet }) => `${reason}\n${snippet}`).join('');
}

describe('adds where a person would have', () => {
  it('a column behind the last, before the comment that follows', () => {
    const text = edited(MODELS, {
      kind: 'add_item',
      path: ['models', 0, 'columns'],
      value: { name: 'email', tests: ['unique'] },
    });
    expect(text).toBe(
      MODELS.replace(
        '          # - name: nickname\n',
        '          - name: email\n            tests:\n                - unique\n          # - name: nickname\n',
      ),
    );
  });

  it('a test within brackets, and the comment behind them stays', () => {
    const text = edited(MODELS, { kind: 'add_item', path: ['models', 0, 'columns', 0, 'tests'], value: 'a, b' });
    expect(text).toBe(MODELS.replace('[unique, not_null]', '[unique, not_null, "a, b"]'));
  });

  it('a first column where the list is empty, a model between empty lines as the others are', () => {
    const text = edited(
      MODELS,
      { kind: 'add_item', path: ['models', 1, 'columns'], value: { name: 'id' } },
      { kind: 'add_item', path: ['models'], value: { name: 'refunds' } },
    );
    expect(text).toBe(
      MODELS.replace('      columns: []\n', '      columns:\n          - name: id\n\n    - name: refunds\n'),
    );
  });

  it('a key that is missing, behind the one that is named', () => {
    const edit = {
      kind: 'add_key',
      path: ['models', 0],
      key: 'description',
      value: 'Who pays: us',
      after: 'name',
    } as const;
    expect(edited(MODELS, edit)).toBe(
      MODELS.replace('# do not rename\n', '# do not rename\n      description: "Who pays: us"\n'),
    );
  });

  it('a list with its key, where a key has nothing, and at an end without a line break', () => {
    expect(
      edited('models:\n- name: a\n  tests:  # none yet', {
        kind: 'add_item',
        path: ['models', 0, 'tests'],
        value: 'x',
      }),
    ).toBe('models:\n- name: a\n  tests:  # none yet\n  - x');
    expect(edited('a: 1', { kind: 'add_item', path: ['b'], value: 2 })).toBe('a: 1\nb:\n  - 2');
  });
});

describe('changes a value in its own quotes', () => {
  it.each([
    [`a: 'one'  # why\n`, `a: 'two'  # why\n`],
    [`a: "one"\n`, `a: "two"\n`],
    [`a: one\nb: 1\n`, `a: two\nb: 1\n`],
    [`a: |\n  one\n  more\n\nb: 1\n`, `a: two\n\nb: 1\n`],
    [`a:\r\nb: 1\r\n`, `a: two\r\nb: 1\r\n`],
  ])('%j becomes %j', (before, after) => {
    expect(edited(before, { kind: 'set_value', path: ['a'], value: 'two' })).toBe(after);
  });
});

describe('puts another value where one stood', () => {
  it.each<[string, YamlValue, string]>([
    ['tests: [unique]  # key\n', ['unique', 'not_null'], 'tests: [unique, not_null]  # key\n'],
    ['tests:\n- unique\nb: 1\n', ['not_null'], 'tests:\n- not_null\nb: 1\n'],
    ['tests:\n    - unique\nb: 1\n', [], 'tests: []\nb: 1\n'],
    ['tests: x  # why\nb: 1\n', { a: 1 }, 'tests:  # why\n  a: 1\nb: 1\n'],
  ])('%j', (before, value, after) => {
    expect(edited(before, { kind: 'set_value', path: ['tests'], value })).toBe(after);
  });

  it('a test that gets a severity, behind its dash', () => {
    const value = { unique: { config: { severity: 'warn' } } };
    expect(edited('tests:\n  - not_null\n  - unique  # key\n', { kind: 'set_value', path: ['tests', 1], value })).toBe(
      'tests:\n  - not_null\n  - unique:\n      config:\n        severity: warn  # key\n',
    );
  });
});

describe('takes away what it is told to, with its lines and their comments', () => {
  const LIST = `columns:
  # the key
  - name: id  # never null
    tests: [unique]

  # who
  - name: email
    description: |
      Where to write.

  - name: note
    # free text
    description: none
`;

  it('an item; the comments around it stay, one empty line of two goes', () => {
    expect(edited(LIST, { kind: 'remove_item', path: ['columns'], item: 1 })).toBe(
      LIST.replace(/  - name: email\n.*\n.*\n/, ''),
    );
    expect(edited(LIST, { kind: 'remove_item', path: ['columns'], item: 2 })).toBe(
      LIST.replace(/\n  - name: note\n.*\n.*\n/, ''),
    );
  });

  it('a key behind a dash: the next one moves up', () => {
    expect(edited(LIST, { kind: 'remove_key', path: ['columns', 0], key: 'name' })).toBe(
      LIST.replace('name: id  # never null\n    ', ''),
    );
  });

  it('the last of a list, within brackets and on lines', () => {
    expect(edited('a: [x, y, z]\n', { kind: 'remove_item', path: ['a'], item: 1 })).toBe('a: [x, z]\n');
    expect(edited('a:\n  - x\nb: 1\n', { kind: 'remove_item', path: ['a'], item: 0 })).toBe('a: []\nb: 1\n');
  });
});

describe('makes several changes, each meaning the text as it stands', () => {
  it('places do not move', () => {
    const text = 'a:\n  - x\n  - y\n  - z\n';
    expect(
      edited(
        text,
        { kind: 'remove_item', path: ['a'], item: 0 },
        { kind: 'set_value', path: ['a', 2], value: 'last' },
        { kind: 'add_item', path: ['a'], value: 'behind y', after: 1 },
        { kind: 'add_item', path: ['a'], value: 'first', after: -1 },
      ),
    ).toBe('a:\n  - first\n  - y\n  - behind y\n  - last\n');
  });

  it('two keys into a mapping that is not there yet', () => {
    const config = (key: string): YamlEdit => ({ kind: 'add_key', path: ['config'], key, value: 1 });
    expect(edited('a: 1\n', config('b'), config('c'))).toBe('a: 1\nconfig:\n  b: 1\n  c: 1\n');
  });

  it('names every change that cannot be made', () => {
    const result = editYaml('a: 1\nb: [x]\n', [
      { kind: 'add_key', path: [], key: 'c', value: 2 },
      { kind: 'add_key', path: [], key: 'a', value: 3 },
      { kind: 'remove_item', path: ['b'], item: 5 },
    ]);
    expect('refused' in result && result.refused.map(({ line, snippet }) => [line, snippet])).toEqual([
      [1, '# at the top\na: 3\n'],
      [2, '# at b > item 6\n# nothing\n'],
    ]);
  });
});

describe('refuses, with what to write by hand, where a change would reach farther than meant', () => {
  const SHARED = `base: &base\n  tests: [unique]\nmodels:\n  - *base\n  - <<: *base\n    name: a\n`;

  it.each<[string, YamlEdit]>([
    ['an anchor that others use', { kind: 'add_item', path: ['base', 'tests'], value: 'x' }],
    ['an alias', { kind: 'add_key', path: ['models', 0], key: 'x', value: 1 }],
    ['a key that comes from elsewhere', { kind: 'add_item', path: ['models', 1, 'tests'], value: 'x' }],
  ])('%s', (_, edit) => {
    const result = editYaml(SHARED, [edit]);
    expect('refused' in result && result.refused[0].snippet).toContain('# at ');
  });

  it('a text that is no YAML, a key that is there, a place that is not', () => {
    expect(edited('{% if x %}\na: 1\n', { kind: 'add_key', path: [], key: 'b', value: 1 })).toContain('is not YAML');
    const leftward = 'a:\n  b: [\n1]\n';
    expect(edited(leftward, { kind: 'add_key', path: [], key: 'c', value: 1 })).toContain('further left');
    expect(edited('a: 1\n', { kind: 'add_key', path: [], key: 'a', value: 1 })).toContain('does not fit');
    expect(edited('a: 1\n', { kind: 'add_item', path: ['b', 0, 'c'], value: 1 })).toBe(
      'the change does not fit what stands there\n# at b > item 1 > c\n- 1\n',
    );
  });

  it('leaves everything as it was if one of several changes is refused', () => {
    const result = editYaml('a: 1\n', [
      { kind: 'add_key', path: [], key: 'b', value: 2 },
      { kind: 'add_key', path: [], key: 'a', value: 3 },
    ]);
    expect('text' in result).toBe(false);
  });
});
