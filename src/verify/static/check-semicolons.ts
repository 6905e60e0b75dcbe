import type { Problem } from '../../errors.ts';
import { findSemicolon } from '../../sql/find-semicolon.ts';
import type { ProjectNodes } from '../nodes/read-nodes.ts';
import { staticProblem, whereAt } from './static-problem.ts';

/** No model and no test holds a `;`: dbt wraps their SQL into statements of its own. */
export function checkSemicolons({ models, singularTests }: ProjectNodes): Problem[] {
  return [...models, ...singularTests].flatMap(({ name, file, scan }) => {
    const offset = findSemicolon(file.content, scan.tags);
    if (offset === -1) return [];
    return [
      staticProblem(
        `${name} holds a ";", which breaks the statement that dbt makes of it`,
        whereAt(file, offset),
        'Take it away.',
      ),
    ];
  });
}
