import type { Problem } from '../errors.ts';
import { throwProblems } from '../errors.ts';
import type { Catalog } from './catalog.ts';
import { checkCatalog } from './check-catalog.ts';
import type { Selection } from './reader.ts';
import { resolveKeys } from './resolve-keys.ts';
import { selectTables } from './select-tables.ts';
import { indexTables } from './table-index.ts';

/**
 * What every reader does with the tables that it found: takes the selected ones, checks them, resolves their keys.
 * `from` is named in problems. Throws every problem together. Pure.
 */
export function chooseTables(
  found: Catalog,
  selection: Selection,
  from: string,
): { readonly catalog: Catalog; readonly warnings: readonly Problem[] } {
  const selected = selectTables(found, selection);
  const catalog = withoutKeysToTheRest(selected.catalog, found);
  const check = checkCatalog(catalog);
  const placed = (problem: Problem): Problem => ({ ...problem, where: { file: from, ...problem.where } });
  throwProblems(check.problems.map(placed));
  return { catalog: resolveKeys(catalog), warnings: [...selected.warnings, ...check.warnings].map(placed) };
}

/** A key to a table that the user left out says nothing any more, and deserves no warning. */
function withoutKeysToTheRest(selected: Catalog, found: Catalog): Catalog {
  if (selected === found) return found;
  const [all, kept] = [indexTables(found), indexTables(selected)];
  const tables = selected.tables.map((table) => {
    if (!table.foreign_keys) return table;
    const foreign_keys = table.foreign_keys.filter((key) => {
      const ref = { schema: key.ref_schema, name: key.ref_table };
      return kept.find(ref, table.schema) === all.find(ref, table.schema);
    });
    return { ...table, foreign_keys };
  });
  return { ...selected, tables };
}
