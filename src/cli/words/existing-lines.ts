import type { Action, Collision, ExecutionPlan, Warning } from '../../plan/plan.ts';
import type { Look } from '../screen.ts';
import { count, nameList } from './count.ts';
import { labelled } from './layout.ts';

/** Lines of a kind that fit a screen; the plan file holds all of them. */
const SHOWN = 4;

/** What of the project a plan uses, which names were taken, and what breaks, for a screen; texts begin at `column`. */
export function existingLines({ warnings, collisions, actions }: ExecutionPlan, column: number, look: Look): string[] {
  const at = { column, width: look.width };
  const section = (heading: string, texts: readonly string[]): string[] =>
    texts.flatMap((text, index) => labelled(index === 0 ? heading : '', text, at));
  const names = collisions.filter(({ kind }) => kind === 'model_name' || kind === 'source_name').map(collisionText);
  const breaks = actions.filter(({ severity }) => severity === 'breaking').map(breakingText);
  const lines = [
    ...section(
      'Uses',
      warnings.filter(isReuse).map(({ text }) => text),
    ),
    ...section('Names taken', names.length === 0 ? [] : [...some(names, 'name'), HOW_TO_CHOOSE]),
    ...section('Breaking', some(breaks, 'action')).map(look.colour.red),
  ];
  return lines.length === 0 ? [] : ['', ...lines];
}

const HOW_TO_CHOOSE = 'to choose others: naming and sources in cartridge.yml, or --source-name';

function some(texts: readonly string[], noun: string): string[] {
  const rest = texts.length - SHOWN;
  return rest > 0 ? [...texts.slice(0, SHOWN), `and ${count(rest, `more ${noun}`)}, in the plan file`] : [...texts];
}

function collisionText({ wanted, taken_by, resolution }: Collision): string {
  return `${wanted}${taken_by === wanted ? '' : `, by ${taken_by}`}: ${resolution}`;
}

function breakingText({ name, description, impact: { downstream } }: Action): string {
  return `${name}: ${description}${downstream.length === 0 ? '' : ` Used by ${nameList(downstream)}.`}`;
}

/** Whether a warning only tells what is used as it is. */
export function isReuse({ code }: Warning): boolean {
  return code === 'reused';
}

/** A warning in words: what breaks says so first. */
export function warningText({ text, severity }: Warning): string {
  return severity === 'breaking' ? `breaking: ${text}` : text;
}
