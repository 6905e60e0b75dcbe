import { yamlScalar } from '../scalar.ts';
import type { YamlValue } from './edit.ts';
import type { TextStyle } from './text-style.ts';

/** `key:` and its value as lines of a block mapping, the first without indentation. */
export function entryLines(key: string, value: YamlValue, style: TextStyle): string[] {
  const head = `${writeScalar(key, style)}:`;
  if (isEmptyOrScalar(value)) return [`${head} ${inline(value, style)}`];
  const isSequence = Array.isArray(value);
  const indent = ' '.repeat(isSequence ? style.dashOffset : style.step);
  return [head, ...blockLines(value, style).map((line) => indent + line)];
}

/** A value as an item of a block sequence, the first line with its dash. */
export function itemLines(value: YamlValue, style: TextStyle): string[] {
  const [first = '', ...rest] = blockLines(value, style);
  return [`- ${first}`, ...rest.map((line) => `  ${line}`)];
}

/** A value as lines of its own. */
export function blockLines(value: YamlValue, style: TextStyle): string[] {
  if (isEmptyOrScalar(value)) return [inline(value, style)];
  if (Array.isArray(value)) return (value as readonly YamlValue[]).flatMap((item) => itemLines(item, style));
  return Object.entries(value).flatMap(([key, each]) => entryLines(key, each, style));
}

/** A value on one line, within brackets. */
export function flowText(value: YamlValue, style: TextStyle): string {
  if (Array.isArray(value))
    return `[${(value as readonly YamlValue[]).map((each) => flowText(each, style)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return flowScalar(value, style);
  const entries = Object.entries(value).map(([key, each]) => flowEntry(key, each, style));
  return `{${entries.join(', ')}}`;
}

export function flowEntry(key: string, value: YamlValue, style: TextStyle): string {
  return `${flowScalar(key, style)}: ${flowText(value, style)}`;
}

/** A scalar as it may stand behind `key: ` or `- `: plain where every reader gives it back, else quoted as the text is. */
export function writeScalar(value: string | number | boolean | null, { quote }: Pick<TextStyle, 'quote'>): string {
  if (typeof value !== 'string') return value === null ? 'null' : String(value);
  const written = yamlScalar(value);
  const canBeSingle = quote === "'" && written.startsWith('"') && /^[ -~]*$/.test(value);
  return canBeSingle ? `'${value.replaceAll("'", "''")}'` : written;
}

/** Within brackets a comma or a bracket would end a plain scalar. */
function flowScalar(value: string | number | boolean | null, style: TextStyle): string {
  const written = writeScalar(value, style);
  return typeof value === 'string' && written === value && /[,[\]{}]/.test(value)
    ? `${style.quote}${value.replaceAll("'", style.quote === "'" ? "''" : "'")}${style.quote}`
    : written;
}

/** Whether a value stands on the line of its key. */
export function isEmptyOrScalar(value: YamlValue): value is string | number | boolean | null {
  return typeof value !== 'object' || value === null || Object.keys(value).length === 0;
}

function inline(value: YamlValue, style: TextStyle): string {
  return typeof value === 'object' && value !== null ? (Array.isArray(value) ? '[]' : '{}') : writeScalar(value, style);
}
