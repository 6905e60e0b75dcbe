import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseReply } from '../../../src/refinement/ladder/parse-reply.ts';
import { readReply } from '../../../src/refinement/ladder/read-reply.ts';

const RENAME = { table: 1, column: 2, name: 'account_name' };
const WRITTEN = JSON.stringify({ renames: [RENAME] });

describe('the text of a reply', () => {
  it.each([
    ['as it should be', WRITTEN, 'written'],
    ['with a byte order mark', `\uFEFF${WRITTEN}`, 'written'],
    ['in a fence', `Here you are:\n\`\`\`json\n${WRITTEN}\n\`\`\`\nAnything else?`, 'written'],
    ['in prose with brackets', `Of {these} [tables]: ${WRITTEN} as {asked}`, 'written'],
    ['in a JSON text', JSON.stringify(WRITTEN), 'written'],
    ['behind a beginning that was given up', `{"renames": [ no, wait: ${WRITTEN}`, 'written'],
    ['with trailing commas', '{"renames": [{"table": 1, "column": 2, "name": "account_name",},],}', 'mended'],
    ['in single quotes', WRITTEN.replaceAll('"', "'"), 'mended'],
    ['without quotes around keys', '{renames: [{table: 1, column: 2, name: "account_name"}]}', 'mended'],
  ] as const)('is read %s', (_, text, as) => {
    expect(parseReply(text)).toEqual({ value: { renames: [RENAME] }, as });
  });

  it('that was cut gives its complete items, and no half of one', () => {
    const two = JSON.stringify({ renames: [RENAME, { table: 1, column: 3, name: 'account_opened_at' }] });
    expect(parseReply(two.slice(0, -12))).toEqual({ value: { renames: [RENAME] }, as: 'cut' });
  });

  it('that is broken here and there gives the items that are not', () => {
    const text = `{"renames": [${JSON.stringify(RENAME)}, {"table": 1 :: "column" => }], "roles": [{"table": 2, "role": "fact"}]}`;
    expect(parseReply(text)).toMatchObject({
      value: { renames: [RENAME], roles: [{ table: 2, role: 'fact' }] },
    });
  });

  it.each(['', 'I cannot help with that.', 'null', '42', '"text"', '{', '[', '`'.repeat(50)])('%j is none', (text) => {
    const parsed = parseReply(text);
    expect(parsed === null ? null : readReply(parsed.value)).toBeNull();
  });

  it.each([
    ['a list', `{"renames": ${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
    ['an item', `{"renames": [${'{"table":'.repeat(20_000)}1${'}'.repeat(20_000)}]}`],
    ['a JSON text in a JSON text', JSON.stringify({ renames: `${'['.repeat(20_000)}${']'.repeat(20_000)}` })],
  ])('whose data are nested too deeply to walk is no reply: %s', (_, text) => {
    const parsed = parseReply(text);
    const read = parsed === null ? null : readReply(parsed.value);
    expect(read?.reply.renames ?? []).toEqual([]);
    // What is left of it goes back to the model with the reason, as JSON.
    expect(() => JSON.stringify(read)).not.toThrow();
  });

  it('is read in bounded time, whatever it is', () => {
    const texts = [
      '['.repeat(1e6),
      '{"a":'.repeat(2e5),
      '{"renames": ['.repeat(1e5),
      `{"a": "${'"'.repeat(1e6)}`,
      '{"renames": [{'.repeat(7e4),
    ];
    for (const text of texts) {
      const started = performance.now();
      parseReply(text);
      expect(performance.now() - started).toBeLessThan(5_000);
    }
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((text) => text.slice(0, -1)),
        ),
        (text) => void parseReply(text),
      ),
    );
  });
});
