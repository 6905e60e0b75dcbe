import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { eventSchema } from '../../src/events.ts';
import { type Ran, type RunOptions, runCartridge } from './run-cartridge.ts';

/**
 * Runs a command line that must be refused, and again with `--json`: its exit status, and what it printed. Checks what
 * holds for every refusal: no stack trace, no folder of this machine, a stream of events that ends with the same status,
 * and nothing written; of what was planned before, only `.cartridge/` may change.
 */
export async function refused(
  argv: readonly string[],
  options: RunOptions & { readonly cwd: string },
): Promise<string> {
  const before = untouchable(argv, options.cwd);
  const ran = await runCartridge(argv, options);
  const asJson = await runCartridge([...argv, '--json'], options);
  const { status, stdout, stderr } = ran;
  expect(status).not.toBe(0);
  for (const text of [stdout, stderr, asJson.stdout, asJson.stderr]) {
    expect(text).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
    expect(text).not.toContain(options.cwd);
  }
  expectStream(asJson, status);
  expect(untouchable(argv, options.cwd)).toEqual(before);
  return masked(`exit ${status}\n${stdout}${stderr}`);
}

/** What a refused command must leave as it is: all but `.cartridge/`, where an apply keeps its lock and its record. */
function untouchable([command]: readonly string[], folder: string): Record<string, string> {
  const isOurs = (path: string) => command !== 'plan' && path.endsWith('.cartridge/');
  return Object.fromEntries(Object.entries(everythingIn(folder)).filter(([path]) => !isOurs(path)));
}

/** A stream of valid events, from a version to a result; whoever typed nonsense gets no stream. */
function expectStream({ stdout, status }: Ran, expected: number): void {
  expect(status).toBe(expected);
  if (stdout === '') return expect(status).toBe(2);
  const events = stdout
    .trimEnd()
    .split('\n')
    .map((line) => eventSchema.parse(JSON.parse(line)));
  expect(events[0]).toMatchObject({ type: 'version' });
  expect(events.at(-1)).toMatchObject({ type: 'result', exit_code: expected });
}

/** Ids follow the templates and times the machine; what is said is compared without them. */
export function masked(text: string): string {
  return text.replace(/\b(?=[0-9a-f]*\d)[0-9a-f]{6}\b/g, '7f3a2c').replace(/ +\d[\d.]* m?s$/gm, '');
}

/** Every entry below a folder, by path: the hash of a file, where a link points. What was kept in `.cartridge/` is left out. */
export function everythingIn(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  const visit = (path: string): void => {
    for (const name of readdirSync(join(folder, path)).sort()) {
      const inside = path === '' ? name : `${path}/${name}`;
      const entry = lstatSync(join(folder, inside));
      if (entry.isSymbolicLink()) found[inside] = `-> ${readlinkSync(join(folder, inside))}`;
      else if (entry.isDirectory()) found[`${inside}/`] = '';
      else
        found[inside] = createHash('sha256')
          .update(readFileSync(join(folder, inside)))
          .digest('hex');
      if (entry.isDirectory() && name !== '.cartridge') visit(inside);
    }
  };
  visit('');
  return found;
}
