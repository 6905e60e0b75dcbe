import { describe, expect, it } from 'vitest';
import { reflectionJsonSchema, replyJsonSchema } from '../../src/prompts/reply/json-schema.ts';
import type { JsonSchema } from '../../src/providers/provider.ts';
import { ANTHROPIC_LIMITS, anthropicSchemaProblem } from '../helpers/vendors/anthropic-schema-limits.ts';
import { fillSchema } from '../helpers/vendors/fill-schema.ts';
import {
  GEMINI_LIMITS,
  geminiJsonSchemaProblem,
  geminiProtoProblem,
  geminiProtoViolations,
} from '../helpers/vendors/gemini-schema-limits.ts';
import { schemaSize, walkSchema } from '../helpers/vendors/json-schema-walk.ts';
import { OPENAI_LIMITS, openaiSchemaProblem } from '../helpers/vendors/openai-schema-limits.ts';
import { replySchema } from '../../src/prompts/reply/reply-schema.ts';
import { seededRandom } from '../helpers/seeded-random.ts';

const text = { type: 'string' };
const object = (properties: Record<string, unknown>, more: JsonSchema = {}): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  ...more,
});
const nested = (depth: number): JsonSchema => (depth === 1 ? object({ a: text }) : object({ a: nested(depth - 1) }));
const many = (count: number, schema: JsonSchema = text): Record<string, unknown> =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`column_${at}`, schema]));

describe('the shape of a reply', () => {
  it.each([
    ['a reply', replyJsonSchema],
    ['a look back', reflectionJsonSchema],
  ])('of %s is taken by every vendor', (_, schema) => {
    expect(openaiSchemaProblem('reply', schema)).toBeNull();
    expect(anthropicSchemaProblem(schema)).toBeNull();
    expect(geminiJsonSchemaProblem(schema)).toBeNull();
  });

  it('keeps far from their limits', () => {
    const size = schemaSize(replyJsonSchema);
    const used = (used: number, limit: number): string => `${used} of ${limit}`;
    expect({
      'OpenAI: properties': used(size.properties, OPENAI_LIMITS.properties),
      'OpenAI: levels': used(size.depth, OPENAI_LIMITS.depth),
      'OpenAI: letters': used(size.letters, OPENAI_LIMITS.letters),
      'OpenAI: enum values': used(size.enumValues, OPENAI_LIMITS.enumValues),
      'Anthropic: optional': used(size.optional, ANTHROPIC_LIMITS.optional),
      'Anthropic: unions': used(size.unions, ANTHROPIC_LIMITS.unions),
      'Anthropic: bytes (smallest known to be too large)': used(size.bytes, ANTHROPIC_LIMITS.bytes),
      'Gemini: maxItems (measured)': used(size.maxItems, GEMINI_LIMITS.maxItems),
      'Gemini: bytes (most known to pass)': used(size.bytes, GEMINI_LIMITS.bytes),
      'Gemini: letters of names (a model of 2024 failed from 1,462 on)': used(size.letters, 1_428),
      'ours (inference.md 4): properties': used(size.properties, 60),
      'ours (inference.md 4): levels': used(size.depth, 4),
    }).toMatchInlineSnapshot(`
      {
        "Anthropic: bytes (smallest known to be too large)": "3212 of 7400",
        "Anthropic: optional": "0 of 24",
        "Anthropic: unions": "0 of 16",
        "Gemini: bytes (most known to pass)": "3212 of 14600",
        "Gemini: letters of names (a model of 2024 failed from 1,462 on)": "317 of 1428",
        "Gemini: maxItems (measured)": "0 of 960",
        "OpenAI: enum values": "0 of 1000",
        "OpenAI: letters": "317 of 120000",
        "OpenAI: levels": "3 of 10",
        "OpenAI: properties": "57 of 5000",
        "ours (inference.md 4): levels": "3 of 4",
        "ours (inference.md 4): properties": "57 of 60",
      }
    `);
  });

  it('has no keyword but those that describe a plain shape, so that no compatible server stumbles', () => {
    const keywords = new Set([...walkSchema(replyJsonSchema)].flatMap(({ schema }) => Object.keys(schema)));
    expect([...keywords].toSorted()).toEqual(['additionalProperties', 'items', 'properties', 'required', 'type']);
  });

  it('can be answered by who knows it only from a request', () => {
    const random = seededRandom(7);
    for (let time = 0; time < 200; time++) {
      expect(replySchema.safeParse(fillSchema(replyJsonSchema, random)).success).toBe(true);
    }
  });
});

