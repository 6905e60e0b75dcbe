import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A process that answers a line of JSON with a line of JSON, for work whose start is dear. */
export interface LineProcess {
  ask(request: unknown): Promise<unknown>;
  close(): void;
}

/** Starts a program; requests are answered one after another. `env` is added to the environment of this process. */
export function startLineProcess(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): LineProcess {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  const errors: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let last: Promise<unknown> = Promise.resolve();
  const exchange = async (request: unknown): Promise<unknown> => {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    const line = await lines.next();
    if (line.done) throw new Error(`${command} ended: ${errors.join('').slice(-2000)}`);
    return JSON.parse(line.value) as unknown;
  };
  return {
    ask: (request) => (last = last.then(() => exchange(request))),
    close: () => child.stdin.end(),
  };
}
