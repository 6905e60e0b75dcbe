import type { JsonSchema } from '../../../src/providers/provider.ts';
import { isMapping, mappingOf } from '../../../src/yaml/mapping.ts';
import { ANTHROPIC_LIMITS, anthropicSchemaProblem, sizeProblem } from './anthropic-schema-limits.ts';
import type { HttpReply, VendorRequest } from './dialect.ts';
import { jsonReply } from './dialect.ts';
import { textOf } from './text-of.ts';

/** `MessageCreateParamsBase` of @anthropic-ai/sdk/resources/messages/messages.d.ts (1.12). */
const PARAMETERS = new Set(
  (
    'model max_tokens messages cache_control container diagnostics inference_geo metadata output_config service_tier speed ' +
    'stop_sequences stream system thinking tool_choice tools'
  ).split(' '),
);
const SAMPLING = ['temperature', 'top_p', 'top_k'];
/** `Model` of the same file. */
const MODELS =
  /^claude-((fable|mythos)-5(-[12])?|mythos-preview|haiku-5-5|sonnet-5(-5)?|opus-5(-5)?|opus-4-[5678]|sonnet-4-[56]|haiku-4-5)(-\d{8})?$/;

/** platform.claude.com/docs/en/api/errors, "Error shapes"; SDK: core/error.mjs reads `error.type` and `request-id`. */
export function anthropicError(status: number, type: string, message: string): HttpReply {
  const request_id = 'req_011CFakeFakeFakeFakeFake';
  return jsonReply(status, { type: 'error', error: { type, message }, request_id }, { 'request-id': request_id });
}

const invalid = (message: string): HttpReply => anthropicError(400, 'invalid_request_error', message);

/** Output of the models of the 4 line; of later ones the page was not to be had, so that twice as much is taken. */
function mostOutput(model: string): number {
  return /-4-\d/.test(model) ? 64_000 : 128_000;
}

/** What api.anthropic.com/v1/messages would not take. */
export function refuseAnthropic(request: VendorRequest, key: string): HttpReply | null {
  return refuseDoor(request, key) ?? refuseBody(mappingOf(request.body), String(request.headers['anthropic-version']));
}

/** The SDK sends `Authorization: Bearer` since 1.0; with both headers `x-api-key` counts (qiita.com/Synthorai/items/01a0067e88747257a4e6). */
function refuseDoor({ method, path, headers, body }: VendorRequest, key: string): HttpReply | null {
  if (path.split('?')[0] !== '/v1/messages') return anthropicError(404, 'not_found_error', 'Not Found');
  if (method !== 'POST') return anthropicError(405, 'invalid_request_error', 'Method Not Allowed');
  const [own, bearer] = [headers['x-api-key'], headers.authorization];
  if (own === undefined && bearer === undefined) {
    return anthropicError(401, 'authentication_error', 'x-api-key header is required');
  }
  if ((own ?? bearer?.replace(/^Bearer /, '')) !== key) {
    return anthropicError(
      401,
      'authentication_error',
      own === undefined ? 'Invalid bearer token' : 'invalid x-api-key',
    );
  }
  const version = headers['anthropic-version'];
  if (version === undefined) return invalid('anthropic-version: header is required');
  if (!['2023-01-01', '2023-06-01', '2026-10-21'].includes(String(version))) {
    return invalid(`anthropic-version: "${String(version)}" is not a valid version`);
  }
  if (!headers['content-type']?.startsWith('application/json'))
    return invalid('content-type: must be application/json');
  return isMapping(body) ? null : invalid('The request body is not valid JSON.');
}

function refuseBody(body: JsonSchema, version: string): HttpReply | null {
  // platform.claude.com/docs/en/api/migration-2026-10-21: refused even at the value that was the default.
  const extra = Object.keys(body).find(
    (name) => !PARAMETERS.has(name) && !(SAMPLING.includes(name) && version < '2026-10-21'),
  );
  if (extra !== undefined) return invalid(`${extra}: Extra inputs are not permitted`);
  if (body['stream'] === true) return invalid('stream: this fake does not stream');
  const { model, max_tokens: most } = body;
  if (typeof model !== 'string') return invalid('model: Field required');
  if (!MODELS.test(model)) return anthropicError(404, 'not_found_error', `model: ${model}`);
  if (most === undefined) return invalid('max_tokens: Field required');
  if (typeof most !== 'number' || !Number.isInteger(most))
    return invalid('max_tokens: Input should be a valid integer');
  if (most < 1) return invalid('max_tokens: Input should be greater than or equal to 1');
  if (most > mostOutput(model)) {
    return invalid(
      `max_tokens: ${most} > ${mostOutput(model)}, which is the maximum allowed number of output tokens for ${model}`,
    );
  }
  return refuseMessages(body) ?? refuseThinking(body) ?? refuseShape(body);
}

