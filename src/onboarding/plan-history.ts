import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DraftAction } from '../planner/draft.ts';
import { isModelSpec } from '../plan/specs.ts';
import type { RefineInput } from '../refinement/refinement.ts';
import type { Ground } from './draft-tables.ts';

/**
 * What cartridge built here that is not in the draft, and what people took away again: names of models. Where a base is and
 * no file, somebody deleted the file.
 */
export function planHistory({ request, project }: Ground, drafted: readonly DraftAction[]): RefineInput['history'] {
  const inDraft = new Set(drafted.flatMap(({ spec }) => (isModelSpec(spec) ? [spec.name] : [])));
  const models = [...project.bases.keys()].filter((path) => path.endsWith('.sql') && !/(^|\/)tests\//.test(path));
  const named = models.map((path) => ({ path, name: path.replace(/^.*\//, '').replace(/\.sql$/, '') }));
  const isThere = ({ path }: { path: string }): boolean => existsSync(join(request.projectDir, path));
  return {
    built: named.filter((model) => isThere(model) && !inDraft.has(model.name)).map(({ name }) => name),
    refused: named.filter((model) => !isThere(model)).map(({ name }) => name),
  };
}
