import type { YamlStyle } from '../../context/style.ts';
import { DEFAULT_STYLE } from '../../context/style.ts';

/** A list or mapping that is open at a line: its column as the template wrote it, and as the project has it. */
interface Open {
  readonly column: number;
  readonly target: number;
}

/**
 * Block YAML of the shipped templates (two spaces a level, dashes deeper than their key, one blank line between nodes) as
 * the project lays its files out. A text may begin below a top-level key. Pure; the default style gives the text back.
 */
export function layOutYaml(text: string, style: YamlStyle): string {
  if (isDefault(style)) return text;
  const lines: string[] = [];
  let open: Open[] = [{ column: 0, target: 0 }];
  for (const line of text.split('\n')) {
    if (line === '') {
      for (let count = 0; count < style.blank_lines; count++) lines.push('');
      continue;
    }
    const column = line.search(/\S/);
    const isItem = line.startsWith('- ', column);
    open = placed({ open, column, isItem }, style);
    lines.push(' '.repeat(open.at(-1)?.target ?? 0) + line.slice(column));
    // What an item holds stands behind its dash, which is as wide in every style.
    if (isItem) open.push({ column: column + 2, target: (open.at(-1)?.target ?? 0) + 2 });
  }
  return endedAs(text, lines.join('\n'));
}

/** The lists and mappings that are open at a line, its own last. A line of folded text is placed as a mapping would be. */
function placed(
  { open, column, isItem }: { readonly open: readonly Open[]; readonly column: number; readonly isItem: boolean },
  { indent, lists }: YamlStyle,
): Open[] {
  const outer = open.filter((each) => each.column <= column);
  const last = outer.at(-1) ?? { column: 0, target: 0 };
  if (last.column === column) return outer;
  const deeper = isItem && lists === 'flush' ? 0 : indent;
  return [...outer, { column, target: last.target + deeper }];
}

/** Blank lines lie between nodes: the end of the text is as it was. */
function endedAs(text: string, laidOut: string): string {
  const end = /\n*$/.exec(text)?.[0] ?? '';
  return laidOut.replace(/\n*$/, end);
}

function isDefault({ indent, lists, blank_lines }: YamlStyle): boolean {
  const { yaml } = DEFAULT_STYLE;
  return indent === yaml.indent && lists === yaml.lists && blank_lines === yaml.blank_lines;
}
