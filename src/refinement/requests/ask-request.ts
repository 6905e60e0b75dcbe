import type { Catalog, TableRef } from '../../catalog/catalog.ts';
import { refOf, tableKey, tableLabel } from '../../catalog/catalog.ts';
import type { Warning } from '../../plan/plan.ts';
import { nameSome } from '../../planner/name-some.ts';
import { uniqueTables } from '../../planner/requests/named-tables.ts';
import type { ReadRequest } from '../../planner/requests/read-request.ts';
import type { Request, RequestPart } from '../../planner/requests/request.ts';
import type { Prompt } from '../../prompts/prompt.ts';
import { requestPrompt } from '../../prompts/request.ts';
import type { EncodedSchema } from '../../prompts/schema/encoded-schema.ts';
import type { Usage } from '../../providers/provider.ts';
import { NO_USAGE } from '../../providers/provider.ts';
import type { Answer } from '../ask/ask-model.ts';
import { openModel } from '../ask/ask-model.ts';
import { parseReply } from '../ladder/parse-reply.ts';
import type { LooseReply } from '../ladder/read-reply.ts';
import { readReply } from '../ladder/read-reply.ts';
import { numbersOf, Unresolved } from '../ladder/resolve-names.ts';
import type { Questioning } from '../refinement.ts';
import { partsOf } from '../settle-goals.ts';

/** A request as its words alone were understood, and what it is about. */
export interface RequestQuestion {
  readonly read: ReadRequest;
  readonly catalog: Catalog;
  readonly strategy: 'greenfield' | 'brownfield';
  readonly businessContext: string | null;
}

/** The request as the model completed it: at worst as it was. */
export interface AskedRequest {
  readonly read: ReadRequest;
  readonly warnings: readonly Warning[];
  readonly usage: Usage;
}

/** Numbers of tables, and perhaps a few goals. */
const REPLY_TOKENS = 300;

/** What would be asked of a model about a request; null where its words say all that is needed. Pure. */
export function requestPromptOf({ read, catalog, strategy, businessContext }: RequestQuestion): Prompt | null {
  const request = 'request' in read ? read.request : read.unread;
  if (!request?.parts.some(isOpen)) return null;
  const tables = new Map(
    catalog.tables.map((table, at) => [at + 1, { ...refOf(table), columns: table.columns.map(({ name }) => name) }]),
  );
  return requestPrompt({ strategy, request: request.text, goals: request.goals, businessContext, tables });
}

/**
 * Has a model say which tables a request is about where its words leave that open: sums, and names that nothing bears. What words
 * select stays; tables that are not there are dropped; whatever comes back, the request is at worst what its words said. Never
 * rejects.
 */
export async function askRequest(question: RequestQuestion, asking: Questioning): Promise<AskedRequest> {
  const prompt = requestPromptOf(question);
  const { read, catalog } = question;
  const request = 'request' in read ? read.request : read.unread;
  if (prompt === null || request === null) return { read, warnings: [], usage: NO_USAGE };
  const model = openModel(asking);
  try {
    const answer = await model.ask(prompt, REPLY_TOKENS);
    const reply = 'text' in answer ? replyOf(answer.text) : null;
    const usage = model.usage();
    if (reply === null) return { read, warnings: [unreadWarning(whyNot(answer))], usage };
    if (answer.status === 'complete') await answer.keep();
    const completed = complete(request, knownTables(reply.tables, catalog), reply.goals);
    if (completed === null) return { read, warnings: [unreadWarning('it names no table')], usage };
    return { read: { request: completed }, warnings: readWarnings(request, completed), usage };
  } finally {
    model.close();
  }
}

/** Whether words leave open which tables a part is about. */
function isOpen({ tables, summary, missing }: RequestPart): boolean {
  return summary !== null || missing.length > 0 || tables?.length === 0;
}

function replyOf(text: string): LooseReply | null {
  const parsed = parseReply(text);
  return parsed && (readReply(parsed.value)?.reply ?? null);
}

/** The tables that a reply names, by number or name. */
function knownTables(said: LooseReply['tables'], catalog: Catalog): TableRef[] {
  const tables = new Map(
    catalog.tables.map((table, at) => [at + 1, { table: refOf(table), columns: new Map<number, string>() }]),
  );
  const schema: EncodedSchema = { text: '', tables, leftOut: [] };
  const numbers = numbersOf(schema);
  const found = said.flatMap((id) => {
    try {
      return [numbers.table(id).table];
    } catch (error) {
      if (error instanceof Unresolved) return [];
      throw error;
    }
  });
  const keys = new Set(found.map(tableKey));
  // In the order of the catalog: what a model says first decides nothing.
  return catalog.tables.filter((table) => keys.has(tableKey(table))).map(refOf);
}

/** The request with tables where its words left them open; null where it still names none. */
function complete(request: Request, tables: readonly TableRef[], said: LooseReply['goals']): Request | null {
  const parts = request.parts.map((part) => {
    if (!isOpen(part) || tables.length === 0) return part;
    return { ...part, tables: uniqueTables([...(part.tables ?? []), ...tables]), missing: [] };
  });
  if (parts.every((part) => part.tables?.length === 0) && request.acts.length === 0) return null;
  return {
    ...request,
    parts,
    tables: parts.some((part) => part.tables === null)
      ? null
      : uniqueTables(parts.flatMap((part) => part.tables ?? [])),
    goals: [...request.goals, ...partsOf(request.goals, said)],
  };
}

function whyNot(answer: Answer): string {
  if ('said' in answer) return answer.said;
  if ('text' in answer) return 'what it answered could not be read';
  return answer.status === 'budget' ? 'the budget of tokens is too small' : 'the time was over';
}

function unreadWarning(why: string): Warning {
  return {
    code: 'request_unread',
    text: `the model did not say which tables the request is about (${why}); its words decide`,
  };
}

function readWarnings(before: Request, after: Request): Warning[] {
  const known = new Set(before.tables?.map(tableKey));
  const added = (after.tables ?? []).filter((table) => !known.has(tableKey(table)));
  if (added.length === 0) return [];
  return [
    {
      code: 'request_read',
      text: `the model takes the request to be about ${nameSome(added.map(tableLabel))} as well`,
    },
  ];
}
