import { expect, it } from 'vitest';
import { readYaml } from '../../src/yaml/read.ts';

/** The value, and the line and column of the node at a path. */
function read(text: string, path: readonly (string | number)[] = []) {
  const yaml = readYaml(text, 'models.yml');
  if ('problems' in yaml) throw new Error(`${yaml.problems[0].message} in line ${yaml.problems[0].where?.line}`);
  const { line, column } = yaml.positionOf(path);
  return { value: yaml.value, at: [line, column] };
}

it('lets brackets and quotes stand as far left as PyYAML does', () => {
  const text = `models:
    - name: a
      values: [
  'it''s', # no ] here
"]", {x: [1,
2]},
]
      description: "one
two \\" ]

  three"
      other: 'one
'' two'
    - name: b
`;
  expect(read(text, ['models', 1, 'name'])).toEqual({
    value: {
      models: [
        {
          name: 'a',
          values: ["it's", ']', { x: [1, 2] }],
          description: 'one two " ]\nthree',
          other: "one ' two",
        },
        { name: 'b' },
      ],
    },
    at: [14, 7],
  });
  expect(read(text, ['models', 0, 'values', 2, 'x', 1]).at).toEqual([6, 1]);
  expect(read(text, ['models', 0, 'other']).at).toEqual([12, 7]);
});

it('reads long lists that stand to the left', () => {
  const items = Array.from({ length: 3000 }, (_, index) => `'${index}',`);
  expect(read(`a:\n  b: [\n${items.join('\n')}\n]\n`).value).toMatchObject({ a: { b: { length: 3000 } } });
});

it('tells of what is broken where it first is', () => {
  expect(() => read('a:\n  b: [\n1,\n2\nc: 1\n')).toThrow('deficient indentation in line 3');
  expect(() => read('a:\n  b: "one\ntwo\nc: 1\n')).toThrow('deficient indentation in line 3');
  expect(() => read('a:\n  b: "one\ntwo"\n c: [\n')).toThrow('deficient indentation in line 3');
  expect(() => read('a:\n\tb: 1\n')).toThrow('in line 2');
});
