import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PLAIN } from '../../src/cli/colour.ts';
import { COMMANDS } from '../../src/cli/command-table.ts';
import { parseArguments } from '../../src/cli/program.ts';

/** Command lines of cartridge in the code blocks of a page: a screen's, a shell's, a CI server's. */
function commandLines(page: string): string[] {
  const text = readFileSync(join(import.meta.dirname, '../..', page), 'utf8');
  const blocks = [...text.matchAll(/^```(?:console|sh|yaml)\n(.*?)^```/gms)].map(([, block = '']) => block);
  return blocks.flatMap((block) =>
    [...block.matchAll(/^(?:\$ |\s*- (?:run: )?)?(cartridge .*?)(?:\s+#.*)?$/gm)].map(([, line = '']) => line),
  );
}

it.each(['docs/check.md', 'docs/brownfield.md'])('%s shows commands that cartridge understands', (page) => {
  const lines = commandLines(page);
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    const [, ...argv] = line.split(/\s+/);
    expect(() => parseArguments(argv, COMMANDS, { width: 80, colour: PLAIN }), line).not.toThrow();
  }
});
