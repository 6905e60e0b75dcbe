import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** A program to run. No shell is involved: every argument reaches the program as it is. */
export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment of the program. */
  readonly env: Environment;
  /** Absent: as long as it takes. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
  /** Called with every line as it is written, without its line break. */
  readonly onLine?: (line: string, stream: 'stdout' | 'stderr') => void;
}

/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What became of it. Nothing is thrown: a program that cannot be started, or was stopped, is an answer as well. */
export interface CommandResult {
  /** Null where it was ended by a signal or never started. */
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
  readonly aborted: boolean;
  /** Why it could not be started (`ENOENT`, `EACCES`), else null. */
  readonly notStarted: string | null;
}

/** How long a program may take to end by itself once it was asked to. */
const GRACE_MS = 1_500;

/** Runs a program to its end; on abort and on timeout ends it together with every process that it started. */
export function runCommand(command: Command): Promise<CommandResult> {
  if (command.signal?.aborted) return Promise.resolve({ ...NEVER_RAN, aborted: true });
  const child = start(command);
  const stdout = collect(child.stdout, (line) => command.onLine?.(line, 'stdout'));
  const stderr = collect(child.stderr, (line) => command.onLine?.(line, 'stderr'));
  const stopped = { timedOut: false, aborted: false };
  const stop = (why: keyof typeof stopped): void => {
    stopped[why] = true;
    endGroup(child);
  };
  const onAbort = (): void => stop('aborted');
  command.signal?.addEventListener('abort', onAbort, { once: true });
  const timer = command.timeoutMs === undefined ? undefined : setTimeout(() => stop('timedOut'), command.timeoutMs);
  return new Promise((resolve) => {
    const settle = (end: Partial<CommandResult>): void => {
      clearTimeout(timer);
      command.signal?.removeEventListener('abort', onAbort);
      resolve({ ...NEVER_RAN, stdout: stdout(), stderr: stderr(), ...stopped, ...end });
    };
    child.once('error', (error) => {
      if (child.pid === undefined) settle({ notStarted: codeOf(error) });
    });
    child.once('close', (code, signal) => {
      if (child.pid !== undefined) settle({ code, signal });
    });
  });
}

const NEVER_RAN: CommandResult = {
  code: null,
  signal: null,
  stdout: '',
  stderr: '',
  timedOut: false,
  aborted: false,
  notStarted: null,
};

/** A group of its own, where the system has them, so that what the program starts can be ended with it. */
const HAS_GROUPS = process.platform !== 'win32';

type Child = ChildProcess & { readonly stdout: Readable; readonly stderr: Readable };

function start({ command, args, cwd, env }: Command): Child {
  return spawn(command, args, { cwd, env, detached: HAS_GROUPS, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
}

/** Gathers a stream as text, line by line, with `\n` at the end of each. */
function collect(stream: Readable, onLine: (line: string) => void): () => string {
  const lines: string[] = [];
  createInterface({ input: stream, crlfDelay: Infinity }).on('line', (line) => {
    lines.push(line);
    onLine(line);
  });
  return () => (lines.length === 0 ? '' : `${lines.join('\n')}\n`);
}

/** Asks the whole group to end, and ends it by force when it does not. */
function endGroup(child: Child): void {
  signalGroup(child, 'SIGTERM');
  const force = setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MS);
  child.once('close', () => {
    clearTimeout(force);
    signalGroup(child, 'SIGKILL');
  });
}

function signalGroup({ pid }: Child, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(HAS_GROUPS ? -pid : pid, signal);
  } catch {
    // It has ended already.
  }
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
