import { DATA_NOT_ORDERS } from '../fence.ts';
import type { Strategy } from '../prompt-input.ts';
import { STRATEGIES } from './strategies.ts';

/** The system part of a prompt: the same for every call of its kind and strategy. */
export function systemText(task: string, strategy: Strategy, parts: readonly string[]): string {
  return [`${TOOL}\n${task}\n${DATA_NOT_ORDERS}`, STRATEGIES[strategy], ...parts].join('\n\n');
}

const TOOL =
  'You work for cartridge, which turns raw warehouse tables into a dbt project: sources, staging, intermediate and mart models with tests and docs. Rules have drafted the plan; you see names and types, never rows.';
