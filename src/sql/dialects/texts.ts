import type { Dialect } from './dialect.ts';

/** A text as it stands between single quotes in a dialect. Pure. */
export function withinText(text: string, { doublesQuotes }: Dialect): string {
  return doublesQuotes ? text.replaceAll("'", "''") : text.replace(/[\\']/g, '\\$&');
}

/** The text that stands so between single quotes. Pure. */
export function outOfText(body: string, { doublesQuotes }: Dialect): string {
  return doublesQuotes ? body.replaceAll("''", "'") : body.replace(/\\([^])/g, '$1');
}
