import { isLoaderColumn } from '../../planner/loader-columns.ts';
import { commonPrefix } from '../../planner/marts/staged-column.ts';
import { writeColumn } from './column-item.ts';
import { letterOf, letterOfName } from './column-letter.ts';
import type { ShownTable } from './fold-case.ts';
import type { TextContext } from './table-facts.ts';
import { columnFacts, impliedKey, shownReferences } from './table-facts.ts';
import type { LetteredItem } from './write-columns.ts';
import { isPlainName } from './write-name.ts';

/** The columns of a table as a text shows them, before what tables have in common is written once. */
export interface TableItems {
  /** The key that follows from the rule, and is not written. */
  readonly key: string | null;
  /** `c_` where every column begins so, and it is written once. */
  readonly columnPrefix: string;
  /** Keys first, then references; names without `columnPrefix`. */
  readonly items: readonly TableItem[];
  /** What a loader wrote about its own work, of which there is nothing to say. */
  readonly untold: readonly string[];
}

export interface TableItem extends LetteredItem {
  /** Whether nothing but its name and letter is told, so that tables may share it. */
  readonly isPlain: boolean;
}

export function tableItems(of: ShownTable, context: TextContext): TableItems {
  const key = impliedKey(of, context.patterns);
  const factsOf = columnFacts(of, context);
  const columnPrefix = writtenPrefix(of);
  const untold = new Set(loaderColumns(of, context));
  const ranked = of.table.columns
    .filter((column) => column.name !== key && !untold.has(column.name))
    .map((column) => {
      const facts = factsOf(column.name);
      const isKey = facts.keyProbability !== null;
      const shown = { name: column.name.slice(columnPrefix.length), full: column.name };
      const item = writeColumn(shown, facts, context.patterns);
      const letter = letterOf(column, context.dialect);
      const isTold = isKey || facts.reference !== null || letterOfName(column.name).includes(letter);
      const isPlain = item.isBare && !isKey && columnPrefix === '' && isPlainName(column.name);
      const rank = isKey ? 0 : facts.reference === null ? 2 : 1;
      return { rank, item: { ...item, letter: isTold ? null : letter, isPlain } };
    });
  return {
    key,
    columnPrefix,
    items: ranked.toSorted((a, b) => a.rank - b.rank).map(({ item }) => item),
    untold: [...untold].map((name) => name.slice(columnPrefix.length)),
  };
}

/** Written once only where what is left of each name still is one. */
function writtenPrefix({ table }: ShownTable): string {
  const names = table.columns.map((column) => column.name);
  const prefix = commonPrefix(names);
  return names.length > 2 && names.every((name) => isPlainName(name.slice(prefix.length))) ? prefix : '';
}

function loaderColumns(of: ShownTable, context: TextContext): string[] {
  const told = new Set([
    ...(of.belief.primary_key?.columns ?? []),
    ...shownReferences(of, context).flatMap((each) => each.columns),
  ]);
  const names = of.table.columns.map((column) => column.name);
  const found = names.filter((name) => isLoaderColumn(name) && !told.has(name));
  return found.length < names.length ? found : [];
}
