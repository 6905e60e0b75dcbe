import type { Problem } from '../../errors.ts';
import { inWordsOfJson } from '../../yaml/json-problem.ts';
import type { YamlText } from '../../yaml/read.ts';
import { readYaml } from '../../yaml/read.ts';
import { schemaProblems } from '../../yaml/schema-problems.ts';
import { isMapping } from '../../yaml/mapping.ts';
import type { WantedActions } from './wanted-actions.ts';
import { wantedSchema } from './wanted-actions.ts';

export type ReadActions = { readonly wanted: WantedActions } | { readonly problems: readonly [Problem, ...Problem[]] };

const CODE = 'ACTIONS_INVALID';
const HOW =
  'It is YAML or JSON with strategy and actions, each with type and name. A plan file is one: cartridge plan --out plan.json';

/**
 * Reads the text of a file of actions, YAML or JSON: from a hand or another tool, or a whole plan. `file` is only named in
 * problems, of which all are given, each with its line. Whether the draft has such actions is looked at elsewhere. Pure.
 */
export function readActions(text: string, file: string): ReadActions {
  const yaml = readYaml(text, file, CODE);
  if ('problems' in yaml) return { problems: [{ ...inWordsOfJson(yaml.problems[0], text, file), hint: HOW }] };
  const { value, positionOf } = yaml;
  if (!isMapping(value)) {
    return {
      problems: [{ code: CODE, message: `${file} is no map of strategy and actions`, where: { file }, hint: HOW }],
    };
  }
  const parsed = wantedSchema.safeParse(value);
  const found = parsed.success ? [] : schemaProblems(parsed.error, { code: CODE, file, positionOf });
  const problems = [...found, ...writtenTwice(yaml, file)];
  const [problem, ...others] = problems;
  if (problem) return { problems: [problem, ...others] };
  if (!parsed.success)
    return { problems: [{ code: CODE, message: `${file} holds no actions`, where: { file }, hint: HOW }] };
  const { strategy = null, actions } = parsed.data;
  const places = actions.map((action, at) => ({
    ...action,
    where: { file, ...positionOf(['actions', at]), at: `actions[${at}]` },
  }));
  const [twice, ...more] = listedTwice(places);
  return twice ? { problems: [twice, ...more] } : { wanted: { file, strategy, actions: places } };
}

/** A key that stands twice, outside of specs: which one counts is not said. */
function writtenTwice({ duplicateKeys }: YamlText, file: string): Problem[] {
  return duplicateKeys()
    .filter(({ path }) => path.length <= 3 && (path.length === 1 || path[0] === 'actions'))
    .map(({ path, line, column }) => ({
      code: CODE,
      message: `${String(path.at(-1))} stands twice`,
      where: { file, line, column },
    }));
}

function listedTwice(actions: WantedActions['actions']): Problem[] {
  const seen = new Map<string, number>();
  const steps = new Map<number, string>();
  return actions.flatMap(({ type, name, step_id, where }, at) => {
    const label = `${type} ${name}`;
    const before = seen.get(label);
    const owner = typeof step_id === 'number' ? steps.get(step_id) : undefined;
    seen.set(label, before ?? at);
    if (typeof step_id === 'number') steps.set(step_id, label);
    if (before !== undefined)
      return [{ code: CODE, message: `${label} is listed twice, first as actions[${before}]`, where }];
    return owner === undefined
      ? []
      : [{ code: CODE, message: `${label} and ${owner} both have step_id ${step_id}`, where }];
  });
}
