import type { Io } from './io.ts';
import { displayWidth } from './words/layout.ts';
import { printable } from './words/printable.ts';
import { exactDuration } from './words/duration.ts';

/** One line at the bottom of a terminal that says what is going on now. */
export interface ProgressLine {
  /** Shows text in place of what was there; after a few seconds the time since is shown with it. */
  readonly show: (text: string) => void;
  /** Takes the line away, before anything else is printed and at the end. */
  readonly clear: () => void;
}

const ERASE = '\r\u001b[2K';
const TICK_MS = 1000;

/** Silent unless standard error is a terminal. */
export function openProgressLine(io: Io): ProgressLine {
  if (io.stderr.isTTY !== true || io.env['CI'] || io.env['TERM'] === 'dumb') return { show: () => {}, clear: () => {} };
  let timer: NodeJS.Timeout | undefined;
  const write = (text: string): unknown =>
    io.stderr.write(ERASE + clip(printable(text), (io.stderr.columns ?? 80) - 1));
  const clear = (): void => {
    if (timer === undefined) return;
    clearInterval(timer);
    timer = undefined;
    io.stderr.write(ERASE);
  };
  const show = (text: string): void => {
    clearInterval(timer);
    const started = io.now().getTime();
    write(text);
    timer = setInterval(() => write(`${text}   ${exactDuration(io.now().getTime() - started)}`), TICK_MS);
    timer.unref();
  };
  return { show, clear };
}

function clip(text: string, width: number): string {
  let clipped = text;
  while (displayWidth(clipped) > width) clipped = clipped.slice(0, -1);
  return clipped;
}
