import type { JinjaCall } from '../../sql/jinja-calls.ts';
import { readOnlyCall, readString } from '../../sql/jinja-calls.ts';
import type { JinjaScan, JinjaTag } from '../../sql/jinja-tags.ts';

/** A template as SQL, with the way back. */
export interface RenderedSql {
  readonly sql: string;
  /** Offset in the template of an offset in `sql`; inside of what Jinja made, the start of its tag. */
  readonly templateOffset: (offset: number) => number;
}

/** The relation that a call stands for, or why there is none. */
export type RelationOf = (call: Pick<JinjaCall, 'function' | 'args'>) => { relation: string } | { missing: string };

/**
 * Renders a model as dbt would, as far as that needs no dbt: `ref`, `source`, `config`, texts, comments and raw blocks.
 * Anything else makes the whole model unknown, and `unknown` says what it was. Pure.
 */
export function renderSql(
  text: string,
  { tags, fault }: JinjaScan,
  relationOf: RelationOf,
): RenderedSql | { readonly unknown: string } {
  if (fault) return { unknown: fault.message };
  const pieces: Piece[] = [];
  let sql = '';
  let last = 0;
  for (const tag of tags) {
    const rendered = renderTag(tag, relationOf);
    if ('unknown' in rendered) return rendered;
    sql += text.slice(last, tag.start);
    pieces.push({ start: sql.length, end: sql.length + rendered.text.length, tag });
    sql += rendered.text;
    last = tag.end;
  }
  return { sql: sql + text.slice(last), templateOffset: (offset) => wayBack(pieces, offset) };
}

/** What a tag became: `start` and `end` in the SQL. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly tag: JinjaTag;
}

function wayBack(pieces: readonly Piece[], offset: number): number {
  let shift = 0;
  for (const { start, end, tag } of pieces) {
    if (offset < start) break;
    if (offset < end) return tag.start;
    shift = tag.end - end;
  }
  return offset + shift;
}

function renderTag(tag: JinjaTag, relationOf: RelationOf): { text: string } | { unknown: string } {
  if (tag.kind === 'comment') return { text: '' };
  if (tag.kind === 'raw') return { text: tag.inner };
  if (tag.kind === 'expression') {
    if (/^config\s*\([^]*\)$/.test(tag.inner)) return { text: '' };
    const literal = readString(tag.inner);
    if (literal !== null) return { text: literal };
    const call = readOnlyCall(tag.inner);
    if (call) {
      const found = relationOf(call);
      return 'relation' in found ? { text: found.relation } : { unknown: found.missing };
    }
  }
  return { unknown: `it uses ${shortened(tag)}` };
}

function shortened({ kind, inner }: JinjaTag): string {
  const line = inner.replaceAll(/\s+/g, ' ');
  const words = line.length > 40 ? `${line.slice(0, 40)}...` : line;
  return kind === 'expression' ? `{{ ${words} }}` : `{% ${words} %}`;
}
