/** A YAML mapping to be written: scalars and items of lists are YAML already. */
export interface BlockMapping {
  readonly [key: string]: string | readonly string[] | BlockMapping;
}

const STEP = '  ';

/** The lines of a mapping in block style, two spaces a level, lists behind a dash deeper than their key. Pure. */
export function blockLines(mapping: BlockMapping): string[] {
  const lines: string[] = [];
  addLines(mapping, '', lines);
  return lines;
}

/** Adds to a list, since half of the columns of a project have such lines. */
function addLines(mapping: BlockMapping, margin: string, lines: string[]): void {
  for (const [key, value] of Object.entries(mapping)) {
    if (typeof value === 'string') {
      lines.push(`${margin}${key}: ${value}`);
      continue;
    }
    lines.push(`${margin}${key}:`);
    if (isList(value)) for (const item of value) lines.push(`${margin}${STEP}- ${item}`);
    else addLines(value, margin + STEP, lines);
  }
}

function isList(value: readonly string[] | BlockMapping): value is readonly string[] {
  return Array.isArray(value);
}
