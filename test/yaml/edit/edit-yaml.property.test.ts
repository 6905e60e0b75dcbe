import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { YamlEdit, YamlPath, YamlValue } from '../../../src/yaml/edit/edit.ts';
import { editYaml } from '../../../src/yaml/edit/edit-yaml.ts';
import { readYaml } from '../../../src/yaml/read.ts';
import { applied, compatible, editOf, placesOf, targetOf } from './any-edit.ts';
import { messyYaml } from './messy-yaml.ts';

const RUNS = Number(process.env['CARTRIDGE_PROPERTY_RUNS'] ?? 1500);
/** A byte order mark. */
const MARK = '\uFEFF';
const choice = fc.tuple(fc.nat({ max: 50 }), fc.nat({ max: 50 }));

it('reads the messy texts as the data that they were made of', () => {
  fc.assert(
    fc.property(messyYaml, ({ text, value }) => {
      expect(dataOf(text)).toEqual(value);
    }),
    { numRuns: RUNS },
  );
});

it('changes exactly what it was asked to, keeps every other line, and refuses nothing that a person would write', () => {
  fc.assert(
    fc.property(messyYaml, choice, ({ text, value }, chosen) => {
      const edit = editOf(value, chosen);
      const edited = editedText(text, [edit]);
      expect(dataOf(edited)).toEqual(applied(value, [edit]));
      expect(edited.startsWith(MARK)).toBe(text.startsWith(MARK));
      const changed = changedLines(text.replace(MARK, ''), edited.replace(MARK, ''));
      const region = regionOf(text, value, edit);
      const up = Math.max(0, changed.last - region.last);
      const isInside = changed.first - up >= region.first && up <= changed.slack;
      expect(isInside || changed.first > changed.last, `${JSON.stringify(edit)}\n${text}\n=>\n${edited}`).toBe(true);
    }),
    { numRuns: RUNS },
  );
});

it('makes many changes at once, each as if it were the only one', () => {
  fc.assert(
    fc.property(messyYaml, fc.array(choice, { minLength: 2, maxLength: 8 }), ({ text, value }, chosen) => {
      const edits = compatible(chosen.map((each) => editOf(value, each)));
      expect(dataOf(editedText(text, edits))).toEqual(applied(value, edits));
    }),
    { numRuns: RUNS },
  );
});

function editedText(text: string, edits: readonly YamlEdit[]): string {
  const result = editYaml(text, edits);
  if ('refused' in result) expect.fail(`${result.refused[0].reason}\n${JSON.stringify(edits)}\n${text}`);
  return result.text;
}

function dataOf(text: string): unknown {
  const read = readYaml(text, 'x.yml');
  return 'value' in read ? read.value : read.problems;
}

/**
 * The first and the last line of `before` that do not stand in `after` as they did (1-based), as far down as can be; none:
 * first is behind last. Among lines that are alike they may as well be up to `slack` higher.
 */
function changedLines(before: string, after: string): { first: number; last: number; slack: number } {
  const lineBreak = after.includes('\r\n') ? '\r\n' : '\n';
  // A line break at the very end may come to the last line.
  const linesOf = (text: string): string[] => (text.endsWith('\n') ? text : text + lineBreak).split('\n');
  const [old, now] = [linesOf(before), linesOf(after)];
  const most = Math.min(old.length, now.length);
  const alike = (isAlike: (index: number) => boolean): number => {
    let count = 0;
    while (count < most && isAlike(count)) count++;
    return count;
  };
  const head = alike((index) => old[index] === now[index]);
  const tail = alike((index) => old.at(-1 - index) === now.at(-1 - index));
  const overlap = Math.max(0, head + tail - most);
  return { first: head + 1, last: old.length - tail + overlap, slack: overlap };
}

/** The lines that an edit may touch: those of the place itself, up to the next. */
function regionOf(text: string, value: YamlValue, edit: YamlEdit): { first: number; last: number } {
  const read = readYaml(text, 'x.yml');
  if ('problems' in read) return { first: 0, last: 0 };
  const lineOf = (path: YamlPath): number => read.positionOf(path).line;
  const holder = placesOf(value).find(({ path }) => path.join('\0') === edit.path.join('\0'))?.value ?? null;
  // The last one takes its whole list along: `[]` stands for it.
  const isLast = typeof holder === 'object' && Object.keys(holder ?? {}).length === 1;
  const target = edit.kind.startsWith('remove') && isLast ? edit.path : (targetOf(edit) ?? edit.path);
  const first = target.length === 0 ? 1 : lineOf(target);
  // An item that is not written has no place of its own.
  if (typeof target.at(-1) === 'number' && first === lineOf(target.slice(0, -1))) return { first: 0, last: Infinity };
  const isWithin = (path: YamlPath): boolean => target.every((part, index) => path[index] === part);
  const next = placesOf(value)
    .filter(({ path }) => !isWithin(path) && path.length > 0 && lineOf(path) > first)
    .map(({ path }) => lineOf(path) - 1);
  const last = Math.min(text.split('\n').length + 1, ...next);
  // An empty line may go with what goes; behind its dash what follows moves up. A block scalar begins a line earlier.
  if (edit.kind.startsWith('remove')) return { first: first - 2, last: last + 1 };
  return { first: edit.kind === 'set_value' ? first - 1 : first, last };
}
