import type { Style } from '../../context/style.ts';
import { plainLine } from '../fence.ts';
import type { PromptInput } from '../prompt-input.ts';
import { businessSection } from './business-section.ts';
import type { Section } from './fit-budget.ts';
import { pickVoice } from './pick-voice.ts';

const LONGEST_NAME = 120;

/** What holds for every call of a run, in one order, so that vendors cache it: the project, its words, what is wished. */
export function projectSections(input: PromptInput): Section[] {
  const { style, voice, businessContext, existing, history, request, goals } = input;
  return [
    { name: 'conventions', what: 'conventions', items: conventionLines(style) },
    { name: 'voice', what: 'examples of descriptions', items: pickVoice(voice), most: 250 },
    businessSection(businessContext),
    { name: 'sources', what: 'existing sources', items: existing.sources.map(sourceLine), most: 250 },
    { name: 'models', what: 'existing models', items: existing.models.map(modelLine), most: 500 },
    { name: 'built', what: 'models of earlier plans', items: history.built.map(nameLine), most: 150 },
    { name: 'refused', what: 'refused models', items: history.refused.map(nameLine), most: 250 },
    { name: 'request', what: 'lines of the request', items: requestLines(request, goals) },
  ];
}

function conventionLines({ naming, entity, folders, materialized, primary_key, docs }: Style): string[] {
  const layers = ['staging', 'intermediate', 'marts'] as const;
  return [
    `names: ${naming.staging}, ${naming.intermediate}, ${naming.fact}, ${naming.dimension}; entity ${entity}; key ${primary_key}`,
    `built as: ${layers.map((layer) => `${layer} ${materialized[layer]}`).join(', ')}`,
    `folders: ${layers.map((layer) => folders[layer]).join(', ')}; descriptions: ${docs}`,
  ].map((line) => plainLine(line, 300));
}

export function sourceLine({ name, tables }: PromptInput['existing']['sources'][number]): string {
  return `${plainLine(name, LONGEST_NAME)}: ${plainLine(tables.join(' '), 400)}`;
}

function modelLine({ name, description = '' }: PromptInput['existing']['models'][number]): string {
  const about = plainLine(description, 80);
  return plainLine(name, LONGEST_NAME) + (about === '' ? '' : `: ${about}`);
}

function nameLine(name: string): string {
  return plainLine(name, LONGEST_NAME);
}

/** Clipped, not counted out: a request of many pages is a mistake, and its beginning says most. */
export function requestLines(request: string | null, goals: PromptInput['goals']): string[] {
  const wish = request === null ? [] : [plainLine(request, 1500)];
  return [...wish, ...goals.slice(0, 20).map(({ goal_id, text }) => `${goal_id}: ${plainLine(text, 200)}`)];
}
