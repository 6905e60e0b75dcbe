import type { Problem } from '../../errors.ts';
import { findModelCycle } from '../nodes/model-order.ts';
import type { ProjectNodes } from '../nodes/read-nodes.ts';
import { staticProblem } from './static-problem.ts';

/** No model is made of itself. One circle is named; with it gone the next one shows. */
export function checkCycles({ models }: ProjectNodes): Problem[] {
  const cycle = findModelCycle(models);
  if (cycle === null) return [];
  const file = models.find(({ name }) => name === cycle[0])?.file.path ?? '';
  return [
    staticProblem(
      `models depend on each other in a circle: ${cycle.join(' -> ')}`,
      { file },
      'Take one of these references away.',
    ),
  ];
}
