import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { catalogSchema } from '../../src/catalog/catalog.ts';
import { DEFAULT_STYLE } from '../../src/context/style.ts';
import type { Beliefs } from '../../src/inference/beliefs.ts';
import { renderActions } from '../../src/planner/render/render-actions.ts';
import { loadTemplates } from '../../src/templates.ts';
import { draftOf } from './built-models.ts';

const templates = await loadTemplates();

/** The texts of a new project's draft, by path. */
export function renderDraft(catalog: Catalog, beliefs: Beliefs, style = DEFAULT_STYLE): Map<string, string> {
  const files = renderActions(draftOf(catalog, beliefs), { style, templates });
  return new Map(files.map((file) => [file.path, file.content]));
}

/** A catalog of test/fixtures, with its keys or without any. */
export function readFixture(name: string, { hideKeys }: { hideKeys: boolean }): Catalog {
  const path = join(import.meta.dirname, `../fixtures/catalogs/${name}.json`);
  const catalog = catalogSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  if (!hideKeys) return catalog;
  const tables = catalog.tables.map(
    ({ primary_key: _key, foreign_keys: _keys, unique_keys: _unique, ...table }) => table,
  );
  return { ...catalog, tables };
}
