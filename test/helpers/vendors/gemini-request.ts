import type { JsonSchema } from '../../../src/providers/provider.ts';
import { isMapping, mappingOf } from '../../../src/yaml/mapping.ts';
import type { HttpReply, VendorRequest } from './dialect.ts';
import { jsonReply } from './dialect.ts';
import type { Violation } from './gemini-schema-limits.ts';
import { BARE, geminiJsonSchemaProblem, geminiProtoProblem, geminiProtoViolations } from './gemini-schema-limits.ts';

/** `GenerateContentRequest` and `GenerationConfig` of the API reference: ai.google.dev/api/generate-content. */
const PARAMETERS = [
  'contents',
  'tools',
  'toolConfig',
  'safetySettings',
  'systemInstruction',
  'generationConfig',
  'cachedContent',
  'model',
];
const GENERATION = (
  'stopSequences responseMimeType responseSchema responseJsonSchema responseModalities candidateCount maxOutputTokens temperature ' +
  'topP topK seed presencePenalty frequencyPenalty responseLogprobs logprobs enableEnhancedCivicAnswers speechConfig ' +
  'thinkingConfig imageConfig mediaResolution'
).split(' ');
/** firebase.google.com/docs/ai-logic/generate-structured-output names those of 2026. */
const MODELS =
  /^gemini-(2\.[05]|3(\.\d)?)-(pro|flash|flash-lite)(-preview)?(-[\d-]+|-latest)?$|^gemini-(pro|flash|flash-lite)-latest$/;

/** google.rpc.Status as JSON; the SDK reads `error.message` and `error.details` (handleResponseNotOk in dist/index.mjs). */
export function geminiError(
  code: number,
  status: string,
  error: { message: string; details?: readonly unknown[] },
): HttpReply {
  return jsonReply(
    code,
    { error: { code, status, ...error } },
    { server: 'scaffolding on HTTPServer2', vary: 'Origin' },
  );
}

export const geminiType = (name: string): string => `type.googleapis.com/google.rpc.${name}`;
const invalid = (message: string): HttpReply => geminiError(400, 'INVALID_ARGUMENT', { message });

/** What generativelanguage.googleapis.com/v1beta/models/X:generateContent would not take. */
export function refuseGemini(request: VendorRequest, key: string): HttpReply | null {
  const [path = '', query = ''] = request.path.split('?');
  const [, version, model, task] = /^\/(v1beta|v1)\/models\/([^/:]+):(\w+)$/.exec(path) ?? [];
  if (model === undefined || task !== 'generateContent') return { status: 404, headers: {}, body: '' };
  if (request.method !== 'POST') return { status: 404, headers: {}, body: '' };
  const given = request.headers['x-goog-api-key'] ?? new URLSearchParams(query).get('key');
  return (
    refuseKey(given, key) ??
    (isMapping(request.body) ? null : invalid('Invalid JSON payload received. Unexpected token.')) ??
    refuseModel(model, version ?? '') ??
    refuseFields(mappingOf(request.body)) ??
    refuseContents(mappingOf(request.body)) ??
    refuseConfig(model, mappingOf(mappingOf(request.body)['generationConfig']))
  );
}

/** PublicAffairs/openai-gemini issue 92 (no key), cequence-io/openai-scala-client issue 109 (a bad key is a 400). */
function refuseKey(given: unknown, key: string): HttpReply | null {
  if (given === undefined || given === null || given === '') {
    const message =
      "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.";
    return geminiError(403, 'PERMISSION_DENIED', { message });
  }
  if (given === key) return null;
  const message = 'API key not valid. Please pass a valid API key.';
  const metadata = { service: 'generativelanguage.googleapis.com' };
  const reason = { '@type': geminiType('ErrorInfo'), reason: 'API_KEY_INVALID', domain: 'googleapis.com', metadata };
  const localized = { '@type': geminiType('LocalizedMessage'), locale: 'en-US', message };
  return geminiError(400, 'INVALID_ARGUMENT', { message, details: [reason, localized] });
}

