import { existsSync } from 'node:fs';
import { realDisk, systemErrorCode } from '../../src/outside/disk.ts';

/** Writes 300,000 bytes to the given path, in a process that may write less: `ulimit -f 200; node --import tsx short-write.ts <path>`. */
const path = process.argv[2] ?? '';
const outcome = await realDisk.writeFile(path, Buffer.alloc(300_000, 'x'), { mode: 0o644, sync: false }).then(
  () => 'written',
  (error: unknown) => systemErrorCode(error) ?? 'unknown error',
);
process.stdout.write(`${outcome} ${existsSync(path) ? 'and there' : 'and not there'}`);
