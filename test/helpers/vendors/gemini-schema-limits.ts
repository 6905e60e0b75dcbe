import type { JsonSchema } from '../../../src/providers/provider.ts';
import { isMapping, mappingOf } from '../../../src/yaml/mapping.ts';
import { schemaSize, walkSchema } from './json-schema-walk.ts';

/**
 * Nothing of this is documented but the keywords (ai.google.dev/gemini-api/docs/structured-output, "JSON Schema support"); all
 * numbers are what people measured: `maxItems` 960 in googleapis/python-genai issue 2170, 14,600 bytes the most that passed in
 * receptron/MulmoChat issue 123 (49,300 did not). The depth of js-genai issue 882 nobody measured: OpenAI's is taken.
 */
export const GEMINI_LIMITS = { maxItems: 960, bytes: 14_600, depth: 10 };

/** Of `responseJsonSchema`, from the type of that field in the API reference (GenerationConfig). */
const JSON_KEYWORDS = (
  '$id $defs $ref $anchor type format title description enum items prefixItems minItems maxItems minimum maximum anyOf oneOf ' +
  'properties additionalProperties required propertyOrdering'
).split(' ');
/** Fields of the proto `Schema`, which `responseSchema` is: ai.google.dev/api/caching#Schema. */
const PROTO_FIELDS = (
  'type format title description nullable enum maxItems minItems properties required minProperties maxProperties minLength ' +
  'maxLength pattern example anyOf propertyOrdering default items minimum maximum'
).split(' ');

/** What Gemini says of an argument that it will not name (vercel/ai issue 21192). */
export const BARE = 'Request contains an invalid argument.';
const TOO_MANY_STATES =
  'The specified schema produces a constraint that has too many states for serving.  Typical causes of this error are schemas with lots of text (for example, very long property or enum names), schemas with long array length limits (especially when nested), or schemas using complex value matchers (for example, integers or numbers with minimum/maximum bounds or strings with complex formats like date-time)';

/** Why Gemini would not serve a `responseJsonSchema`, in its words; null: it would. */
export function geminiJsonSchemaProblem(schema: JsonSchema): string | null {
  for (const node of walkSchema(schema)) {
    if (Object.keys(node.schema).some((key) => !JSON_KEYWORDS.includes(key))) return BARE;
    if ('$ref' in node.schema && Object.keys(node.schema).some((key) => !key.startsWith('$'))) return BARE;
  }
  return sizeProblem(expanded(schema, schema, 0));
}

/** A field that the proto has not: every one is named, at its place. */
export interface Violation {
  readonly field: string;
  readonly description: string;
}

export function geminiProtoViolations(schema: JsonSchema): readonly Violation[] {
  return [...walkSchema(schema)].flatMap(({ schema: node, path }) => {
    const field = ['generation_config.response_schema', ...protoPath(schema, path)].join('.');
    const unknown = Object.keys(node).filter((key) => !PROTO_FIELDS.includes(key));
    return [
      ...unknown.map((key) => ({
        field,
        description: `Invalid JSON payload received. Unknown name "${key}" at '${field}': Cannot find field.`,
      })),
      ...(Array.isArray(node['type'])
        ? [
            {
              field,
              description: `Invalid JSON payload received. Unknown name "type" at '${field}': Proto field is not repeating, cannot start list.`,
            },
          ]
        : []),
    ];
  });
}

export function geminiProtoProblem(schema: JsonSchema): string | null {
  for (const { schema: node, path } of walkSchema(schema)) {
    const at = ['GenerateContentRequest.generation_config.response_schema', ...protoPath(schema, path)].join('.');
    const type = String(node['type']).toUpperCase();
    if (type === 'OBJECT' && Object.keys(mappingOf(node['properties'])).length === 0) {
      return `* ${at}.properties: should be non-empty for OBJECT type\n`;
    }
    if (type === 'ARRAY' && !isMapping(node['items'])) return `* ${at}.items: missing field.\n`;
    if (node['enum'] && !['STRING', 'UNDEFINED'].includes(type)) return `* ${at}.enum: only allowed for STRING type\n`;
  }
  return sizeProblem(schema);
}

function sizeProblem(schema: JsonSchema): string | null {
  const size = schemaSize(schema);
  if (size.depth > GEMINI_LIMITS.depth) {
    return 'A schema in GenerationConfig in the request exceeds the maximum allowed nesting depth.';
  }
  if (size.maxItems > GEMINI_LIMITS.maxItems) return BARE;
  return size.bytes > GEMINI_LIMITS.bytes ? TOO_MANY_STATES : null;
}

/** `$ref` is replaced before anything is counted (inference.md 4: 148 KB became 8.1 million tokens); a cycle a few times. */
function expanded(schema: JsonSchema, root: JsonSchema, depth: number): JsonSchema {
  const ref = schema['$ref'];
  if (typeof ref === 'string') {
    if (depth > GEMINI_LIMITS.depth) return {};
    let found: unknown = root;
    for (const step of ref.split('/').slice(1)) found = mappingOf(found)[step];
    return expanded(mappingOf(found), root, depth + 1);
  }
  const inside = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(inside) : isMapping(value) ? expanded(value, root, depth) : value;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => key !== '$defs')
      .map(([key, value]) => [key, inside(value)]),
  );
}

/** Protos keep a map as a list of keys and values: `properties[2].value.items`, in snake case. */
function protoPath(root: JsonSchema, path: readonly string[]): string[] {
  const steps: string[] = [];
  let at: unknown = root;
  for (let place = 0; place < path.length; place++) {
    const step = path[place] ?? '';
    if (step === 'properties') {
      const name = path[++place] ?? '';
      const properties = mappingOf(mappingOf(at)['properties']);
      steps.push(`properties[${Object.keys(properties).indexOf(name)}]`, 'value');
      at = properties[name];
    } else if (Array.isArray(mappingOf(at)[step])) {
      const place_ = Number(path[++place]);
      steps.push(`${snake(step)}[${place_}]`);
      at = (mappingOf(at)[step] as unknown[])[place_];
    } else {
      steps.push(snake(step));
      at = mappingOf(at)[step];
    }
  }
  return steps;
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
