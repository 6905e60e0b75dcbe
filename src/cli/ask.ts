import { createInterface } from 'node:readline/promises';
import { CartridgeError } from '../errors.ts';
import type { Call } from './command.ts';
import { optionFlag } from './option-values.ts';
import { canAsk } from './io.ts';
import { projectReference, shellWord } from './open-project.ts';

/**
 * Asks a question that is answered with yes or no; no is the default. `--yes` answers it. Throws CONFIRMATION_NEEDED
 * where nobody can answer.
 */
export async function confirm(call: Call, question: string): Promise<boolean> {
  const { io, definition } = call;
  if (optionFlag(call.options, 'yes')) return true;
  if (!canAsk(io) || !io.stdin) {
    const argument = call.argument === undefined ? '' : ` ${shellWord(call.argument)}`;
    throw new CartridgeError({
      code: 'CONFIRMATION_NEEDED',
      message: `${definition.name} asks before it writes, and there is no terminal to ask on`,
      hint: `Say yes beforehand:\n  cartridge ${definition.name}${argument}${projectReference(call)} --yes`,
    });
  }
  const lines = createInterface({ input: io.stdin, terminal: false });
  try {
    io.stderr.write(`${question} [y/N] `);
    const answer = await firstLine(lines, io.signal);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    lines.close();
  }
}

/** The first line typed; empty at the end of input or when cancelled. */
function firstLine(lines: ReturnType<typeof createInterface>, signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    lines.once('line', resolve);
    lines.once('close', () => resolve(''));
    signal.addEventListener('abort', () => resolve(''), { once: true });
  });
}
