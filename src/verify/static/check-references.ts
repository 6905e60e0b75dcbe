import type { Problem, Where } from '../../errors.ts';
import type { JinjaCall } from '../../sql/jinja-calls.ts';
import { readCalls } from '../../sql/jinja-calls.ts';
import { nearestName } from '../../yaml/nearest-name.ts';
import type { NameIndex } from '../nodes/name-index.ts';
import { indexNames } from '../nodes/name-index.ts';
import type { ProjectNodes } from '../nodes/read-nodes.ts';
import { targetOf } from '../nodes/test-target.ts';
import { staticProblem, whereAt } from './static-problem.ts';

/** Every `ref` and `source`, in SQL and in the tests of YAML, names something that the project has. */
export function checkReferences(nodes: ProjectNodes): Problem[] {
  const index = indexNames(nodes);
  const inSql = [...nodes.models, ...nodes.singularTests].flatMap(({ name, file, scan }) =>
    readCalls(scan.tags).flatMap((call) =>
      checkCall(call, index, { who: name, where: () => whereAt(file, call.offset) }),
    ),
  );
  const described = [...nodes.entries, ...nodes.sources];
  const tests = described.flatMap(({ name, tests, columns }) =>
    [...tests, ...columns.flatMap((column) => column.tests)].map((test) => ({ test, name })),
  );
  return [
    ...inSql,
    ...tests.flatMap(({ test, name }) => {
      const call = targetOf(test);
      return call ? checkCall(call, index, { who: `the test ${test.name} of ${name}`, where: test.where }) : [];
    }),
  ];
}

interface Asker {
  readonly who: string;
  readonly where: () => Where;
}

function checkCall(call: Pick<JinjaCall, 'function' | 'args'>, index: NameIndex, { who, where }: Asker): Problem[] {
  const [first = '', second] = call.args;
  if (call.function === 'ref') {
    // With two arguments the first is a package, whose models are not known here.
    if (second !== undefined || index.isOpen || index.refs.has(first)) return [];
    return [staticProblem(`${who} refers to ${first}, which is no model`, where(), nearHint(first, [...index.refs]))];
  }
  if (second === undefined) return [];
  const tables = index.sources.get(first);
  if (tables === undefined) {
    return [
      staticProblem(
        `${who} reads the source ${first}, which is not declared`,
        where(),
        nearHint(first, [...index.sources.keys()]),
      ),
    ];
  }
  if (tables.has(second)) return [];
  return [
    staticProblem(
      `${who} reads ${second}, which the source ${first} does not declare`,
      where(),
      nearHint(second, [...tables]),
    ),
  ];
}

function nearHint(name: string, names: readonly string[]): string {
  const near = nearestName(name, names);
  return near === undefined ? 'Add it to the project, or change the name.' : `Did you mean ${near}?`;
}
