import type { Event } from 'js-yaml';
import { parseEvents, YAMLException } from 'js-yaml';

/** The events of a YAML text, and the text that their offsets count in. */
export interface ParsedYaml {
  readonly events: Event[];
  readonly source: string;
  /** The offset in the text that was given. */
  readonly originalOffset: (offset: number) => number;
  /** Whether lines had to be indented. */
  readonly isLenient: boolean;
}

/**
 * Parses a text as PyYAML does, which lets lines inside brackets and quotes stand as far left as they like, where YAML's
 * letter wants them indented: such lines are indented first, which changes no value. Throws js-yaml's own error for
 * anything else.
 */
export function parseLeniently(text: string): ParsedYaml {
  try {
    return { events: parseEvents(text, {}), source: text, originalOffset: (offset) => offset, isLenient: false };
  } catch (error) {
    const parsed = parseIndented(text, error);
    if (!parsed) throw error;
    return parsed;
  }
}

/** So deep that no level of a hand-written file is deeper. */
const INDENT = ' '.repeat(200);
/** Each reads the file twice more. */
const MOST_REPAIRS = 100;

function parseIndented(text: string, fault: unknown): ParsedYaml | null {
  const lines = text.split('\n');
  const indented = new Set<number>();
  let line = lineTooFarLeft(fault);
  for (let repair = 0; line !== null && !indented.has(line) && repair < MOST_REPAIRS; repair++) {
    const last = lastFlowLine(lines, line);
    if (last === null) return null;
    for (let each = line; each <= last; each++) {
      if (!indented.has(each)) lines[each] = `${INDENT}${lines[each]}`;
      indented.add(each);
    }
    const source = lines.join('\n');
    try {
      const events = parseEvents(source, {});
      return { events, source, originalOffset: withoutIndents(source, indented), isLenient: true };
    } catch (next) {
      line = lineTooFarLeft(next);
    }
  }
  return null;
}

/** The line, from 0, that stands too far left for YAML; null for any other fault. */
function lineTooFarLeft(fault: unknown): number | null {
  if (!(fault instanceof YAMLException) || fault.reason !== 'deficient indentation') return null;
  return fault.mark?.line ?? null;
}

/** The line on which the brackets or quotes end that are open where `line` begins; null where they do not. */
function lastFlowLine(lines: readonly string[], line: number): number | null {
  const inside = openAtEnd(lines.slice(0, line).join('\n'));
  const rest = lines.slice(line).join('\n');
  if (inside === null) return null;
  const flow = inside === 'bracket' ? upToBracket(rest) : UP_TO_QUOTE[inside].exec(rest)?.[0];
  return flow === undefined ? null : line + flow.split('\n').length - 1;
}

/** What a text leaves open, as the parser says. */
function openAtEnd(text: string): 'single' | 'double' | 'bracket' | null {
  try {
    parseEvents(text, {});
    return null;
  } catch (fault) {
    const reason = fault instanceof YAMLException ? fault.reason : '';
    if (reason.endsWith('within a single quoted scalar')) return 'single';
    if (reason.endsWith('within a double quoted scalar')) return 'double';
    return reason.endsWith('within a flow collection') ? 'bracket' : null;
  }
}

/** All up to the closing quote: `''` closes nothing in the one, `\"` nothing in the other. */
const UP_TO_QUOTE = { single: /^(?:[^']|'')*(?=')/, double: /^(?:[^"\\]|\\[^])*(?=")/ };

/** All up to the bracket that closes the innermost one that is open where the text begins. */
function upToBracket(text: string): string | undefined {
  let depth = 1;
  for (const match of text.matchAll(FLOW_TOKEN)) {
    if (/^[[{]/.test(match[0])) depth += 1;
    if (/^[\]}]/.test(match[0])) depth -= 1;
    if (depth === 0) return text.slice(0, match.index);
  }
  return undefined;
}

/** Texts in quotes, comments, brackets. */
const FLOW_TOKEN = /(?<=^|[\s,[{:])(?:"(?:[^"\\]|\\[^])*"|'(?:[^']|'')*')|(?<=\s)#[^\n]*|[[\]{}]/g;

/** Turns offsets in a text with indented lines into those before they were. */
function withoutIndents(source: string, indented: ReadonlySet<number>): ParsedYaml['originalOffset'] {
  return (offset) => {
    const before = source.slice(0, offset).split('\n');
    const column = before.at(-1)?.length ?? 0;
    const above = before.slice(0, -1).filter((_, line) => indented.has(line)).length;
    const here = indented.has(before.length - 1) ? Math.min(column, INDENT.length) : 0;
    return offset - above * INDENT.length - here;
  };
}
