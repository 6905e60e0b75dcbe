import type { Problem } from '../../errors.ts';
import type { ProjectView } from '../project-views.ts';
import { checkCycles } from './check-cycles.ts';
import { checkEntries } from './check-entries.ts';
import { checkJinja } from './check-jinja.ts';
import { checkNames } from './check-names.ts';
import { checkReferences } from './check-references.ts';
import { checkSemicolons } from './check-semicolons.ts';
import { checkYamlKeys } from './check-yaml-keys.ts';

/**
 * Every problem of a project that shows by reading its files: no dbt, no database. Pure, linear; each rule is a file of
 * this folder. Where a file cannot be read as YAML, what it would have declared is not missed elsewhere.
 */
export function checkStatic({ shadow, nodes }: ProjectView): Problem[] {
  const ofFiles = [...nodes.problems, ...checkYamlKeys(nodes), ...checkJinja(shadow, nodes), ...checkSemicolons(nodes)];
  const ofNodes = nodes.problems.length > 0 ? [] : [...checkNames(nodes), ...checkEntries(nodes)];
  const ofReferences = nodes.problems.length > 0 ? [] : [...checkReferences(nodes), ...checkCycles(nodes)];
  return [...ofFiles, ...ofNodes, ...ofReferences];
}
