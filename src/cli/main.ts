#!/usr/bin/env node
import * as loader from 'node:module';
import process from 'node:process';
import { runCli } from './run-cli.ts';

// From Node 22 on, what was compiled is kept for the next command (in the system's folder for temporary files).
if ('enableCompileCache' in loader && typeof loader.enableCompileCache === 'function') loader.enableCompileCache();

// The only file that touches the process: streams, signals, exit.
const controller = new AbortController();
let isPaging = false;
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
// A reader such as `head` may leave before everything is written.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const status = await runCli(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: process.stdin,
  env: process.env,
  cwd: process.cwd(),
  signal: controller.signal,
  now: () => new Date(),
  page: async (text, pager) => {
    isPaging = true;
    await (await import('./page.ts')).page(text, pager);
    isPaging = false;
  },
});
// Writing nothing comes back when everything before it is written.
process.stdout.write('', () => process.stderr.write('', () => process.exit(status)));

/** The first signal asks the command to stop where it is safe; the second leaves at once. In a pager it is the pager's. */
function stop(): void {
  if (isPaging) return;
  if (controller.signal.aborted) process.exit(8);
  controller.abort();
}
