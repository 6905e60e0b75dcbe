import type { JsonSchema } from '../../../src/providers/provider.ts';
import { isMapping, mappingOf } from '../../../src/yaml/mapping.ts';
import type { HttpReply, VendorRequest } from './dialect.ts';
import { jsonReply } from './dialect.ts';
import { openaiDialect } from './openai-server.ts';
import type { VendorOptions, VendorServer } from './vendor-server.ts';
import { startVendor } from './vendor-server.ts';

/** Servers that understand OpenAI's HTTP, each in its own way. None wants a key. */
export const COMPATIBLE = ['ollama', 'vllm', 'lmstudio', 'gateway'] as const;
export type Compatible = (typeof COMPATIBLE)[number];

/** The one model that is loaded there. */
export const LOCAL_MODEL = 'qwen3:8b';

export async function startCompatible(kind: Compatible, options: VendorOptions = {}): Promise<VendorServer> {
  const dialect = { ...openaiDialect(''), limitHeaders: () => ({}), thinks: () => false };
  const server = await startVendor({ ...dialect, refuse: (request) => refuse(kind, request) }, options);
  return { ...server, url: `${server.url}/v1` };
}

function refuse(kind: Compatible, { method, path, body }: VendorRequest): HttpReply | null {
  if (method !== 'POST' || path !== '/v1/chat/completions')
    return { status: 404, headers: {}, body: '404 page not found' };
  if (!isMapping(body)) return ERRORS[kind](400, 'invalid JSON');
  if (body['model'] !== LOCAL_MODEL) return ERRORS[kind](404, noModel(kind, String(body['model'])));
  return REFUSALS[kind](body);
}

function noModel(kind: Compatible, model: string): string {
  // netease-youdao/QAnything issue 555 (Ollama), vllm-project/vllm issue 3485.
  return kind === 'ollama'
    ? `model "${model}" not found, try pulling it first`
    : `The model \`${model}\` does not exist.`;
}

/** The same thing said four ways: nested, flat, a string, and FastAPI's own. */
const ERRORS: Readonly<Record<Compatible, (status: number, message: string) => HttpReply>> = {
  ollama: (status, message) => jsonReply(status, { error: { message, type: 'api_error', param: null, code: null } }),
  // voideditor/void issue 128: no `error` around it.
  vllm: (code, message) => jsonReply(code, { object: 'error', message, type: 'BadRequestError', param: null, code }),
  // lmstudio-ai/lmstudio-bug-tracker issue 307: a string.
  lmstudio: (status, message) => jsonReply(status, { error: message }),
  gateway: (status, msg) => jsonReply(status, { detail: [{ type: 'extra_forbidden', loc: ['body'], msg }] }),
};

const REFUSALS: Readonly<Record<Compatible, (body: JsonSchema) => HttpReply | null>> = {
  // Takes what it knows and does not look at the rest.
  ollama: () => null,
  // An older vLLM: 1Panel-dev/MaxKB issue 2912.
  vllm(body) {
    const known = ['model', 'messages', 'max_tokens', 'temperature', 'response_format', 'stream'];
    const extra = Object.keys(body).find((name) => !known.includes(name));
    if (extra === undefined) return null;
    const said = `[{'type': 'extra_forbidden', 'loc': ('body', '${extra}'), 'msg': 'Extra inputs are not permitted', 'input': 800}]`;
    return ERRORS.vllm(400, said);
  },
  // lmstudio-ai/lmstudio-bug-tracker issues 169 and 307: no `json_object`.
  lmstudio(body) {
    const { type } = mappingOf(body['response_format']);
    if (type === undefined || type === 'json_schema' || type === 'text') return null;
    return ERRORS.lmstudio(400, "'response_format.type' must be 'json_schema' or 'text'");
  },
  // A gateway before a model without any mode for JSON, which says so with FastAPI's 422.
  gateway(body) {
    if (!('response_format' in body)) return null;
    const loc = ['body', 'response_format'];
    return jsonReply(422, { detail: [{ type: 'extra_forbidden', loc, msg: 'Extra inputs are not permitted' }] });
  },
};
