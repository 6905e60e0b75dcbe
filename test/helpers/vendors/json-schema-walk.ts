import type { JsonSchema } from '../../../src/providers/provider.ts';
import { isMapping, mappingOf } from '../../../src/yaml/mapping.ts';

/** One schema within a schema. `path` is that of JSON pointers; `depth` counts objects and lists around it. */
export interface SchemaNode {
  readonly schema: JsonSchema;
  readonly path: readonly string[];
  readonly depth: number;
  /** The property that it is the schema of, if it is one, and whether that is required. */
  readonly property?: { readonly name: string; readonly required: boolean };
}

/** Every schema of a schema, itself first; what `$ref` names is met where `$defs` defines it. Pure. */
export function* walkSchema(schema: JsonSchema): Generator<SchemaNode> {
  yield* walk({ schema, path: [], depth: 0 });
}

function* walk(node: SchemaNode): Generator<SchemaNode> {
  yield node;
  const { schema, path } = node;
  const deeper = node.depth + (schema['type'] === 'object' || schema['properties'] ? 1 : 0);
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  for (const [name, value] of Object.entries(mappingOf(schema['properties']))) {
    yield* walk({
      schema: mappingOf(value),
      path: [...path, 'properties', name],
      depth: deeper,
      property: { name, required: required.includes(name) },
    });
  }
  for (const key of ['$defs', 'definitions', 'patternProperties']) {
    for (const [name, value] of Object.entries(mappingOf(schema[key]))) {
      yield* walk({ schema: mappingOf(value), path: [...path, key, name], depth: deeper });
    }
  }
  for (const key of ['items', 'additionalProperties', 'not', 'contains', 'propertyNames', 'if', 'then', 'else']) {
    if (isMapping(schema[key])) yield* walk({ schema: schema[key], path: [...path, key], depth: deeper });
  }
  for (const key of ['anyOf', 'oneOf', 'allOf', 'prefixItems']) {
    const options = Array.isArray(schema[key]) ? schema[key] : [];
    for (const [at, value] of options.entries()) {
      yield* walk({ schema: mappingOf(value), path: [...path, key, String(at)], depth: deeper });
    }
  }
}

/** How many properties, how deep, how many letters: what vendors put limits on. */
export interface SchemaSize {
  readonly properties: number;
  readonly depth: number;
  readonly enumValues: number;
  readonly letters: number;
  readonly optional: number;
  readonly unions: number;
  readonly maxItems: number;
  readonly bytes: number;
}

export function schemaSize(schema: JsonSchema): SchemaSize {
  const nodes = [...walkSchema(schema)];
  const enums = nodes.flatMap((node) => enumOf(node.schema));
  const names = nodes.flatMap((node) => [
    ...(node.property ? [node.property.name] : []),
    ...definitionNames(node.schema),
  ]);
  return {
    properties: nodes.filter((node) => node.property).length,
    depth: Math.max(...nodes.map((node) => node.depth + (node.schema['type'] === 'object' ? 1 : 0))),
    enumValues: enums.length,
    letters: [...names, ...enums.map(String)].reduce((sum, text) => sum + text.length, 0),
    optional: nodes.filter((node) => node.property && !node.property.required).length,
    unions: nodes.filter((node) => Array.isArray(node.schema['type']) || node.schema['anyOf']).length,
    maxItems: nodes.reduce((sum, { schema: { maxItems } }) => sum + (typeof maxItems === 'number' ? maxItems : 0), 0),
    bytes: JSON.stringify(schema).length,
  };
}

function enumOf(schema: JsonSchema): unknown[] {
  return [...(Array.isArray(schema['enum']) ? schema['enum'] : []), ...('const' in schema ? [schema['const']] : [])];
}

function definitionNames(schema: JsonSchema): string[] {
  return [...Object.keys(mappingOf(schema['$defs'])), ...Object.keys(mappingOf(schema['definitions']))];
}
