import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CartridgeError } from '../errors.ts';
import { unreadableReason } from '../outside/unreadable-reason.ts';
import { systemErrorCode } from '../outside/disk.ts';
import type { Call } from './command.ts';
import { optionText } from './option-values.ts';

/** DESIGN.md section 4: all model work together, unless told. */
const DEFAULT_TIMEOUT_S = 600;
/** The longest that a timer can wait. */
const MOST_SECONDS = 2_000_000;

/** How long a model may take in all, and how many tokens it may cost; null: as many as it takes. */
export function modelLimits({ options }: Call): { readonly timeoutMs: number; readonly budget: number | null } {
  const seconds = positiveNumber(
    optionText(options, 'modelTimeout'),
    '--model-timeout',
    'seconds: --model-timeout 120',
  );
  const budget = positiveNumber(optionText(options, 'budget'), '--budget', 'tokens: --budget 200000');
  return {
    timeoutMs: Math.ceil(Math.min(seconds ?? DEFAULT_TIMEOUT_S, MOST_SECONDS) * 1000),
    budget: budget === undefined ? null : Math.floor(budget),
  };
}

function positiveNumber(text: string | undefined, flag: string, example: string): number | undefined {
  if (text === undefined) return undefined;
  const number = /^\d+(?:[_,]\d{3})*(?:\.\d+)?k?$/i.test(text) ? parsed(text) : Number.NaN;
  if (number > 0) return number;
  throw new CartridgeError({
    code: 'USAGE',
    message: `${flag} is no number above 0: ${JSON.stringify(text)}`,
    hint: `A number of ${example}`,
  });
}

/** `200k` is 200,000. */
function parsed(text: string): number {
  return Number.parseFloat(text.replace(/[_,]/g, '')) * (/k$/i.test(text) ? 1000 : 1);
}

/** Beyond this it is no context but a library; a prompt clips it further. */
const MOST_CONTEXT = 1_000_000;

/** What the business does: the text of `--business-context`, or of the file that it names; null where it is not given. */
export async function businessContext({ io, options }: Call): Promise<string | null> {
  const given = optionText(options, 'businessContext');
  if (given === undefined || given.trim() === '') return null;
  try {
    const text = await readFile(resolve(io.cwd, given), 'utf8');
    return text.slice(0, MOST_CONTEXT);
  } catch (cause) {
    const reason = systemErrorCode(cause) ?? '';
    // Words are no path: what names no file is the context itself, but what looks like one is a slip.
    if (['ENOENT', 'ENAMETOOLONG', 'ENOTDIR', 'ERR_INVALID_ARG_VALUE'].includes(reason) && !looksLikeFile(given))
      return given;
    const why = reason === 'ENOENT' ? 'there is no such file' : unreadableReason(cause);
    throw new CartridgeError(
      { code: 'FILE_UNREADABLE', message: `${given} cannot be read: ${why}`, where: { file: given } },
      { cause },
    );
  }
}

function looksLikeFile(text: string): boolean {
  return !/\s/.test(text) && /\.(?:md|txt|markdown|rst|ya?ml|json)$/i.test(text);
}
