/** A stream that text can be written to; `process.stdout` is one. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** Width of the terminal in characters. */
  readonly columns?: number;
}

/** Everything that a command touches of the process it runs in, so that a test can run it in its own. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: (NodeJS.ReadableStream & { readonly isTTY?: boolean }) | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the current folder. */
  readonly cwd: string;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** Shows text in the user's pager and waits until it is left. Absent: text is written plainly. */
  readonly page?: (text: string, pager: string) => Promise<void>;
}

/** Whether a question can be asked: someone sits at a terminal and this is no CI machine. */
export function canAsk(io: Io): boolean {
  return io.stdin?.isTTY === true && io.stderr.isTTY === true && !io.env['CI'];
}
