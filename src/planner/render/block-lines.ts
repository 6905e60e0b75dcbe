/** A YAML mapping to be written: scalars and items of lists are YAML already. */
export interface BlockMapping {
  readonly [key: string]: string | readonly string[] | BlockMapping;
}

const STEP = '  ';

/** The lines of a mapping in block style, two spaces a level, lists behind a dash deeper than their key. Pure. */
export function blockLines(mapping: BlockMapping): string[] {
  return Object.entries(mapping).flatMap(([key, value]) => {
    if (typeof value === 'string') return [`${key}: ${value}`];
    const below = isList(value) ? value.map((item) => `- ${item}`) : blockLines(value);
    return [`${key}:`, ...below.map((line) => STEP + line)];
  });
}

function isList(value: readonly string[] | BlockMapping): value is readonly string[] {
  return Array.isArray(value);
}
