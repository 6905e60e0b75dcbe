import type { ExecutionPlan } from '../plan/plan.ts';

/**
 * The text of a plan file, in pieces: JSON with a line for each action, file, batch and table, so that two plans can be
 * compared line by line and no plan is too long for one string. Keys in the order in which the plan holds them.
 */
export function* planLines(plan: ExecutionPlan): Generator<string> {
  yield* objectLines(plan, '');
  yield '\n';
}

/** The whole text of a plan file. */
export function planText(plan: ExecutionPlan): string {
  return [...planLines(plan)].join('');
}

function* objectLines(value: object, indent: string): Generator<string> {
  let before = '{\n';
  for (const [key, part] of Object.entries(value) as [string, unknown][]) {
    if (part === undefined) continue;
    yield `${before}${indent}  ${JSON.stringify(key)}: `;
    before = ',\n';
    if (isList(part)) yield* listLines(part, `${indent}  `);
    else if (holdsList(part)) yield* objectLines(part, `${indent}  `);
    else yield JSON.stringify(part);
  }
  yield `\n${indent}}`;
}

function* listLines(list: readonly object[], indent: string): Generator<string> {
  let before = `[\n${indent}  `;
  for (const item of list) {
    yield before;
    yield JSON.stringify(item);
    before = `,\n${indent}  `;
  }
  yield `\n${indent}]`;
}

/** A list of objects; one of texts or numbers fits on a line. */
function isList(value: unknown): value is readonly object[] {
  return Array.isArray(value) && typeof value[0] === 'object' && value[0] !== null;
}

function holdsList(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).some(isList);
}
