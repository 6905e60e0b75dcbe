import { diffArrays } from 'diff';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { editYaml } from '../../../src/yaml/edit/edit-yaml.ts';
import type { YamlEdit, YamlPath, YamlValue } from '../../../src/yaml/edit/edit.ts';
import { readYaml } from '../../../src/yaml/read.ts';
import { messyYaml } from './messy-yaml.ts';

const NEW_VALUES: readonly YamlValue[] = [
  'plain',
  'a: b',
  "it's {{ x }}",
  7,
  true,
  [],
  ['unique', 'not_null'],
  { name: 'id', tests: ['unique', { relationships: { to: "ref('a')", field: 'id' } }] },
];

function pathsOf(value: YamlValue, path: YamlPath = []): { path: YamlPath; value: YamlValue }[] {
  const inside = Array.isArray(value)
    ? (value as YamlValue[]).flatMap((each, at) => pathsOf(each, [...path, at]))
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, each]) => pathsOf(each, [...path, key]))
      : [];
  return [{ path, value }, ...inside];
}

/** An edit that fits the data: of every kind, at any place. */
function editOf(value: YamlValue, [place, pick]: readonly [number, number]): YamlEdit {
  const places = pathsOf(value);
  const at = places[place % places.length] ?? { path: [], value };
  const added = NEW_VALUES[pick % NEW_VALUES.length] ?? 'plain';
  if (Array.isArray(at.value)) {
    return {
      kind: 'add_item',
      path: at.path,
      value: added,
      ...(pick % 3 === 0 && at.value.length > 0 ? { after: 0 } : {}),
    };
  }
  if (typeof at.value === 'object' && at.value !== null)
    return { kind: 'add_key', path: at.path, key: 'brand_new', value: added };
  if (at.value === null && typeof at.path.at(-1) === 'string' && pick % 2 === 0)
    return { kind: 'add_item', path: at.path, value: added };
  return { kind: 'set_scalar', path: at.path, value: typeof added === 'object' ? 'other' : added };
}

const RUNS = Number(process.env['CARTRIDGE_PROPERTY_RUNS'] ?? 1500);

it('reads the messy texts as the data that they were made of', () => {
  fc.assert(
    fc.property(messyYaml, ({ text, value }) => {
      const read = readYaml(text, 'x.yml');
      expect('value' in read ? read.value : read.problems).toEqual(value);
    }),
    { numRuns: RUNS },
  );
});

it('changes exactly what it was asked to, keeps every other line, and refuses nothing that a person would write', () => {
  fc.assert(
    fc.property(messyYaml, fc.tuple(fc.nat({ max: 50 }), fc.nat({ max: 50 })), ({ text, value }, choice) => {
      const edit = editOf(value, choice);
      const result = editYaml(text, [edit]);
      if ('reason' in result) expect.fail(`${result.reason}\n${JSON.stringify(edit)}\n${text}`);
      const changed = linesNotIn(text, result.text);
      expect(changed.length, `${JSON.stringify(edit)}\n${text}\n=>\n${result.text}`).toBeLessThanOrEqual(
        mostChanged(edit, text),
      );
    }),
    { numRuns: RUNS },
  );
});

/** A scalar of several lines goes with its lines; any other edit touches at most the line of the place itself. */
function mostChanged(edit: YamlEdit, text: string): number {
  return edit.kind === 'set_scalar' && text.includes('|') ? 3 : 1;
}

/** Lines of `before` that do not stand in `after`, bytes and all; a line break at the very end may come to the last one. */
function linesNotIn(before: string, after: string): string[] {
  const lineBreak = after.includes('\r\n') ? '\r\n' : '\n';
  const linesOf = (text: string): string[] => (text.endsWith('\n') ? text : text + lineBreak).split('\n');
  return diffArrays(linesOf(before), linesOf(after)).flatMap(({ removed, value }) => (removed ? value : []));
}
