import type { CurrentFile } from '../../context/current-files.ts';
import { canonicalJson } from '../../plan/canonical-json.ts';
import type { Delta } from '../../plan/deltas.ts';
import type { PlannedFile } from '../../plan/plan.ts';
import { REFINEMENT_PATH } from '../../plan/plan-paths.ts';
import { sha256 } from '../../plan/seal.ts';
import { keptDeltasText, parseKeptDeltas } from '../../store/kept-deltas.ts';
import { mergeDeltas, sortDeltas } from './merge-deltas.ts';

/**
 * The file that keeps the deltas of a plan with the project, as the plan writes it; none where the project keeps the same already,
 * however a person laid it out. It has no base: each entry stands for itself, and one that a person takes out is gone. Pure.
 */
export function refinementFile(
  deltas: readonly Delta[] | undefined,
  current: CurrentFile | undefined,
  steps: readonly number[],
): PlannedFile[] {
  if (deltas === undefined) return [];
  const { deltas: before, unread } = parseKeptDeltas(current?.content);
  if (canonicalJson(mergeDeltas(before, [])) === canonicalJson(sortDeltas(deltas))) return [];
  const content = keptDeltasText({ deltas: sortDeltas(deltas), unread });
  return [
    {
      path: REFINEMENT_PATH,
      before_hash: current?.hash ?? null,
      after_hash: sha256(content),
      mode: current?.mode ?? '0644',
      steps: [...steps],
      base: null,
      content,
    },
  ];
}
