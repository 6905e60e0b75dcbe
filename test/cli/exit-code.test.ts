import { expect, it } from 'vitest';
import { exitCodeOf, problemsOf } from '../../src/cli/exit-code.ts';
import { CartridgeError, ERRORS, type ErrorCode } from '../../src/errors.ts';
import { runCartridge } from '../helpers/run-cartridge.ts';

it('gives every code its own exit status', () => {
  const codes = Object.keys(ERRORS) as ErrorCode[];
  for (const code of codes) expect(exitCodeOf(new CartridgeError({ code, message: '' }))).toBe(ERRORS[code].exit);
});

it('calls anything else a fault of its own, says how to report it, and names no folder', () => {
  expect(exitCodeOf(new TypeError('x'))).toBe(1);
  expect(problemsOf(new Error("ENOENT: no such file or directory, open '/home/ada/secret project/x.sql'"))).toEqual([
    {
      code: 'INTERNAL',
      message: "cartridge failed where it should not: ENOENT: no such file or directory, open 'secret project/x.sql'",
      hint: 'This is a fault of cartridge. Please report it with what these print:\n  cartridge --version\n  the same command again with --debug',
    },
  ]);
});

it('prints a stack only with --debug', async () => {
  const plain = await runCartridge(['show', 'nowhere.json']);
  expect(plain).toMatchObject({ status: 2, stderr: expect.not.stringContaining('    at ') });
  const debug = await runCartridge(['show', 'nowhere.json', '--debug']);
  expect(debug.stderr).toMatch(/^error: there is no plan "nowhere\.json".*\n[\s\S]*\nCartridgeError: .*\n {4}at /);
});
