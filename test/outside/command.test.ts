import { expect, it } from 'vitest';
import { runCommand } from '../../src/outside/command.ts';
import type { Command } from '../../src/outside/command.ts';
import { isAlive } from '../helpers/is-alive.ts';

const node = (script: string, more: Partial<Command> = {}): Command => ({
  command: process.execPath,
  args: ['-e', script],
  cwd: import.meta.dirname,
  env: { GREETING: 'hello' },
  ...more,
});

/** A program that starts another one, says its process id, and then neither of them ends. */
const STUBBORN = `
  process.on('SIGTERM', () => {});
  const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
  console.log(child.pid);
  setInterval(() => {}, 1000);
`;

it('answers with the code, the output of both streams and every line as it came', async () => {
  const lines: string[] = [];
  const script = `console.log(process.env.GREETING); console.log(process.argv[1]); console.error('no'); process.exitCode = 3`;
  const command = node(script, { onLine: (line, stream) => lines.push(`${stream} ${line}`) });
  const result = await runCommand({ ...command, args: [...command.args, '$(echo "no shell")'] });
  expect(result).toEqual({
    code: 3,
    signal: null,
    stdout: 'hello\n$(echo "no shell")\n',
    stderr: 'no\n',
    timedOut: false,
    aborted: false,
    notStarted: null,
  });
  expect(lines.sort()).toEqual(['stderr no', 'stdout $(echo "no shell")', 'stdout hello']);
});

it('gives the program only the environment that it was handed', async () => {
  const { stdout } = await runCommand(node('console.log(process.env.HOME, process.env.PATH)'));
  expect(stdout).toBe('undefined undefined\n');
});

it('says why a program could not be started', async () => {
  expect(await runCommand({ ...node(''), command: './no-such-program' })).toMatchObject({
    code: null,
    notStarted: 'ENOENT',
  });
});

it('ends a program that takes too long, and what it started', async () => {
  const result = await runCommand(node(STUBBORN, { timeoutMs: 700 }));
  expect(result).toMatchObject({ code: null, signal: 'SIGKILL', timedOut: true, aborted: false });
  await expect.poll(() => isAlive(Number(result.stdout))).toBe(false);
});

it('ends a program when it is called off', async () => {
  const abort = new AbortController();
  const pids: number[] = [];
  const running = runCommand(
    node(STUBBORN, {
      signal: abort.signal,
      onLine: (line) => {
        pids.push(Number(line));
        abort.abort();
      },
    }),
  );
  expect(await running).toMatchObject({ code: null, timedOut: false, aborted: true });
  await expect.poll(() => pids.filter(isAlive)).toEqual([]);
});

it('does not start what was called off before', async () => {
  expect(await runCommand(node('', { signal: AbortSignal.abort() }))).toMatchObject({ code: null, aborted: true });
});
