import type { JsonSchema } from '../../../src/providers/provider.ts';
import { isMapping, mappingOf } from '../../../src/yaml/mapping.ts';
import type { HttpReply, VendorRequest } from './dialect.ts';
import { jsonReply } from './dialect.ts';
import { openaiSchemaProblem } from './openai-schema-limits.ts';

/** `ChatCompletionCreateParamsBase` of openai/resources/chat/completions/completions.d.ts (6.49). */
const PARAMETERS = new Set(
  (
    'messages model audio frequency_penalty function_call functions logit_bias logprobs max_completion_tokens max_tokens metadata ' +
    'modalities moderation n parallel_tool_calls prediction presence_penalty prompt_cache_key prompt_cache_options ' +
    'prompt_cache_retention reasoning_effort response_format safety_identifier seed service_tier stop store stream stream_options ' +
    'temperature tool_choice tools top_logprobs top_p user verbosity web_search_options'
  ).split(' '),
);
/** Families of `ChatModel` in openai/resources/shared.d.ts, and what src/providers/models.ts names beyond them. */
const MODELS =
  /^(gpt-4o(-mini)?|gpt-4\.1(-mini|-nano)?|gpt-4(-turbo)?|gpt-3\.5-turbo|gpt-[56](\.\d)?(-(sol|terra|luna|mini|nano|pro|codex|chat-latest))?|o1|o3|o3-mini|o4-mini|chatgpt-4o-latest)(-\d{4}-\d{2}-\d{2})?$/;

export function reasons(model: string): boolean {
  return /^(o\d|gpt-[56])/.test(model) && !model.endsWith('-chat-latest');
}

/** github.com/chatanywhere/GPT_API_free/issues/62 shows the whole body; the others have the same four fields. */
export function openaiError(
  status: number,
  error: { message: string; type?: string; param?: string | null; code?: string | null },
): HttpReply {
  return jsonReply(status, { error: { type: 'invalid_request_error', param: null, code: null, ...error } });
}

/** What api.openai.com/v1/chat/completions would not take. */
export function refuseOpenai(request: VendorRequest, key: string): HttpReply | null {
  return refuseDoor(request, key) ?? refuseBody(mappingOf(request.body));
}

function refuseDoor({ method, path, headers, body }: VendorRequest, key: string): HttpReply | null {
  if (path.split('?')[0] !== '/v1/chat/completions')
    return openaiError(404, { message: `Invalid URL (${method} ${path})` });
  if (method !== 'POST') return openaiError(405, { message: `Not allowed to ${method} on ${path}.` });
  const given = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
  if (given === undefined) {
    return openaiError(401, {
      message:
        "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth " +
        '(i.e. Authorization: Bearer YOUR_KEY).',
    });
  }
  if (given !== key) {
    const message = `Incorrect API key provided: ${masked(given)}. You can find your API key at https://platform.openai.com/account/api-keys.`;
    return openaiError(401, { message, code: 'invalid_api_key' });
  }
  if (!headers['content-type']?.startsWith('application/json')) {
    return openaiError(400, {
      message: `Unsupported content type: '${headers['content-type'] ?? ''}'. This API method only accepts 'application/json' requests.`,
      code: 'unsupported_content_type',
    });
  }
  return isMapping(body) ? null : openaiError(400, { message: 'We could not parse the JSON body of your request.' });
}

/** OpenAI shows the ends of a key, and a short one whole (continuedev/continue issues 9358 and 12660). */
function masked(key: string): string {
  return key.length < 12 ? key : `${key.slice(0, 8)}${'*'.repeat(key.length - 12)}${key.slice(-4)}`;
}

function refuseBody(body: JsonSchema): HttpReply | null {
  const unknown = Object.keys(body).find((name) => !PARAMETERS.has(name));
  if (unknown !== undefined) return openaiError(400, { message: `Unrecognized request argument supplied: ${unknown}` });
  if (body['stream'] === true) return openaiError(400, { message: 'This fake does not stream.', param: 'stream' });
  const model = body['model'];
  if (typeof model !== 'string') return openaiError(400, { message: 'you must provide a model parameter' });
  if (!MODELS.test(model)) {
    const message = `The model \`${model}\` does not exist or you do not have access to it.`;
    return openaiError(404, { message, code: 'model_not_found' });
  }
  return refuseMessages(body['messages']) ?? refuseSampling(model, body) ?? refuseFormat(body);
}

