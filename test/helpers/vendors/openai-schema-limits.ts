import type { JsonSchema } from '../../../src/providers/provider.ts';
import { mappingOf } from '../../../src/yaml/mapping.ts';
import type { SchemaNode } from './json-schema-walk.ts';
import { schemaSize, walkSchema } from './json-schema-walk.ts';

/**
 * What `strict: true` takes: developers.openai.com/api/docs/guides/structured-outputs, "Supported schemas". Wordings:
 * github.com/dottxt-ai/outlines/issues/1666 (additionalProperties), zenn.dev/nicopin/scraps/a8d8f53f5faebb (not permitted),
 * github.com/tidyverse/ellmer/issues/671 (levels of nesting). The wording of the totals is ours: nobody shows them.
 */
export const OPENAI_LIMITS = {
  properties: 5_000,
  depth: 10,
  letters: 120_000,
  enumValues: 1_000,
  bigEnumLetters: 15_000,
};

const NOT_PERMITTED = [
  'allOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
  'default',
  'patternProperties',
  'propertyNames',
  'unevaluatedProperties',
  'minProperties',
  'maxProperties',
  'dependentRequired',
  'dependentSchemas',
  'contains',
  'minContains',
  'maxContains',
  'uniqueItems',
  'unevaluatedItems',
  'minLength',
  'maxLength',
];
const FORMATS = ['date-time', 'time', 'date', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uuid'];

/** Why OpenAI would not compile a schema, in its words; null: it would. */
export function openaiSchemaProblem(name: string, schema: JsonSchema): string | null {
  const problem = rootProblem(schema) ?? firstProblem(schema) ?? sizeProblem(schema);
  return problem && `Invalid schema for response_format '${name}': ${problem}`;
}

function rootProblem(schema: JsonSchema): string | null {
  if (['anyOf', 'oneOf', 'allOf', 'enum', 'not'].some((key) => key in schema)) {
    return "schema must have type 'object' and not have 'oneOf'/'anyOf'/'allOf'/'enum'/'not' at the top level.";
  }
  return schema['type'] === 'object'
    ? null
    : `schema must be a JSON Schema of 'type: "object"', got 'type: ${JSON.stringify(schema['type'] ?? 'None')}'.`;
}

function firstProblem(schema: JsonSchema): string | null {
  for (const node of walkSchema(schema)) {
    const problem = nodeProblem(node.schema);
    if (problem) return `In context=${context(node)}, ${problem}`;
  }
  return null;
}

function nodeProblem(schema: JsonSchema): string | null {
  const banned = NOT_PERMITTED.find((key) => key in schema);
  if (banned) return `'${banned}' is not permitted.`;
  if (
    !('type' in schema) &&
    !('$ref' in schema) &&
    !('anyOf' in schema) &&
    !('enum' in schema) &&
    !('const' in schema)
  ) {
    return "schema must have a 'type' key.";
  }
  if (schema['type'] === 'object') {
    if (schema['additionalProperties'] !== false) {
      return "'additionalProperties' is required to be supplied and to be false.";
    }
    const required = Array.isArray(schema['required']) ? schema['required'] : [];
    const missing = Object.keys(mappingOf(schema['properties'])).find((key) => !required.includes(key));
    if (missing !== undefined) {
      return `'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'.`;
    }
  }
  if (schema['type'] === 'array' && !('items' in schema)) return 'array schema missing items.';
  if (typeof schema['format'] === 'string' && !FORMATS.includes(schema['format'])) {
    return `'${schema['format']}' is not a valid format.`;
  }
  return null;
}

function sizeProblem(schema: JsonSchema): string | null {
  const size = schemaSize(schema);
  if (size.depth > OPENAI_LIMITS.depth) {
    return `${size.depth} levels of nesting exceeds limit of ${OPENAI_LIMITS.depth}.`;
  }
  for (const [what, words] of [
    ['properties', 'object properties'],
    ['enumValues', 'enum values'],
    ['letters', 'characters of names and enum values'],
  ] as const) {
    if (size[what] > OPENAI_LIMITS[what]) {
      return `expected at most ${OPENAI_LIMITS[what]} ${words} in total, got ${size[what]}.`;
    }
  }
  const big = [...walkSchema(schema)].some(({ schema: { enum: values } }) => {
    return Array.isArray(values) && values.length > 250 && values.join('').length > OPENAI_LIMITS.bigEnumLetters;
  });
  return big ? `an enum of more than 250 values may have ${OPENAI_LIMITS.bigEnumLetters} characters.` : null;
}

/** A path as Python prints a tuple. */
function context({ path }: SchemaNode): string {
  return `(${path.map((step) => `'${step}'`).join(', ')}${path.length === 1 ? ',' : ''})`;
}
