import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { nearestName } from '../../src/yaml/nearest-name.ts';
import type { YamlText } from '../../src/yaml/read.ts';
import { readYaml } from '../../src/yaml/read.ts';

function read(text: string): YamlText {
  const yaml = readYaml(text, 'models.yml');
  if ('problems' in yaml) throw new Error(yaml.problems[0].message);
  return yaml;
}

const MODELS = `# what we have
models:
  - name: orders
    columns: [{name: id}, {name: "customer id"}]
  - name: customers   # people
    description: |
      Of people.
    empty:
`;

it('gives the value, and the place of every key and list item', () => {
  const yaml = read(MODELS);
  expect(yaml.value).toEqual({
    models: [
      { name: 'orders', columns: [{ name: 'id' }, { name: 'customer id' }] },
      { name: 'customers', description: 'Of people.\n', empty: null },
    ],
  });
  expect(yaml.positionOf(['models'])).toEqual({ line: 2, column: 1 });
  expect(yaml.positionOf(['models', 1])).toEqual({ line: 5, column: 5 });
  expect(yaml.positionOf(['models', 1, 'description'])).toEqual({ line: 6, column: 5 });
  expect(yaml.positionOf(['models', 1, 'empty'])).toEqual({ line: 8, column: 5 });
  expect(yaml.positionOf(['models', 0, 'columns', 1, 'name'])).toEqual({ line: 4, column: 28 });
});

it('gives the nearest parent of what is not there', () => {
  const yaml = read(MODELS);
  expect(yaml.positionOf(['models', 0, 'columns', 7, 'name'])).toEqual({ line: 4, column: 5 });
  expect(yaml.positionOf(['nothing'])).toEqual({ line: 1, column: 1 });
  expect(read('').positionOf(['a'])).toEqual({ line: 1, column: 1 });
});

it('finds keys that stand twice; the last one holds', () => {
  const yaml = read('a: 1\nb: {c: 1, d: 2, c: 3}\na: 2\n');
  expect(yaml.value).toEqual({ a: 2, b: { c: 3, d: 2 } });
  expect(yaml.duplicateKeys()).toEqual([
    { path: ['b', 'c'], line: 2, column: 17 },
    { path: ['a'], line: 3, column: 1 },
  ]);
});

it('reads YAML 1.1 as PyYAML does', () => {
  const text = 'a: yes\nb: Off\nc: y\nd: 012\ne: 1_000\nf: 1e3\ng: 0o7\nh: 12:30\ni: ~\nj: <<\nk: 1.5\n';
  const expected = { a: true, b: false, c: 'y', d: 10, e: 1000, f: '1e3', g: '0o7', h: 750, i: null, j: '<<', k: 1.5 };
  expect(read(text).value).toEqual(expected);
  expect(read('base: &base {x: 1}\nmore: {<<: *base, y: 2}').value).toEqual({ base: { x: 1 }, more: { x: 1, y: 2 } });
});

it('says what is wrong and where, without a snippet or a stack', () => {
  const cases: [string, string, number | undefined, number | undefined][] = [
    ['a: [1,\n b: {', 'models.yml is not YAML: unexpected end of the stream within a flow collection', 2, 6],
    ['a:\n\t- b', 'models.yml is not YAML: tab characters must not be used in indentation', 2, 1],
    [
      'a: !!python/object:os 1',
      'models.yml is not YAML: unknown scalar tag !<tag:yaml.org,2002:python/object:os>',
      1,
      4,
    ],
    ['a: \0', 'models.yml is not YAML: null byte is not allowed in input', 1, 4],
    ['a: 1\n---\nb: 2', 'models.yml holds more than one YAML document', undefined, undefined],
  ];
  for (const [text, message, line, column] of cases) {
    const where = line === undefined ? { file: 'models.yml' } : { file: 'models.yml', line, column };
    expect(readYaml(text, 'models.yml', 'CONFIG_INVALID')).toEqual({
      problems: [{ code: 'CONFIG_INVALID', message, where }],
    });
  }
});

it('is not taken in by hostile text', () => {
  const bomb = ['a: &a [x, x]', ...Array.from({ length: 2000 }, () => '- *a')].join('\n');
  expect(readYaml(bomb, 'f')).toHaveProperty('problems');
  expect(readYaml('['.repeat(50_000), 'f')).toHaveProperty('problems');
  expect(read('__proto__: {polluted: true}').value).toHaveProperty('__proto__');
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

it('never throws, and finds a place for every path', () => {
  const line = fc.constantFrom(
    'a: 1',
    '  b:',
    '- c',
    '  - d: [',
    ']',
    '? x',
    '"',
    '# e',
    'f: |',
    '   text',
    '&g h',
    '*g',
    '---',
    '{{ jinja }}',
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const yaml = readYaml(lines.join('\n'), 'f');
      if ('problems' in yaml) return;
      const { line: found } = yaml.positionOf(['a', 0, 'b']);
      expect(found).toBeGreaterThan(0);
      expect(found).toBeLessThanOrEqual(lines.length + 1);
      yaml.duplicateKeys();
    }),
    { numRuns: 500 },
  );
});

it('names the nearest of several names, or none', () => {
  expect(nearestName('nameing', ['folders', 'naming', 'model'])).toBe('naming');
  expect(nearestName('Staging', ['staging'])).toBe('staging');
  expect(nearestName('zebra', ['folders', 'naming'])).toBeUndefined();
});

it('says where Jinja stands without quotes', () => {
  expect(readYaml('models:\n  - name: a\n  - name: {{ x }}\n', 'models.yml')).toEqual({
    problems: [
      {
        code: 'FILE_UNREADABLE',
        message: 'models.yml is not YAML: a mapping or a list stands where a text should',
        where: { file: 'models.yml', line: 3, column: 12 },
        hint: 'Jinja that begins a value must stand in quotes: "{{ x }}".',
      },
    ],
  });
});
