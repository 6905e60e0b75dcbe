import { isMapping, mappingOf } from '../../../src/yaml/mapping.ts';
import type { Asked, Dialect, HttpReply, Stop, VendorError, VendorRequest, Written } from './dialect.ts';
import { jsonReply } from './dialect.ts';
import { geminiError, geminiType, refuseGemini } from './gemini-request.ts';
import { textOf } from './text-of.ts';
import type { VendorOptions, VendorServer } from './vendor-server.ts';
import { startVendor } from './vendor-server.ts';

export const GEMINI_KEY = 'AIzaSyFake0123456789abcdefABCDEF0123456';

/** generativelanguage.googleapis.com as far as `generateContent` goes. `url` is without `/v1beta`, as `baseUrl` of the SDK is. */
export function startGemini(options: VendorOptions & { readonly key?: string } = {}): Promise<VendorServer> {
  return startVendor(geminiDialect(options.key ?? GEMINI_KEY), options);
}

function geminiDialect(key: string): Dialect {
  return {
    vendor: 'gemini',
    refuse: (request) => refuseGemini(request, key),
    read,
    reply,
    error,
    // vendor-facts.md 5 and dcdpr/jp pull 1061: no headers, neither here nor on a 429.
    limitHeaders: () => ({}),
    thinks: () => true,
    context: () => 1_048_576,
    // inference.md 5 (ai.google.dev/gemini-api/docs/caching): implicit, from 2,048 tokens on, 4,096 for the 3 line.
    cacheRule: (model) => ({ least: model.startsWith('gemini-2') ? 2_048 : 4_096, step: 1 }),
  };
}

function read({ body, path }: VendorRequest): Asked {
  const { contents, systemInstruction, generationConfig } = mappingOf(body);
  const config = mappingOf(generationConfig);
  const shape = config['responseJsonSchema'] ?? config['responseSchema'];
  const most = config['maxOutputTokens'];
  return {
    model: /models\/([^:]+):/.exec(path)?.[1] ?? '',
    system: textOf(mappingOf(systemInstruction)['parts']),
    prompt: (Array.isArray(contents) ? contents : []).map((one) => textOf(mappingOf(one)['parts'])).join('\n'),
    schema: isMapping(shape) ? shape : null,
    maxTokens: typeof most === 'number' ? most : null,
    marked: null,
    tool: null,
  };
}

const FINISH: Readonly<Record<Stop, string>> = {
  end: 'STOP',
  truncated: 'MAX_TOKENS',
  truncated_empty: 'MAX_TOKENS',
  refused: 'SAFETY',
  filtered: 'SAFETY',
  recitation: 'RECITATION',
  prohibited: 'PROHIBITED_CONTENT',
  blocked_prompt: '',
  nothing: '',
};

/**
 * `GenerateContentResponse` of the API reference. A candidate that was stopped has no `content`; a cut with no room left
 * after thinking has a `content` without `parts`; a blocked prompt has no candidates (vendor-facts.md 11).
 */
function reply({ asked, text, stop, spent, nth }: Written): HttpReply {
  const wrote = stop === 'end' || stop === 'truncated';
  const parts = [{ text, thoughtSignature: 'ZmFrZQ==' }];
  const content = wrote
    ? { content: { parts, role: 'model' } }
    : stop === 'truncated_empty'
      ? { content: { role: 'model' } }
      : {};
  const ratings = [{ category: 'HARM_CATEGORY_DANGEROUS_CONTENT', probability: 'HIGH', blocked: true }];
  const stopped = ['refused', 'filtered'].includes(stop) ? { safetyRatings: ratings } : {};
  const counted = { promptTokenCount: spent.input, totalTokenCount: spent.input + spent.output + spent.thinking };
  const body = {
    ...(FINISH[stop] === '' ? {} : { candidates: [{ ...content, finishReason: FINISH[stop], index: 0, ...stopped }] }),
    ...(stop === 'blocked_prompt' ? { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } } : {}),
    usageMetadata: {
      ...counted,
      ...(spent.output > 0 && wrote ? { candidatesTokenCount: spent.output } : {}),
      ...(spent.cached > 0 ? { cachedContentTokenCount: spent.cached } : {}),
      ...(spent.thinking > 0 ? { thoughtsTokenCount: spent.thinking } : {}),
    },
    modelVersion: asked.model,
    responseId: `fake${nth}`,
  };
  return jsonReply(200, body);
}

const TOO_LONG = { tokens: 1_200_000, most: 1_048_576 };

/** diegosouzapw/OmniRoute issue 9504 shows 429 bodies of 2026 whole; ai.google.dev/gemini-api/docs/troubleshooting the others. */
function error(
  name: VendorError,
  { message, waitMs = 20_000, model = 'gemini', prompt = TOO_LONG }: Parameters<Dialect['error']>[1],
): HttpReply {
  const limited = (metric: string, quotaId: string): HttpReply => {
    const said = `You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits. To monitor your current usage, head to: https://ai.dev/rate-limit. \n* Quota exceeded for metric: generativelanguage.googleapis.com/${metric}, limit: 20, model: ${model}\nPlease retry in ${waitMs / 1_000}s.`;
    const links = [
      { description: 'Learn more about Gemini API quotas', url: 'https://ai.google.dev/gemini-api/docs/rate-limits' },
    ];
    const violation = {
      quotaMetric: `generativelanguage.googleapis.com/${metric}`,
      quotaId,
      quotaDimensions: { location: 'global', model },
      quotaValue: '20',
    };
    const details = [
      { '@type': geminiType('Help'), links },
      { '@type': geminiType('QuotaFailure'), violations: [violation] },
      { '@type': geminiType('RetryInfo'), retryDelay: `${waitMs / 1_000}s` },
    ];
    return geminiError(429, 'RESOURCE_EXHAUSTED', { message: message ?? said, details });
  };
  const plain = (code: number, status: string, said: string) => geminiError(code, status, { message: message ?? said });
  switch (name) {
    case 'limited_requests':
      return limited('generate_content_paid_tier_requests', 'GenerateRequestsPerMinutePerProjectPerModel');
    case 'limited_tokens':
      return limited(
        'generate_content_paid_tier_input_token_count',
        'GenerateContentPaidTierInputTokensPerModelPerMinute',
      );
    case 'no_quota':
      return limited('generate_content_free_tier_requests', 'GenerateRequestsPerDayPerProjectPerModel-FreeTier');
    case 'forbidden':
      return plain(403, 'PERMISSION_DENIED', 'The caller does not have permission');
    case 'too_large':
      return plain(
        400,
        'INVALID_ARGUMENT',
        `The input token count (${prompt.tokens}) exceeds the maximum number of tokens allowed (${prompt.most}).`,
      );
    case 'server_error':
      return plain(
        500,
        'INTERNAL',
        'An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting',
      );
    case 'unavailable':
    case 'overloaded':
      return plain(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.');
    case 'timeout':
      return plain(504, 'DEADLINE_EXCEEDED', 'Deadline expired before operation could complete.');
  }
}
