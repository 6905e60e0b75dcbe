import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { utf8Chunks } from '../../src/outside/utf8-chunks.ts';

it('gives the bytes of all pieces, in order', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('é'.repeat(90_000), 'a'.repeat(300_000), '😀'.repeat(50_000), ''),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const chunks: Buffer[] = [];
      for (const chunk of utf8Chunks(pieces)) chunks.push(Buffer.from(chunk));
      expect(Buffer.concat(chunks).equals(Buffer.from(pieces.join('')))).toBe(true);
    }),
  );
});

it('puts many small pieces into one chunk', () => {
  expect([...utf8Chunks(Array.from({ length: 1000 }, () => 'select 1\n'))]).toHaveLength(1);
  expect([...utf8Chunks([])]).toEqual([]);
});
