import type { Collision } from '../plan/plan.ts';
import { freeName } from './clean-name.ts';
import type { NameRegistry } from './draft.ts';

/** The name that a pattern of the style gives; where two sources have the entity, `withSource` tells them apart. */
export function modelName(
  pattern: string,
  { source, entity }: { source: string; entity: string },
): { readonly wanted: string; readonly withSource: string } {
  const filled = (text: string): string => text.replaceAll('{source}', source).replaceAll('{entity}', entity);
  const withSource = pattern.includes('{source}') ? pattern : pattern.replaceAll('{entity}', '{source}_{entity}');
  return { wanted: filled(pattern), withSource: filled(withSource) };
}

/**
 * A registry of model names in which the given names are taken: raw tables and models that are already there. `reserved`: names
 * that only one owner gets, in lower case, so that what was generated for it keeps its name when others come.
 */
export function createNames(taken: readonly string[], reserved: ReadonlyMap<string, string> = new Map()): NameRegistry {
  const owners = new Map<string, string>();
  for (const name of taken) owners.set(name.toLowerCase(), name);
  const ownerOf = (name: string, claimant: string): string | undefined => {
    const [owner, kept] = [owners.get(name.toLowerCase()), reserved.get(name.toLowerCase())];
    return owner ?? (kept?.toLowerCase() === claimant.toLowerCase() ? undefined : kept);
  };
  const collisions: Collision[] = [];
  return {
    collisions,
    isTaken: (name) => owners.has(name.toLowerCase()),
    claim(wanted, owner, otherwise = wanted) {
      const isFree = (candidate: string): boolean => ownerOf(candidate, owner) === undefined;
      const takenBy = ownerOf(wanted, owner);
      const name = freeName(takenBy === undefined ? wanted : otherwise, isFree);
      if (takenBy !== undefined) {
        collisions.push({ kind: 'model_name', wanted, taken_by: takenBy, resolution: `${owner} is named ${name}` });
      }
      owners.set(name.toLowerCase(), owner);
      return name;
    },
  };
}
