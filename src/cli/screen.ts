import { type Colour, colourFor } from './colour.ts';
import type { Io, Output } from './io.ts';
import { printable } from './words/printable.ts';

/** Where a command's words go, how wide it is and which colours it has. */
export interface Screen {
  /** How words look on standard output. */
  readonly look: Look;
  /** How words look on standard error. */
  readonly noteLook: Look;
  /** Results: lines to standard output. */
  readonly print: (lines: readonly string[]) => void;
  /** Messages: lines to standard error. */
  readonly note: (lines: readonly string[]) => void;
  /** One JSON document to standard output. */
  readonly printDocument: (document: object) => void;
}

/** Width in characters, and colours: all that words need to know of a terminal. */
export interface Look {
  readonly width: number;
  readonly colour: Colour;
}

/** Width where there is no terminal to ask: what fits a log or a README. */
const PIPED_WIDTH = 100;
/** Longer lines are hard to read even where a terminal has room for them. */
const WIDEST = 120;
const NARROWEST = 40;

export function openScreen(io: Io, colour: boolean): Screen {
  const write = (output: Output, lines: readonly string[]): void => {
    if (lines.length > 0) output.write(`${lines.map((line) => printable(line)).join('\n')}\n`);
  };
  return {
    look: { width: widthOf(io, io.stdout), colour: colourFor(io.stdout, io.env, colour) },
    noteLook: { width: widthOf(io, io.stderr), colour: colourFor(io.stderr, io.env, colour) },
    print: (lines) => write(io.stdout, lines),
    note: (lines) => write(io.stderr, lines),
    printDocument: (document) => io.stdout.write(`${JSON.stringify(document, null, 2)}\n`),
  };
}

function widthOf(io: Io, output: Output): number {
  const stated = output.isTTY ? output.columns : Number(io.env['COLUMNS']);
  const width = stated !== undefined && stated > 0 ? Math.floor(stated) : PIPED_WIDTH;
  return Math.min(WIDEST, Math.max(NARROWEST, width));
}
