import type { Catalog, Table } from '../../../src/catalog/catalog.ts';
import { tableLabel } from '../../../src/catalog/catalog.ts';
import type { Claims, Edge } from './claims.ts';

/**
 * Which table of `truth` each table of `input` is, by label of the input's: equal names without case, schemas left
 * aside unless two tables bear the name; else after the words that all names of the input begin or end with are taken
 * off (`github_issue_data` is `issue`). Tables without a counterpart are absent. Pure.
 */
export function matchTables(input: Catalog, truth: Catalog): ReadonlyMap<string, Table> {
  const plainName = withoutSharedWords(input.tables.map(({ name }) => name));
  return new Map(
    input.tables.flatMap((table) => {
      const counterpart = find(truth, table.name, table.schema) ?? find(truth, plainName(table.name), table.schema);
      return counterpart ? [[tableLabel(table), counterpart] as const] : [];
    }),
  );
}

function find({ tables }: Catalog, name: string, schema: string | undefined): Table | undefined {
  const named = tables.filter((table) => table.name.toLowerCase() === name.toLowerCase());
  return named.find((table) => table.schema === schema) ?? (named.length === 1 ? named[0] : undefined);
}

function withoutSharedWords(names: readonly string[]): (name: string) => string {
  const words = names.map((name) => name.split('_'));
  const shortest = Math.min(...words.map(({ length }) => length));
  const [first = []] = words;
  const shared = (at: (parts: readonly string[]) => string | undefined): boolean =>
    words.every((parts) => at(parts) === at(first));
  let [start, end] = [0, 0];
  if (names.length > 1) {
    while (start < shortest - 1 && shared((parts) => parts[start])) start++;
    while (start + end < shortest - 1 && shared((parts) => parts[parts.length - 1 - end])) end++;
  }
  return (name) => {
    const parts = name.split('_');
    return parts.slice(start, parts.length - end).join('_');
  };
}

/** Claims about the input's tables as claims about their counterparts; those about other tables are left out. Pure. */
export function renameClaims(claims: Claims, counterparts: ReadonlyMap<string, Table>): Claims {
  const rename = (label: string, columns: readonly string[]): string[] => {
    const names = new Map(counterparts.get(label)?.columns.map(({ name }) => [name.toLowerCase(), name]));
    return columns.map((column) => names.get(column.toLowerCase()) ?? column);
  };
  const labelOf = (label: string): string | null => {
    const table = counterparts.get(label);
    return table ? tableLabel(table) : null;
  };
  const keys = [...claims.keys].flatMap(([label, columns]) => {
    const name = labelOf(label);
    return name === null ? [] : [[name, rename(label, columns)] as const];
  });
  const edges = claims.edges.flatMap((edge): (Edge & { probability: number })[] => {
    const [child, parent] = [labelOf(edge.child), labelOf(edge.parent)];
    if (child === null || parent === null) return [];
    const columns = rename(edge.child, edge.columns);
    return [
      { child, columns, parent, refColumns: rename(edge.parent, edge.refColumns), probability: edge.probability },
    ];
  });
  return { keys: new Map(keys), edges };
}