function refuseMessages(messages: unknown): HttpReply | null {
  if (!Array.isArray(messages)) {
    const message = "Missing required parameter: 'messages'.";
    return openaiError(400, { message, param: 'messages', code: 'missing_required_parameter' });
  }
  const roles = ['developer', 'system', 'user', 'assistant', 'tool', 'function'];
  const odd = messages.findIndex((message) => !roles.includes(String(mappingOf(message)['role'])));
  if (messages.length > 0 && odd === -1) return null;
  return messages.length === 0
    ? openaiError(400, { message: "Invalid 'messages': empty array.", param: 'messages', code: 'empty_array' })
    : openaiError(400, { message: `Invalid value: messages[${odd}].role.`, param: 'messages', code: 'invalid_value' });
}

/**
 * Wordings and codes: clarity-agent issue 59 (max_tokens), Cursor-Azure-GPT-5 issue 33 and llmcomp issue 69 (temperature, up to
 * gpt-5.4), langchain_dart issue 712 (reasoning_effort of a model that does not reason).
 */
function refuseSampling(model: string, body: JsonSchema): HttpReply | null {
  const unsupported = (param: string, message: string, code: string) => openaiError(400, { message, param, code });
  if (!reasons(model)) {
    if ('reasoning_effort' in body) {
      return openaiError(400, { message: 'Unrecognized request argument supplied: reasoning_effort' });
    }
  } else {
    if ('max_tokens' in body) {
      const message =
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.";
      return unsupported('max_tokens', message, 'unsupported_parameter');
    }
    for (const name of ['temperature', 'top_p', 'presence_penalty', 'frequency_penalty']) {
      const neutral = name.endsWith('penalty') ? 0 : 1;
      if (name in body && body[name] !== neutral) {
        const message = `Unsupported value: '${name}' does not support ${String(body[name])} with this model. Only the default (${neutral}) value is supported.`;
        return unsupported(name, message, 'unsupported_value');
      }
    }
    const efforts = effortsOf(model);
    if ('reasoning_effort' in body && !efforts.includes(String(body['reasoning_effort']))) {
      const message = `Unsupported value: 'reasoning_effort' does not support '${String(body['reasoning_effort'])}' with this model. Supported values are: ${efforts.map((one) => `'${one}'`).join(', ')}.`;
      return unsupported('reasoning_effort', message, 'unsupported_value');
    }
  }
  if (typeof body['temperature'] === 'number' && (body['temperature'] < 0 || body['temperature'] > 2)) {
    return unsupported(
      'temperature',
      "Invalid 'temperature': expected a value between 0 and 2.",
      'decimal_out_of_range',
    );
  }
  const cacheKey = body['prompt_cache_key'];
  if (typeof cacheKey === 'string' && cacheKey.length > 64) {
    const message = `Invalid 'prompt_cache_key': string too long. Expected a string with maximum length 64, but got a string with length ${cacheKey.length} instead.`;
    return unsupported('prompt_cache_key', message, 'string_above_max_length');
  }
  return null;
}

/** `reasoning_effort` in completions.d.ts: which values came with which model. */
function effortsOf(model: string): readonly string[] {
  if (/^o\d/.test(model)) return ['low', 'medium', 'high'];
  if (/^gpt-5(-|$)/.test(model)) return ['minimal', 'low', 'medium', 'high'];
  return model.startsWith('gpt-5.1') ? ['none', 'low', 'medium', 'high'] : ['none', 'low', 'medium', 'high', 'xhigh'];
}

/** github.com/epuerta9/deep-research-py/issues/19 (types); the guide to structured outputs (names, the word json). */
function refuseFormat(body: JsonSchema): HttpReply | null {
  if (!('response_format' in body)) return null;
  const format = mappingOf(body['response_format']);
  const type = String(format['type']);
  const refused = (message: string, param: string, code: string | null) => openaiError(400, { message, param, code });
  if (!['text', 'json_object', 'json_schema'].includes(type)) {
    const message = `Invalid value: '${type}'. Supported values are: 'json_object', 'json_schema', and 'text'.`;
    return refused(message, 'response_format.type', 'invalid_value');
  }
  if (type === 'json_object' && !/json/i.test(JSON.stringify(body['messages']))) {
    const message =
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.";
    return refused(message, 'messages', null);
  }
  if (type !== 'json_schema') return null;
  const { name, schema, strict } = mappingOf(format['json_schema']);
  if (typeof name !== 'string') {
    const param = 'response_format.json_schema.name';
    return refused(`Missing required parameter: '${param}'.`, param, 'missing_required_parameter');
  }
  if (!/^[a-zA-Z0-9_-]{1,64}$/.test(name)) {
    const message =
      "Invalid 'response_format.json_schema.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.";
    return refused(message, 'response_format.json_schema.name', 'invalid_value');
  }
  const problem = strict === true ? openaiSchemaProblem(name, mappingOf(schema)) : null;
  return problem === null ? null : refused(problem, 'response_format', null);
}
