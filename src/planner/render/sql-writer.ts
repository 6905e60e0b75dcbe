import type { SqlStyle } from '../../context/style.ts';
import { convert } from '../../sql/dialects/convert.ts';
import type { Dialect } from '../../sql/dialects/dialect.ts';
import { sqlName } from '../../sql/dialects/names.ts';
import type { StagingColumn } from '../../plan/specs.ts';
import { escapeJinja } from '../../yaml/jinja.ts';

/** Pieces of a select list in the style of the project and the dialect of its warehouse. Pure. */
export interface SqlWriter {
  /** A column's name. */
  readonly column: (name: string) => string;
  /** Name of a CTE. */
  readonly relation: (name: string) => string;
  readonly aliased: (expression: string, as: string) => string;
  /** A column of a staging model, without its comma. */
  readonly staged: (column: StagingColumn) => string;
  /** The columns of a select list, each with its comma. */
  readonly withCommas: (columns: readonly string[]) => string[];
}

/** A writer for a project. */
export function sqlWriter({ quoting, casts, commas }: SqlStyle, dialect: Dialect): SqlWriter {
  const column = (name: string): string => escapeJinja(sqlName(name, dialect.names, quoting));
  const relation = (name: string): string => escapeJinja(sqlName(name, dialect.names));
  const aliased = (expression: string, as: string): string => `${expression} as ${column(as)}`;
  return {
    column,
    relation,
    aliased,
    staged: ({ from, as, how }) => {
      const raw = column(from);
      return how.kind === 'keep' && from === as ? raw : aliased(convert(raw, how, { dialect, casts }), as);
    },
    withCommas: (columns) =>
      commas === 'leading'
        ? columns.map((each, index) => (index === 0 ? each : `, ${each}`))
        : columns.map((each, index) => (index < columns.length - 1 ? `${each},` : each)),
  };
}
