import * as z from 'zod';
import { reflectionSchema, replySchema } from './reply-schema.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

/** The shape of `Reply` as vendors take it. The same object for every call, since a vendor compiles it once. */
export const replyJsonSchema: JsonSchema = jsonSchemaOf(replySchema);

/** The shape of `Reflection` as vendors take it. */
export const reflectionJsonSchema: JsonSchema = jsonSchemaOf(reflectionSchema);

/** JSON Schema without `$schema`, which Gemini does not know; objects are closed and all their keys required. */
function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema);
  return rest;
}
