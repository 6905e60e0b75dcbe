import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';

/** DESIGN.md section 3: a file imports only from entries above its own in this list. */
const ORDER = [
  ['errors.ts', 'events.ts'],
  ['outside'],
  ['yaml', 'sql'],
  ['config.ts'],
  ['context'],
  ['catalog'],
  ['inference'],
  ['plan'],
  ['store'],
  ['templates'],
  ['templates.ts'],
  ['planner'],
  ['verify'],
  ['prompts'],
  ['providers'],
  ['refinement'],
  ['executor'],
  ['reading'],
  ['report'],
  ['onboarding'],
  ['onboard.ts'],
  ['check-project.ts'],
  ['index.ts'],
  ['cli'],
  ['server'],
];
const SRC = resolve(import.meta.dirname, '../src');

function entryOf(file: string): string {
  return relative(SRC, file).split('/')[0] ?? '';
}

function rank(entry: string): number {
  return ORDER.findIndex((group) => group.includes(entry));
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => join(SRC, path));

it('knows every entry of src/', () => {
  expect(files.filter((file) => rank(entryOf(file)) === -1).map((file) => relative(SRC, file))).toEqual([]);
});

it('never imports upwards', () => {
  const climbs: string[] = [];
  for (const file of files) {
    for (const target of importsOf(file)) {
      const [from, to] = [entryOf(file), entryOf(target)];
      if (from !== to && rank(to) >= rank(from)) climbs.push(`${relative(SRC, file)} imports ${relative(SRC, target)}`);
    }
  }
  expect(climbs).toEqual([]);
});

it('never imports in a circle, not even when it is needed', () => {
  const imports = new Map(files.map((file) => [file, importsOf(file)]));
  const done = new Set<string>();
  const circleFrom = (file: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file].map((each) => relative(SRC, each));
    if (done.has(file)) return undefined;
    for (const target of imports.get(file) ?? []) {
      const circle = circleFrom(target, [...path, file]);
      if (circle) return circle;
    }
    done.add(file);
    return undefined;
  };
  expect(files.map((file) => circleFrom(file, [])).find((circle) => circle !== undefined)).toBeUndefined();
});

/** Types count too, for they tie the reading of one file to another. */
function importsOf(file: string): string[] {
  const matches = readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g);
  return [...matches].map((match) => resolve(dirname(file), match[1] ?? ''));
}

it('keeps printing, exiting and the environment in cli/', () => {
  const leaks = files
    .filter((file) => !['cli', 'server'].includes(entryOf(file)))
    .filter((file) => /\bprocess\.(exit|env|stdout|stderr)\b|\bconsole\./.test(readFileSync(file, 'utf8')))
    .map((file) => relative(SRC, file));
  expect(leaks).toEqual([]);
});

it('keeps every file short enough to read at once', () => {
  const lengths = files.map((file) => ({
    file: relative(SRC, file),
    lines: readFileSync(file, 'utf8').split('\n').length - 1,
  }));
  expect(lengths.filter(({ lines }) => lines > 300)).toEqual([]);
});
