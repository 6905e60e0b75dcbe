import { adapterOf } from '../../context/support.ts';
import { nameTokens } from '../../inference/names/tokens.ts';
import type { Question } from '../../inference/questions/question.ts';
import type { ReadableModels } from '../../planner/written/reading.ts';
import { canBeWritten, writtenSqlRules } from '../../planner/written/sql-rules.ts';
import { documentationPrompt } from '../../prompts/documentation.ts';
import { estimateTokens } from '../../prompts/estimate-tokens.ts';
import { intermediatePrompt } from '../../prompts/intermediate.ts';
import { martPrompt } from '../../prompts/mart.ts';
import { plannerPrompt } from '../../prompts/planner.ts';
import type { ModelPromptInput, PromptInput } from '../../prompts/prompt-input.ts';
import { USER_TOKENS } from '../../prompts/prompt-input.ts';
import type { Prompt } from '../../prompts/prompt.ts';
import { repairPrompt } from '../../prompts/repair.ts';
import { encodeSchema } from '../../prompts/schema/encode-schema.ts';
import type { EncodedSchema } from '../../prompts/schema/encoded-schema.ts';
import { stagingPrompt } from '../../prompts/staging.ts';
import { testsPrompt } from '../../prompts/tests.ts';
import type { Known, KnownTable } from '../known/known.ts';
import type { FailedItem, Shown } from '../ladder/resolve-reply.ts';
import type { RefineInput } from '../refinement.ts';

/** What a call asks for. */
export type PromptKind = 'planner' | 'staging' | 'intermediate' | 'mart' | 'tests' | 'documentation';

/** A prompt, and what its numbers stand for. */
export interface Worded {
  readonly kind: PromptKind;
  readonly prompt: Prompt;
  readonly shown: Shown;
}

interface Part {
  readonly tables: readonly KnownTable[];
  readonly stubs: readonly KnownTable[];
}

/** Tokens that comments of a cluster may take. */
const COMMENT_TOKENS = 400;
/** Tokens that all else of a prompt may take, beside the tables. */
const OTHER_TOKENS = 3_000;

/**
 * The words of a call about some tables. Those about a cluster tell what holds whether or not the plan was applied, so that
 * planning again asks the same, and is answered from the cache. Pure.
 */
export function wordsOf(
  kind: PromptKind,
  { tables, stubs }: Part,
  context: { input: RefineInput; known: Known },
): Worded {
  const { input, known } = context;
  const schema = encodeSchema({
    dialect: input.catalog.dialect,
    tables: tables.map(({ shown }) => shown),
    stubs: stubs.map(({ shown }) => shown),
    commentTokens: COMMENT_TOKENS,
  });
  const questions = questionsAbout(tables, known);
  const told: PromptInput = {
    schema,
    questions,
    ...projectWords(input),
    history: isAboutModels(kind) ? input.history : { ...input.history, built: [] },
    tokens: tokensFor(schema),
  };
  return { kind, prompt: promptOf(kind, { ...told, ...sqlWords(tables, input) }), shown: { schema, questions } };
}

/** Whether a call asks for models, and not for tables made better. */
export function isAboutModels(kind: PromptKind): boolean {
  return kind === 'mart' || kind === 'intermediate';
}

function promptOf(kind: PromptKind, input: ModelPromptInput): Prompt {
  switch (kind) {
    case 'planner':
      return plannerPrompt(input);
    case 'staging':
      return stagingPrompt(input);
    case 'intermediate':
      return intermediatePrompt(input);
    case 'mart':
      return martPrompt(input);
    case 'tests':
      return testsPrompt(input);
    case 'documentation':
      return documentationPrompt(input);
  }
}

function tokensFor({ text }: EncodedSchema): number {
  return Math.max(USER_TOKENS, Math.ceil(estimateTokens(text)) + OTHER_TOKENS);
}

/** What a prompt tells of the project: the same for all calls of a run. */
function projectWords({ context, draft, request, businessContext, voice = [] }: RefineInput) {
  return {
    strategy: draft.strategy,
    request: request?.text ?? null,
    goals: request?.goals ?? [],
    existing: {
      models: context.existing_models.filter((model) => !model.generated && model.package === null),
      sources: context.existing_sources
        .filter((source) => !source.generated && source.package === null)
        .map(({ name, tables }) => ({ name, tables: tables.map((table) => table.name) })),
    },
    style: context.style,
    voice,
    businessContext,
  };
}

/** Questions whose id names one of the tables. */
function questionsAbout(tables: readonly KnownTable[], known: Known): Question[] {
  const names = tables.map(({ table }) => known.nameOf(table));
  return known.questions.filter(({ id }) => {
    const about = id.slice(id.indexOf(':') + 1);
    return names.some((name) => about === name || about.startsWith(`${name}.`));
  });
}

/** What SQL may read: models about the tables, and what the draft makes of several; no rules where none can be written. */
function sqlWords(
  tables: readonly KnownTable[],
  { context, readable }: RefineInput,
): Pick<ModelPromptInput, 'models' | 'sqlRules'> {
  const adapter = adapterOf(context);
  if (!readable || readable.size === 0 || !canBeWritten(adapter)) return { models: new Map(), sqlRules: [] };
  return { models: modelsAbout(tables, readable), sqlRules: writtenSqlRules(adapter) };
}

/** Models of the tables first, then all others, so that what is left out is what is farthest. */
function modelsAbout(tables: readonly KnownTable[], readable: ReadableModels): ReadableModels {
  const own = new Set(
    tables.flatMap(({ mart, staging, totals }) => [mart?.name, staging?.name, ...totals.map(({ name }) => name)]),
  );
  const names = [...readable.keys()].sort();
  const ordered = [...names.filter((name) => own.has(name)), ...names.filter((name) => !own.has(name))];
  return new Map(ordered.map((name) => [name, readable.get(name) ?? []]));
}

/** The tables that a request is most about, by the words that they share with it. */
export function tablesAbout(text: string, tables: readonly KnownTable[], most: number): readonly KnownTable[] {
  const words = new Set(nameTokens(text.slice(0, 2_000).replace(/[^\p{L}\p{N}_]+/gu, '_')));
  const shared = ({ table }: KnownTable): number => nameTokens(table.name).filter((token) => words.has(token)).length;
  return tables
    .map((table, index) => ({ table, index, shared: shared(table) }))
    .sort((a, b) => b.shared - a.shared || a.index - b.index)
    .slice(0, most)
    .sort((a, b) => a.index - b.index)
    .map(({ table }) => table);
}

/** An item that did not hold; `section` null: the reply as a whole. */
export type RepairItem = Omit<FailedItem, 'section'> & { readonly section: FailedItem['section'] | null };

/** Asks for items that did not hold once more, with the reasons, and for nothing else. */
export function repairWords(
  { shown, tables }: Worded & Pick<Part, 'tables'>,
  items: readonly RepairItem[],
  input: RefineInput,
): Prompt {
  const isSql = items.some(({ section }) => section === 'models');
  const { models, sqlRules } = sqlWords(tables, input);
  return repairPrompt({
    strategy: input.draft.strategy,
    schema: shown.schema,
    failing: items.map(({ section, item, why }) => ({
      item: section === null ? String(item) : JSON.stringify({ [section]: [item] }),
      problem: why,
    })),
    ...(isSql && sqlRules.length > 0 ? { models, sqlRules } : {}),
    tokens: tokensFor(shown.schema),
  });
}
