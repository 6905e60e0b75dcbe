import type { ProjectContext } from '../../context/context.ts';
import type { Problem } from '../../errors.ts';
import { canonicalJson } from '../../plan/canonical-json.ts';
import { isActSpec, isModelSpec } from '../../plan/specs.ts';
import { isMapping } from '../../yaml/mapping.ts';
import type { DraftAction } from '../draft.ts';
import { modelPaths, sourcePath } from '../render/node-paths.ts';
import type { MatchedAction } from './match-actions.ts';

type Context = Pick<ProjectContext, 'style'>;

/**
 * What a listed action would have written otherwise than the draft does: another file, another spec. That is not followed, so it
 * is a problem that names the field. A part of a spec may be left out. `made`: the action as it is without what is not listed. Pure.
 */
export function checkFields({ wanted, action }: MatchedAction, made: DraftAction, context: Context): Problem[] {
  const { file_path, spec, where } = wanted;
  const paths = pathsOf(action, context);
  const problem = (field: string, message: string): Problem => ({
    code: 'ACTIONS_INVALID',
    message: `${action.name}: ${message}`,
    where: { ...where, at: `${where.at ?? ''}.${field}` },
    hint: `Leave ${field} out, or as the draft has it: a file of actions chooses among the actions of the draft, and describes them.`,
  });
  const isElsewhere = file_path != null && file_path !== '' && !paths.includes(file_path);
  const field = spec ? (firstDifference(spec, action.spec) === null ? null : firstDifference(spec, made.spec)) : null;
  return [
    ...(isElsewhere
      ? [problem('file_path', `file_path is ${file_path}, and the draft writes ${paths[0] ?? 'another file'}`)]
      : []),
    ...(field === null ? [] : [problem(`spec.${field}`, `spec.${field} is not what the draft has`)]),
  ];
}

/** The files that an action may have as its own, its main file first. */
function pathsOf({ spec }: DraftAction, { style }: Context): string[] {
  if (spec.kind === 'project') return ['dbt_project.yml'];
  if (spec.kind === 'source') return [sourcePath(spec, style)];
  if (isActSpec(spec)) return [spec.path];
  if (!isModelSpec(spec))
    return [...('path' in spec ? [spec.path] : []), ...(spec.properties_path ? [spec.properties_path] : [])];
  const { sql, properties, docs } = modelPaths(spec, style);
  return [sql, properties, docs];
}

/** Where a given value says something else, as `columns[3].name`; null where all that it says is so. */
function firstDifference(given: unknown, is: unknown): string | null {
  if (isMapping(given) && isMapping(is)) {
    for (const [key, value] of Object.entries(given)) {
      if (value === undefined || value === null) continue;
      const inside = firstDifference(value, Object.hasOwn(is, key) ? is[key] : undefined);
      if (inside !== null) return `${key}${inside === '' || inside.startsWith('[') ? '' : '.'}${inside}`;
    }
    return null;
  }
  if (Array.isArray(given) && Array.isArray(is) && given.length === is.length) {
    for (const [at, value] of given.entries()) {
      const inside = firstDifference(value, is[at]);
      if (inside !== null) return `[${at}]${inside === '' || inside.startsWith('[') ? '' : '.'}${inside}`;
    }
    return null;
  }
  return sameValue(given, is) ? null : '';
}

function sameValue(given: unknown, is: unknown): boolean {
  return is !== undefined && canonicalJson(given) === canonicalJson(is);
}
