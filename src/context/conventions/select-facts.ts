import { EXPRESSION } from './plain-sql.ts';

/** How a model is put together of selects. */
export interface SelectFacts {
  readonly with: 'own_line' | 'inline' | null;
  /** Whether CTEs stand deeper than the `with` above them; null: there is none, or it stands beside the first. */
  readonly indented_ctes: boolean | null;
  /** Whether the bodies of its CTEs stand between blank lines; null: no CTE shows it. */
  readonly blank_lines: boolean | null;
  /** Names of its CTEs in order; those that Jinja names are left out. */
  readonly ctes: readonly string[];
  /** CTE of which its last select takes everything; null: it ends otherwise. */
  readonly final_cte: string | null;
  /** Name under which a raw column `id` comes out, and the name of the first column that is listed. */
  readonly id_as: string | null;
  readonly first_column: string | null;
}

const CTE =
  /(?:\bwith\s+(?:recursive\s+)?|\)\s*,\s*)["`]?([\w§]+)["`]?\s+as\s*(?:(?:not\s+)?materialized\s*)?\(([ \t]*\n[ \t]*(\n)?)?/gi;

/** Reads the selects of a text from `plainSql`. Pure, linear. */
export function readSelects(sql: string): SelectFacts {
  const ctes: string[] = [];
  let [between, tight] = [0, 0];
  for (const [, name = '', below, blank] of sql.matchAll(CTE)) {
    if (!name.includes(EXPRESSION)) ctes.push(name.toLowerCase());
    if (blank !== undefined) between += 1;
    else if (below !== undefined) tight += 1;
  }
  return {
    with: readWith(sql),
    indented_ctes: readIndentedCtes(sql),
    blank_lines: between === tight ? null : between > tight,
    ctes,
    final_cte: readFinalCte(sql, ctes),
    id_as: /[\s,.("`]id["`]?(?:::\w+|\s+as\s+\w+\s*\))?\s+as\s+["`]?(\w+)/i.exec(sql)?.[1]?.toLowerCase() ?? null,
    first_column: readFirstColumn(sql),
  };
}

function readWith(sql: string): SelectFacts['with'] {
  const after = /^[ \t]*with\b[ \t]*(?:recursive\b[ \t]*)?(\n)?/im.exec(sql);
  if (!after) return null;
  return after[1] === undefined ? 'inline' : 'own_line';
}

function readIndentedCtes(sql: string): boolean | null {
  const below = /^([ \t]*)with\b[ \t]*(?:recursive\b[ \t]*)?\n\s*?([ \t]*)\S/im.exec(sql);
  return below ? (below[2] ?? '').length > (below[1] ?? '').length : null;
}

/** The end of a model: `select * from final`, or the same with conditions that only an incremental run has. */
function readFinalCte(sql: string, ctes: readonly string[]): string | null {
  const end = sql.slice(Math.max(0, sql.lastIndexOf(')'))).trimEnd();
  const whole = ctes.length > 0 ? /\bselect\s+\*\s+from\s+(\w+)\s*(?:;\s*)?(?:$|where\b)/i.exec(end) : null;
  const name = whole?.[1]?.toLowerCase();
  return name !== undefined && ctes.includes(name) ? name : null;
}

/** The first item of the first select list that names its columns. */
function readFirstColumn(sql: string): string | null {
  const list = /\bselect\s+(?:distinct\s+)?(?!\*|§\s*from|\w+\.\*)([^,]{0,2000}?)(?:,|\bfrom\b)/i
    .exec(sql)?.[1]
    ?.trim();
  if (list === undefined || list.includes('(')) return null;
  return /(?:^|[\s."`])(\w+)["`]?$/.exec(list)?.[1]?.toLowerCase() ?? null;
}
