import type { TableRef } from '../catalog/catalog.ts';
import type { PromptInput } from './prompt-input.ts';
import type { Prompt } from './prompt.ts';
import { writeName } from './schema/write-name.ts';
import { businessSection } from './sections/business-section.ts';
import { fitBudget } from './sections/fit-budget.ts';
import { requestLines } from './sections/project-sections.ts';
import { replyRules } from './words/reply-rules.ts';
import { systemText } from './words/system-text.ts';

/** What is told of a request that its words alone do not explain: the tables by name, none of their rows. */
export interface RequestPromptInput extends Pick<PromptInput, 'strategy' | 'goals' | 'businessContext'> {
  readonly request: string;
  /** By the number under which a reply names it. */
  readonly tables: ReadonlyMap<number, TableRef & { readonly columns: readonly string[] }>;
}

/** Tokens of the list of tables; of larger catalogs the end is left out, and counted. */
const TABLE_TOKENS = 12_000;
const USER_TOKENS = 15_000;
/** Of more tables, names alone. */
const MOST_WITH_COLUMNS = 250;
const MOST_COLUMNS = 12;

/** Asks which tables a request is about, and what it asks for in parts. */
export function requestPrompt({ strategy, request, goals, businessContext, tables }: RequestPromptInput): Prompt {
  const system = systemText(TASK, strategy, [replyRules(['tables', 'goals'])]);
  const isShort = tables.size > MOST_WITH_COLUMNS;
  const schemas = new Set([...tables.values()].map(({ schema }) => schema));
  const items = [...tables].map(([number, { schema, name, columns }]) => {
    const home = schema === undefined || schemas.size === 1 ? '' : `${writeName(schema)}.`;
    const shown = isShort ? [] : columns.slice(0, MOST_COLUMNS).map(writeName);
    return `${number} ${home}${writeName(name)}${shown.length === 0 ? '' : `: ${shown.join(' ')}`}`;
  });
  const sections = [
    businessSection(businessContext),
    { name: 'request', what: 'lines of the request', items: requestLines(request, goals) },
    { name: 'tables', what: 'tables', items, most: TABLE_TOKENS },
  ];
  const { text, leftOut } = fitBudget(sections, USER_TOKENS);
  return { system, user: `${text}\n${ENDING}`, leftOut };
}

const TASK =
  'Read the request: which raw tables does it need, as numbers of <tables>? Each line there is a number, a name, and the first columns. Only the tables that it needs itself: what these refer to comes along.';
const ENDING =
  'Reply with tables and goals. In tables list each table that the request needs, also where that is all of them; [] means that you cannot tell. In goals, split a goal only where it asks for several models.';
