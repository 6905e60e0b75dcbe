import type { FunctionCall } from './jinja-arguments.ts';
import { readFunctionCalls } from './jinja-arguments.ts';
import type { JinjaTag } from './jinja-tags.ts';
import { scanJinja } from './jinja-tags.ts';
import type { Splice } from './select/splice.ts';
import { applySplices } from './select/splice.ts';

const CONFIG = /(?<![\w.])(config)\s*\(/g;
const OFF = '{{ config(enabled=false) }}';

/**
 * The SQL of a model or a test turned off: `enabled` of its config is false, in the config block that it has, else in one of its own
 * at the top. What SQL says wins over every other place in every version of dbt. Pure.
 */
export function turnOff(sql: string): string {
  const blocks = configBlocks(scanJinja(sql).tags);
  const setting = blocks.findLast(({ call }) => setsEnabled(call));
  if (!setting) return addOff(sql, blocks[0]);
  if (setting.call.named['enabled'] === false && !setting.isConditional) return sql;
  const value = setting.isConditional ? null : enabledValue(sql, setting);
  // What a mapping or a condition sets is outdone: of several config blocks the last one holds.
  return value ? applySplices(sql, [value]) : atTheEnd(sql);
}

interface ConfigBlock {
  readonly tag: JinjaTag;
  readonly call: FunctionCall;
  /** Whether it stands inside an `if` or a `for`. */
  readonly isConditional: boolean;
}

function configBlocks(tags: readonly JinjaTag[]): ConfigBlock[] {
  let depth = 0;
  return tags.flatMap((tag): ConfigBlock[] => {
    if (tag.kind !== 'expression' && tag.kind !== 'statement') return [];
    if (tag.kind === 'statement')
      depth += /^(?:if|for)\b/.test(tag.inner) ? 1 : /^end(?:if|for)\b/.test(tag.inner) ? -1 : 0;
    const [call, ...others] = readFunctionCalls(tag.inner, CONFIG);
    return call && others.length === 0 ? [{ tag, call, isConditional: depth > 0 }] : [];
  });
}

function setsEnabled({ named, args }: FunctionCall): boolean {
  return (
    Object.hasOwn(named, 'enabled') ||
    args.some((arg) => arg !== undefined && JSON.stringify(arg).includes('"enabled"'))
  );
}

/** The value behind `enabled=` of a block that is all that its tag holds. */
function enabledValue(sql: string, { tag, call }: ConfigBlock): Splice | null {
  const written = sql.slice(tag.start, tag.end);
  const name = /\benabled\s*=\s*(?!=)/.exec(written);
  const value = name && written.slice(name.index + name[0].length);
  const expression = call.expressions['enabled'] ?? /^(?:true|false)\b/i.exec(value ?? '')?.[0];
  if (!name || tag.kind !== 'expression' || expression === undefined || !value?.startsWith(expression)) return null;
  const start = tag.start + name.index + name[0].length;
  return { start, end: start + expression.length, text: 'false' };
}

/** `enabled=false` behind the other settings of a block that stands at the top, written as they are. */
function addOff(sql: string, block: ConfigBlock | undefined): string {
  const isFirst =
    block &&
    sql
      .slice(0, block.tag.start)
      .trim()
      .replace(/^--.*$/gm, '')
      .trim() === '';
  const written = block ? sql.slice(block.tag.start, block.tag.end) : '';
  const parts = /^(\{\{[-+]?\s*config\s*\()([^]*?)(,?)(\s*)(\)\s*[-+]?\}\})$/.exec(written);
  if (!block || !isFirst || !parts || block.call.args.length > 0) return onTop(sql);
  const [, head = '', settings = '', comma = '', gap = '', tail = ''] = parts;
  const equals = /\w\s+=\s/.test(settings) ? ' = ' : '=';
  const between = settings.trim() === '' ? '' : `,${beforeLast(settings)}`;
  const text = `${head}${settings}${between}enabled${equals}false${comma}${gap}${tail}`;
  return applySplices(sql, [{ start: block.tag.start, end: block.tag.end, text }]);
}

/** What stands before the last setting: a line break and its margin, or a blank. */
function beforeLast(settings: string): string {
  return /\n[ \t]*(?=[^\n]*$)/.exec(settings)?.[0] ?? ' ';
}

const BYTE_ORDER_MARK = '\uFEFF';

function onTop(sql: string): string {
  const mark = sql.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  const newline = newlineOf(sql);
  return `${mark}${OFF}${newline}${newline}${sql.slice(mark.length)}`;
}

function atTheEnd(sql: string): string {
  const newline = newlineOf(sql);
  return `${sql.replace(/\s*$/, '')}${newline}${newline}${OFF}${newline}`;
}

function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
