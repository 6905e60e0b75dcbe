import { describe, expect, it } from 'vitest';
import { editYaml } from '../../../src/yaml/edit/edit-yaml.ts';
import type { YamlEdit } from '../../../src/yaml/edit/edit.ts';

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
  return 'text' in result ? result.text : `${result.reason}\n${result.snippet}`;
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
    expect(edited(before, { kind: 'set_scalar', path: ['a'], value: 'two' })).toBe(after);
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
    expect('reason' in result && result.snippet).toContain('# at ');
  });

  it('a text that is no YAML, a key that is there, a place that is not', () => {
    expect(edited('{% if x %}\na: 1\n', { kind: 'add_key', path: [], key: 'b', value: 1 })).toContain('is not YAML');
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
