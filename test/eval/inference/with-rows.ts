import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import { tableLabel } from '../../../src/catalog/catalog.ts';
import { openInput } from '../../../src/catalog/readers.ts';
import { believe } from '../../../src/inference/believe.ts';
import { believedClaims } from './claims.ts';
import type { Claims } from './claims.ts';
import { byNames } from './evaluate.ts';
import { hideDeclarations } from './hide-declarations.ts';
import { matchTables, renameClaims } from './match-tables.ts';

const ALL = { schemas: [], select: [], exclude: [] };

/** What is believed of one input: from its names and types, and from its rows as well. */
export interface WithRows {
  /** The part of the truth that the input holds. */
  readonly truth: Catalog;
  readonly names: Claims;
  readonly rows: Claims;
}

/**
 * Opens the rows of a schema, `FOLDER/<name>.duckdb` or the files in `FOLDER/<name>/`, as a user's input, without what
 * it declares, and believes it once by names and once with its rows. Tables are named as the truth names them. Null
 * where there are no rows.
 */
export async function believeWithRows(folder: string, name: string, truth: Catalog): Promise<WithRows | null> {
  const from = [join(folder, `${name}.duckdb`), join(folder, name)].find((path) => existsSync(path));
  if (from === undefined) return null;
  const input = await openInput(from, ALL);
  try {
    const counterparts = matchTables(input.catalog, truth);
    const catalog = {
      ...input.catalog,
      tables: input.catalog.tables.filter((one) => counterparts.has(tableLabel(one))),
    };
    const hidden = hideDeclarations(catalog);
    const beliefs = await believe(hidden, (probes) => input.answer(probes));
    return {
      truth: onlyTables(truth, new Set([...counterparts.values()].map(tableLabel))),
      names: renameClaims(believedClaims(byNames(hidden)), counterparts),
      rows: renameClaims(believedClaims(beliefs), counterparts),
    };
  } finally {
    await input.close();
  }
}

/** The truth about some tables: a reference to one that is left out is left out too. */
function onlyTables(catalog: Catalog, labels: ReadonlySet<string>): Catalog {
  const tables = catalog.tables.filter((table) => labels.has(tableLabel(table)));
  return {
    ...catalog,
    tables: tables.map(({ foreign_keys = [], ...table }) => ({
      ...table,
      foreign_keys: foreign_keys.filter((key) =>
        labels.has(tableLabel({ schema: key.ref_schema, name: key.ref_table })),
      ),
    })),
  };
}
