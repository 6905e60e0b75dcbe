import type { ExistingTables } from '../existing/existing-tables.ts';
import type { Request } from './request.ts';

/**
 * What people have, as it is once a request has replaced a model: turned off. What is drafted then refers to it no more, and a plan
 * made again is the same. Pure.
 */
export function asRetired(existing: ExistingTables, { convert }: Request): ExistingTables {
  if (convert === null) return existing;
  const off = <M extends { readonly name: string; readonly enabled: boolean }>(model: M): M =>
    model.name === convert.model ? { ...model, enabled: false } : model;
  return {
    ...existing,
    models: existing.models.map(off),
    stagingOf: (table) => {
      const staging = existing.stagingOf(table);
      return staging && { ...staging, model: off(staging.model) };
    },
  };
}
