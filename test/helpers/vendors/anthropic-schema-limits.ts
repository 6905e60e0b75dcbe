import type { JsonSchema } from '../../../src/providers/provider.ts';
import { isMapping } from '../../../src/yaml/mapping.ts';
import { schemaSize, walkSchema } from './json-schema-walk.ts';

/**
 * What structured outputs take: platform.claude.com/docs/en/build-with-claude/structured-outputs#json-schema-limitations.
 * Wordings: vercel/ai pull 17268 and CherryHQ/cherry-studio issue 18037 (keywords), elie222/inbox-zero issue 2323 (optional),
 * vercel/ai pull 17268 (unions). How big a grammar may be is not documented; 7,400 bytes is the smallest schema known to
 * have been too large (inference.md 4; anthropics/claude-code issue 55539).
 */
export const ANTHROPIC_LIMITS = { optional: 24, unions: 16, strictTools: 20, bytes: 7_400 };

const NOT_SUPPORTED: Readonly<Record<string, readonly string[]>> = {
  integer: ['exclusiveMaximum', 'exclusiveMinimum', 'maximum', 'minimum', 'multipleOf'],
  number: ['exclusiveMaximum', 'exclusiveMinimum', 'maximum', 'minimum', 'multipleOf'],
  string: ['maxLength', 'minLength'],
  array: ['contains', 'maxContains', 'maxItems', 'minContains', 'uniqueItems'],
  object: ['maxProperties', 'minProperties', 'patternProperties', 'propertyNames'],
};
const FORMATS = ['date-time', 'time', 'date', 'duration', 'email', 'hostname', 'uri', 'ipv4', 'ipv6', 'uuid'];

/** Why Anthropic would not compile a schema, in its words; null: it would. */
export function anthropicSchemaProblem(schema: JsonSchema): string | null {
  for (const node of walkSchema(schema)) {
    const problem = nodeProblem(node.schema);
    if (problem) return problem;
  }
  return recursion(schema) ?? sizeProblem([schema]);
}

/** The limits of size hold for all strict schemas of a request together. */
export function sizeProblem(schemas: readonly JsonSchema[]): string | null {
  const total = (what: 'optional' | 'unions' | 'bytes'): number =>
    schemas.reduce((sum, schema) => sum + schemaSize(schema)[what], 0);
  const inefficient = 'which would make grammar compilation inefficient';
  if (total('optional') > ANTHROPIC_LIMITS.optional) {
    return `Schemas contains too many optional parameters (${total('optional')}), ${inefficient}. Reduce the number of optional parameters in your tool schemas (limit: ${ANTHROPIC_LIMITS.optional}).`;
  }
  if (total('unions') > ANTHROPIC_LIMITS.unions) {
    return `Schemas contains too many parameters with union types (${total('unions')} parameters with type arrays or anyOf), ${inefficient}. Reduce the number of nullable or union-typed parameters (limit: ${ANTHROPIC_LIMITS.unions}).`;
  }
  return total('bytes') > ANTHROPIC_LIMITS.bytes
    ? 'The compiled grammar is too large, which would cause performance issues. Simplify your tool schemas or reduce the number of strict tools.'
    : null;
}

function nodeProblem(schema: JsonSchema): string | null {
  if ('oneOf' in schema) return "Schema type 'oneOf' is not supported";
  if ('not' in schema || 'if' in schema) return `Schema keyword '${'not' in schema ? 'not' : 'if'}' is not supported`;
  const ref = schema['$ref'];
  if (typeof ref === 'string' && !ref.startsWith('#')) return `External $ref '${ref}' is not supported`;
  for (const type of Array.isArray(schema['type']) ? schema['type'] : [schema['type']]) {
    const names = (NOT_SUPPORTED[String(type)] ?? []).filter((name) => name in schema);
    if (names.length === 1) return `For '${String(type)}' type, property '${names[0]}' is not supported`;
    if (names.length > 1) return `For '${String(type)}' type, properties ${names.join(', ')} are not supported`;
  }
  if (schema['type'] === 'object' && schema['additionalProperties'] !== false) {
    return "For 'object' type, 'additionalProperties' must be explicitly set to false";
  }
  if (schema['type'] === 'array' && typeof schema['minItems'] === 'number' && schema['minItems'] > 1) {
    return "For 'array' type, 'minItems' values other than 0 or 1 are not supported";
  }
  if (typeof schema['format'] === 'string' && !FORMATS.includes(schema['format'])) {
    return `For 'string' type, format '${schema['format']}' is not supported`;
  }
  if (typeof schema['pattern'] === 'string' && /\(\?[=!<]|\\b|\\\d/.test(schema['pattern'])) {
    return `Regex pattern '${schema['pattern']}' uses features that are not supported`;
  }
  const odd = Array.isArray(schema['enum']) && schema['enum'].some((value) => isMapping(value) || Array.isArray(value));
  return odd ? 'Complex types in enums are not supported' : null;
}

/** A definition that can reach itself. */
function recursion(schema: JsonSchema): string | null {
  const reaches = new Map<string, string[]>();
  for (const { path, schema: node } of walkSchema(schema)) {
    const at = path.findIndex((step) => step === '$defs' || step === 'definitions');
    const from = at === -1 ? '#' : `#/${path.slice(0, at + 2).join('/')}`;
    if (typeof node['$ref'] === 'string') reaches.set(from, [...(reaches.get(from) ?? []), node['$ref']]);
  }
  const seen = (from: string, on: readonly string[]): boolean =>
    on.includes(from) || (reaches.get(from) ?? []).some((next) => seen(next, [...on, from]));
  return [...reaches.keys()].some((from) => seen(from, [])) ? 'Recursive schemas are not supported' : null;
}
