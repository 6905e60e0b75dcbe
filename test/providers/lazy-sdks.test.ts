import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const SRC = join(import.meta.dirname, '../../src');
const SDKS = ['openai', '@anthropic-ai/sdk', '@google/generative-ai'];

/** Where a file of src/ mentions an SDK: `import type` is gone when it runs, `import()` loads when it is reached. */
function mentions(pattern: (sdk: string) => string): string[] {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  return files.flatMap((file) => {
    const text = readFileSync(join(SRC, file), 'utf8');
    return SDKS.filter((sdk) => new RegExp(pattern(sdk)).test(text)).map((sdk) => `${file}: ${sdk}`);
  });
}

it('loads no SDK before it is asked something', () => {
  expect(mentions((sdk) => `(?:import|export) (?!type )[^;]*from '${sdk}`)).toEqual([]);
  expect(mentions((sdk) => `require\\('${sdk}`)).toEqual([]);
});

it('loads each SDK in the file of its vendor alone', () => {
  expect(mentions((sdk) => `import\\('${sdk}'\\)`).sort()).toEqual([
    'providers/anthropic.ts: @anthropic-ai/sdk',
    'providers/gemini.ts: @google/generative-ai',
    'providers/openai.ts: openai',
  ]);
});