describe('OpenAI compiles no schema', () => {
  const refused = (schema: JsonSchema): string | null =>
    openaiSchemaProblem('reply', schema)?.replace("Invalid schema for response_format 'reply': ", '') ?? null;

  it.each<[string, JsonSchema, string | null]>([
    [
      'but this one',
      object({ a: text, b: { type: ['string', 'null'] }, c: { anyOf: [text, { type: 'null' }] } }),
      null,
    ],
    [
      'that is open',
      object({ a: text }, { additionalProperties: true }),
      "In context=(), 'additionalProperties' is required to be supplied and to be false.",
    ],
    [
      'with an optional key',
      object({ a: object({ b: text }, { required: [] }) }),
      "In context=('properties', 'a'), 'required' is required to be supplied and to be an array including every key in properties. Missing 'b'.",
    ],
    [
      'with a default',
      object({ a: { ...text, default: 'x' } }),
      "In context=('properties', 'a'), 'default' is not permitted.",
    ],
    ['with oneOf', object({ a: { oneOf: [text] } }), "In context=('properties', 'a'), 'oneOf' is not permitted."],
    ['without types', object({ a: {} }), "In context=('properties', 'a'), schema must have a 'type' key."],
    [
      'that is a union',
      { anyOf: [object({ a: text })] },
      "schema must have type 'object' and not have 'oneOf'/'anyOf'/'allOf'/'enum'/'not' at the top level.",
    ],
    [
      'that is a list',
      { type: 'array', items: text },
      `schema must be a JSON Schema of 'type: "object"', got 'type: "array"'.`,
    ],
    ['eleven levels deep', nested(11), '11 levels of nesting exceeds limit of 10.'],
    ['of 5,001 properties', object(many(5_001)), 'expected at most 5000 object properties in total, got 5001.'],
    [
      'of 1,001 values',
      object({ a: { ...text, enum: Object.keys(many(1_001)) } }),
      'expected at most 1000 enum values in total, got 1001.',
    ],
    [
      'with an enum of long values',
      object({ a: { ...text, enum: Object.keys(many(300)).map((name) => name.padEnd(60, '_')) } }),
      'an enum of more than 250 values may have 15000 characters.',
    ],
  ])('%s', (_, schema, expected) => {
    expect(refused(schema)).toBe(expected);
  });
});

describe('Anthropic compiles no schema', () => {
  it.each<[string, JsonSchema, string | null]>([
    ['but this one', object({ a: text, b: { type: 'array', items: text, minItems: 1 } }, { required: ['a'] }), null],
    [
      'that is open',
      object({ a: { type: 'object', properties: {} } }),
      "For 'object' type, 'additionalProperties' must be explicitly set to false",
    ],
    [
      'with bounds',
      object({ a: { type: 'integer', minimum: 1, maximum: 3 } }),
      "For 'integer' type, properties maximum, minimum are not supported",
    ],
    [
      'with one bound',
      object({ a: { type: 'array', items: text, maxItems: 3 } }),
      "For 'array' type, property 'maxItems' is not supported",
    ],
    [
      'with two items at least',
      object({ a: { type: 'array', items: text, minItems: 2 } }),
      "For 'array' type, 'minItems' values other than 0 or 1 are not supported",
    ],
    [
      'that holds itself',
      object({ a: { $ref: '#/$defs/a' } }, { $defs: { a: object({ a: { $ref: '#/$defs/a' } }) } }),
      'Recursive schemas are not supported',
    ],
    [
      'with 25 optional keys',
      object(many(25), { required: [] }),
      'Schemas contains too many optional parameters (25), which would make grammar compilation inefficient. Reduce the number of optional parameters in your tool schemas (limit: 24).',
    ],
    [
      'with 17 unions',
      object(many(17, { type: ['string', 'null'] })),
      'Schemas contains too many parameters with union types (17 parameters with type arrays or anyOf), which would make grammar compilation inefficient. Reduce the number of nullable or union-typed parameters (limit: 16).',
    ],
    [
      'that is large',
      object(many(300)),
      'The compiled grammar is too large, which would cause performance issues. Simplify your tool schemas or reduce the number of strict tools.',
    ],
  ])('%s', (_, schema, expected) => {
    expect(anthropicSchemaProblem(schema)).toBe(expected);
  });
});

describe('Gemini', () => {
  it('refuses keywords that it has not without a word which', () => {
    expect(geminiJsonSchemaProblem(object({ a: text }))).toBeNull();
    expect(geminiJsonSchemaProblem(object({ a: text }, { $schema: 'x' }))).toBe(
      'Request contains an invalid argument.',
    );
  });

  it('counts lists, letters and levels after all references were replaced', () => {
    const list = { type: 'array', items: text, maxItems: 500 };
    expect(geminiJsonSchemaProblem(object({ a: list, b: list }))).toBe('Request contains an invalid argument.');
    const referring = object(many(10, { $ref: '#/$defs/a' }), { $defs: { a: object(many(60)) } });
    expect(geminiJsonSchemaProblem(referring)).toMatch(
      /^The specified schema produces a constraint that has too many states/,
    );
    expect(geminiJsonSchemaProblem(nested(11))).toBe(
      'A schema in GenerationConfig in the request exceeds the maximum allowed nesting depth.',
    );
  });

  it('has another schema, a proto, that knows neither additionalProperties nor lists of types', () => {
    const schema = object({ a: { type: 'array', items: object({ b: { type: ['string', 'null'] } }) } });
    expect(geminiProtoViolations(schema).map((one) => one.description)).toEqual([
      `Invalid JSON payload received. Unknown name "additionalProperties" at 'generation_config.response_schema': Cannot find field.`,
      `Invalid JSON payload received. Unknown name "additionalProperties" at 'generation_config.response_schema.properties[0].value.items': Cannot find field.`,
      `Invalid JSON payload received. Unknown name "type" at 'generation_config.response_schema.properties[0].value.items.properties[0].value': Proto field is not repeating, cannot start list.`,
    ]);
    expect(geminiProtoProblem({ type: 'OBJECT', properties: {} })).toMatch(/should be non-empty for OBJECT type/);
  });
});
