import { join } from 'node:path';
import type { Measured } from './side-by-side.ts';
import { compareProcesses } from './side-by-side.ts';

const CLI = join(import.meta.dirname, '../../dist/cli/main.js');

/** `cartridge --help` beside the emptiest node process. */
export function* measureStartUp(): Generator<Measured> {
  yield compareProcesses({
    name: 'cartridge --help',
    ours: { args: [CLI, '--help'] },
    yardstick: 'node -e 0',
    theirs: { args: ['-e', '0'] },
    runs: 15,
    at_most: 2,
  });
}
