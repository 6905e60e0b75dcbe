import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { mergeYaml } from '../../../src/planner/merge/merge-yaml.ts';
import { readYaml } from '../../../src/yaml/read.ts';
import { habits, writeMessily } from '../../yaml/edit/messy-yaml.ts';
import type { Nodes, TestStyle } from './three-documents.ts';
import { documentOf, intended, modelsOf, sortedNodes, threeDocuments } from './three-documents.ts';

const RUNS = Number(process.env['CARTRIDGE_PROPERTY_RUNS'] ?? 600);
const style: fc.Arbitrary<TestStyle> = fc.record({ key: fc.constantFrom('tests', 'data_tests'), nested: fc.boolean() });
const ours: TestStyle = { key: 'data_tests', nested: true };

it('merges three documents, however the current one is written, into what the rules say; what nobody changes keeps its bytes', () => {
  fc.assert(
    fc.property(threeDocuments, style, habits, (three, theirs, habit) => {
      const current = writeMessily(documentOf(three.current, theirs), habit);
      const texts = { base: textOf(documentOf(three.base, ours)), rendered: textOf(documentOf(three.rendered, ours)) };
      const wanted = intended(three);
      const merged = mergeYaml({ ...texts, current });
      if (wanted === null) {
        expect(Object.keys(merged)).toEqual(['conflicts']);
        return;
      }
      if ('conflicts' in merged) expect.fail(`${merged.conflicts[0].reason}\n${current}`);
      expect(sortedNodes(modelsOf(dataOf(merged.text))), `${current}\n=>\n${merged.text}`).toEqual(sortedNodes(wanted));
      for (const lines of untouchedLines(current, { before: three.current, after: wanted })) {
        expect(merged.text).toContain(lines);
      }
      expect(mergeYaml({ base: texts.rendered, rendered: texts.rendered, current: merged.text })).toEqual(merged);
    }),
    { numRuns: RUNS },
  );
});

function textOf(document: object): string {
  return JSON.stringify(document);
}

function dataOf(text: string): unknown {
  const read = readYaml(text, 'x.yml');
  return 'value' in read ? read.value : read.problems;
}

/** The lines of each model that stays as it is, without what may follow it. */
function untouchedLines(text: string, { before, after }: { before: Nodes; after: Nodes }): string[] {
  const read = readYaml(text, 'x.yml');
  if ('problems' in read) return [];
  const names = Object.keys(before);
  const starts = names.map((_, index) => read.positionOf(['models', index]).line - 1);
  return names.flatMap((name, index) => {
    const isSame = isDeepStrictEqual(sortedNodes(before)[name], sortedNodes(after)[name]);
    const [start, end] = [starts[index] ?? 0, starts[index + 1]];
    const lines = text.split('\n').slice(start, end);
    const isAlone = start !== starts[index - 1] && start !== end && start !== read.positionOf(['models']).line - 1;
    const last = lines.findLastIndex((line) => !/^\s*(?:-\s*)?(?:#.*)?\s*$/.test(line));
    return isSame && isAlone ? [lines.slice(0, last + 1).join('\n')] : [];
  });
}
