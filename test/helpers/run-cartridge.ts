import { PassThrough, Readable } from 'node:stream';
import type { Io } from '../../src/cli/io.ts';
import { runCli } from '../../src/cli/run-cli.ts';

/** What a command line printed, and how it ended. */
export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Record<string, string>;
  /** Sits a person at a terminal of this width? Their answers, line by line, are in `answers`. */
  readonly terminal?: { readonly columns: number; readonly answers?: string; readonly stdin?: Readable };
  readonly signal?: AbortSignal;
  readonly page?: Io['page'];
}

/** The clock of every test. */
export const NOW = new Date('2026-03-04T05:06:07.000Z');

/** Runs a command line in this process, with streams that are kept and a clock that stands still. */
export async function runCartridge(argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { terminal } = options;
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr'): Io['stdout'] => ({
    write: (text) => (written[name] += text),
    ...(terminal ? { isTTY: true, columns: terminal.columns } : {}),
  });
  const stdin: Io['stdin'] = terminal
    ? Object.assign(terminal.stdin ?? Readable.from([terminal.answers ?? '']), { isTTY: true })
    : new PassThrough();
  const status = await runCli(argv, {
    stdout: output('stdout'),
    stderr: output('stderr'),
    stdin,
    env: options.env ?? {},
    cwd: options.cwd ?? import.meta.dirname,
    signal: options.signal ?? new AbortController().signal,
    now: () => NOW,
    ...(options.page ? { page: options.page } : {}),
  });
  return { status, ...written };
}

/** The lines of a stream of JSON lines. */
export function jsonLines(text: string): unknown[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}