function refuseMessages({ messages, system, tools }: JsonSchema): HttpReply | null {
  if (messages === undefined) return invalid('messages: Field required');
  const all = Array.isArray(messages) ? messages.map(mappingOf) : [];
  if (all.length === 0) return invalid('messages: at least one message is required');
  const odd = all.findIndex((message) => !['user', 'assistant', 'system'].includes(String(message['role'])));
  if (odd !== -1) return invalid(`messages.${odd}.role: Input should be 'user' or 'assistant'`);
  if (all[0]?.['role'] !== 'user') return invalid('messages: first message must use the "user" role');
  if (all.some((message) => textOf(message['content']) === '')) {
    return invalid('messages: text content blocks must be non-empty');
  }
  // Since 4.6 the reply cannot be begun for the model (platform.claude.com/docs/en/about-claude/models/migration-guide).
  if (all.at(-1)?.['role'] === 'assistant') {
    return invalid(
      'This model does not support assistant message prefill. The conversation must end with a user message.',
    );
  }
  if (Array.isArray(system) && system.some((block) => textOf([block]) === '')) {
    return invalid('system: text content blocks must be non-empty');
  }
  const marks = JSON.stringify([messages, system, tools]).match(/"cache_control":\{/g)?.length ?? 0;
  return marks > 4 ? invalid(`A maximum of 4 blocks with cache_control may be provided. Found ${marks}.`) : null;
}

/** platform.claude.com/docs/en/build-with-claude/extended-thinking. */
function refuseThinking({ thinking, max_tokens: most, tool_choice: choice }: JsonSchema): HttpReply | null {
  const { type, budget_tokens: budget } = mappingOf(thinking);
  if (thinking === undefined || type === 'disabled') return null;
  if (!['enabled', 'adaptive'].includes(String(type)))
    return invalid(`thinking.type: Input tag '${String(type)}' is not known`);
  if (['tool', 'any'].includes(String(mappingOf(choice)['type']))) {
    return invalid('Thinking may not be enabled when tool_choice forces tool use.');
  }
  if (type === 'adaptive') return null;
  if (Number(budget) < 1_024)
    return invalid('thinking.enabled.budget_tokens: Input should be greater than or equal to 1024');
  return Number(budget) < Number(most) ? null : invalid('`max_tokens` must be greater than `thinking.budget_tokens`.');
}

function refuseShape(body: JsonSchema): HttpReply | null {
  const { format, effort, ...rest } = mappingOf(body['output_config']);
  const extra = Object.keys(rest)[0];
  if (extra !== undefined) return invalid(`output_config.${extra}: Extra inputs are not permitted`);
  if (effort !== undefined && !['low', 'medium', 'high', 'xhigh', 'max'].includes(effort as string)) {
    return invalid("output_config.effort: Input should be 'low', 'medium', 'high', 'xhigh' or 'max'");
  }
  // platform.claude.com/docs/en/build-with-claude/effort lists Opus 4.5 and later, Sonnet 4.6 and later.
  if (effort !== undefined && /-(haiku|sonnet)-4-5/.test(String(body['model']))) {
    return invalid('This model does not support the effort parameter.');
  }
  if (isMapping(format)) {
    const odd = Object.keys(format).find((name) => !['type', 'schema'].includes(name));
    if (odd !== undefined) return invalid(`output_config.format.${odd}: Extra inputs are not permitted`);
    if (format['type'] !== 'json_schema') return invalid("output_config.format.type: Input should be 'json_schema'");
    const problem = anthropicSchemaProblem(mappingOf(format['schema']));
    if (problem) return invalid(`output_config.format.schema: ${problem}`);
  }
  return refuseTools(body);
}

function refuseTools({ tools, tool_choice: choice }: JsonSchema): HttpReply | null {
  const all = (Array.isArray(tools) ? tools : []).map(mappingOf);
  for (const [at, tool] of all.entries()) {
    const problem = tool['strict'] === true ? anthropicSchemaProblem(mappingOf(tool['input_schema'])) : null;
    if (problem) return invalid(`tools.${at}.custom: ${problem}`);
    if (!/^[a-zA-Z0-9_-]{1,128}$/.test(String(tool['name']))) {
      return invalid(`tools.${at}.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'`);
    }
  }
  const strict = all.filter((tool) => tool['strict'] === true);
  if (strict.length > ANTHROPIC_LIMITS.strictTools) {
    return invalid(`Too many strict tools (${strict.length}). The maximum is ${ANTHROPIC_LIMITS.strictTools}.`);
  }
  const { type, name } = mappingOf(choice);
  if (type === 'tool' && !all.some((tool) => tool['name'] === name)) {
    return invalid(`Tool '${String(name)}' not found in provided tools`);
  }
  const problem = sizeProblem(strict.map((tool) => mappingOf(tool['input_schema'])));
  return problem === null ? null : invalid(problem);
}
