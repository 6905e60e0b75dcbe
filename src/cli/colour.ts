import picocolors from 'picocolors';
import type { Io, Output } from './io.ts';

type Paint = (text: string) => string;

/** Colours by name; each leaves text as it is where colour is off. */
export interface Colour {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
  readonly cyan: Paint;
}

export const PLAIN: Colour = picocolors.createColors(false);
export const COLOURED: Colour = picocolors.createColors(true);

/** Colour only on a terminal that can show it, and only if nobody said no (https://no-color.org). */
export function colourFor(output: Output, env: Io['env'], wanted: boolean): Colour {
  const on = wanted && output.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  return on ? COLOURED : PLAIN;
}
