import type { JsonSchema } from '../../../src/providers/provider.ts';
import { isMapping, mappingOf } from '../../../src/yaml/mapping.ts';

/** A number from 0 up to 1, as Math.random gives; 0 always makes the smallest instance. */
export type Random = () => number;

const WORDS = ['customer', 'order', 'amount', 'fact', 'dimension', 'none', 'sum', 'id', 'the rows of a table', ''];

/**
 * Any instance of a JSON Schema, decided by the random numbers alone: what a model can answer that knows the shape only
 * from the request. Lists have up to five items.
 */
export function fillSchema(schema: JsonSchema, random: Random): unknown {
  return fill(schema, { root: schema, random, depth: 0 });
}

interface Filling {
  readonly root: JsonSchema;
  readonly random: Random;
  readonly depth: number;
}

function fill(schema: JsonSchema, filling: Filling): unknown {
  const deeper = { ...filling, depth: filling.depth + 1 };
  if (typeof schema['$ref'] === 'string') return fill(definition(schema['$ref'], filling.root), deeper);
  if ('const' in schema) return schema['const'];
  const choices = [schema['enum'], schema['anyOf'], schema['oneOf']].find(Array.isArray) as unknown[] | undefined;
  if (choices) {
    const choice = pick(choices, filling.random);
    return schema['enum'] ? choice : fill(mappingOf(choice), deeper);
  }
  switch (typeOf(schema, filling.random)) {
    case 'object':
      return Object.fromEntries(
        Object.entries(mappingOf(schema['properties'])).map(([key, value]) => [key, fill(mappingOf(value), deeper)]),
      );
    case 'array':
      return Array.from({ length: lengthOf(schema, filling) }, () => fill(mappingOf(schema['items']), deeper));
    case 'integer':
      return Math.floor(filling.random() * 40) - 1;
    case 'number':
      return filling.random() < 0.9 ? Math.floor(filling.random() * 40) - 1 : filling.random() * 1e9;
    case 'boolean':
      return filling.random() < 0.5;
    case 'null':
      return null;
    default:
      return pick(WORDS, filling.random);
  }
}

/** `type` in JSON Schema's words or, as Gemini writes it, in capitals; of several one is taken. */
function typeOf(schema: JsonSchema, random: Random): string {
  const type = Array.isArray(schema['type']) ? pick(schema['type'], random) : schema['type'];
  if (typeof type === 'string') return type.toLowerCase();
  return isMapping(schema['properties']) ? 'object' : 'string';
}

function lengthOf(schema: JsonSchema, { random, depth }: Filling): number {
  const least = typeof schema['minItems'] === 'number' ? schema['minItems'] : 0;
  const most = typeof schema['maxItems'] === 'number' ? schema['maxItems'] : Math.max(least, 5);
  return depth > 12 ? least : least + Math.floor(random() * (Math.min(most, least + 5) - least + 1));
}

function definition(ref: string, root: JsonSchema): JsonSchema {
  let found: unknown = root;
  for (const step of ref.split('/').slice(1)) found = mappingOf(found)[step];
  return mappingOf(found);
}

function pick<T>(all: readonly T[], random: Random): T {
  return all[Math.floor(random() * all.length)] as T;
}