function refuseModel(model: string, version: string): HttpReply | null {
  if (MODELS.test(model)) return null;
  const message = `models/${model} is not found for API version ${version}, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.`;
  return geminiError(404, 'NOT_FOUND', { message });
}

/** Fields that the proto has not: MinLL/SkyrimNet-GamePlugin issue 77. Names in snake case are as good. */
function refuseFields(body: JsonSchema): HttpReply | null {
  const config = mappingOf(body['generationConfig']);
  const unknown = (names: readonly string[], known: readonly string[], at: string): Violation[] =>
    names
      .filter((name) => !known.includes(camel(name)))
      .map((name) => ({
        field: at,
        description: `Invalid JSON payload received. Unknown name "${name}"${at && ` at '${at}'`}: Cannot find field.`,
      }));
  const violations = [
    ...unknown(Object.keys(body), PARAMETERS, ''),
    ...unknown(Object.keys(config), GENERATION, 'generation_config'),
    ...(isMapping(config['responseSchema']) ? geminiProtoViolations(config['responseSchema']) : []),
  ];
  if (violations.length === 0) return null;
  return geminiError(400, 'INVALID_ARGUMENT', {
    message: violations.map((violation) => violation.description).join('\n'),
    details: [{ '@type': geminiType('BadRequest'), fieldViolations: violations }],
  });
}

function camel(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function refuseContents({ contents }: JsonSchema): HttpReply | null {
  const all = (Array.isArray(contents) ? contents : []).map(mappingOf);
  if (all.length === 0) return invalid('* GenerateContentRequest.contents: contents is not specified\n');
  const odd = all.some(({ role }) => role !== undefined && role !== 'user' && role !== 'model');
  if (odd) return invalid('Please use a valid role: user, model.');
  const empty = all.findIndex(({ parts }) => !Array.isArray(parts) || parts.length === 0);
  return empty === -1
    ? null
    : invalid(`* GenerateContentRequest.contents[${empty}].parts: contents.parts must not be empty.\n`);
}

/** ai.google.dev/gemini-api/docs/thinking (budgets and levels); /structured-output (the two schema fields exclude each other). */
function refuseConfig(model: string, config: JsonSchema): HttpReply | null {
  const { responseSchema, responseJsonSchema, responseMimeType, maxOutputTokens, temperature } = config;
  if (responseSchema !== undefined && responseJsonSchema !== undefined) return invalid(BARE);
  if ((responseSchema ?? responseJsonSchema) !== undefined && responseMimeType !== 'application/json') {
    return invalid(
      `* GenerateContentRequest.generation_config.response_mime_type: response_schema is not supported for mime type ${JSON.stringify(responseMimeType ?? 'text/plain')}\n`,
    );
  }
  if (maxOutputTokens !== undefined && !(Number(maxOutputTokens) >= 1 && Number(maxOutputTokens) <= 65_536)) {
    return invalid(
      `Unable to submit request because it has a maxOutputTokens value of ${JSON.stringify(maxOutputTokens)} but the supported range is from 1 (inclusive) to 65537 (exclusive). Update the value and try again.`,
    );
  }
  if (temperature !== undefined && !(Number(temperature) >= 0 && Number(temperature) <= 2)) {
    return invalid(
      '* GenerateContentRequest.generation_config.temperature: temperature must be in the range [0.0, 2.0].\n',
    );
  }
  const problem =
    refuseThinking(model, mappingOf(config['thinkingConfig'])) ??
    (isMapping(responseJsonSchema) ? geminiJsonSchemaProblem(responseJsonSchema) : null) ??
    (isMapping(responseSchema) ? geminiProtoProblem(responseSchema) : null);
  return problem === null ? null : invalid(problem);
}

function refuseThinking(model: string, { thinkingBudget: budget, thinkingLevel: level }: JsonSchema): string | null {
  if (budget !== undefined && level !== undefined)
    return 'You can only set only one of thinking budget and thinking level.';
  if (level !== undefined && !model.startsWith('gemini-3')) return 'Thinking level is not supported for this model.';
  const pro = /^gemini-[23][\d.]*-pro/.test(model);
  return budget === 0 && pro ? 'Budget 0 is invalid. This model only works in thinking mode.' : null;
}
