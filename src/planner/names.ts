import type { Collision } from '../plan/plan.ts';
import { freeName } from './clean-name.ts';
import type { NameRegistry } from './draft.ts';

/** A registry of model names in which the given names are taken: raw tables and models that are already there. */
export function createNames(taken: readonly string[]): NameRegistry {
  const owners = new Map<string, string>();
  for (const name of taken) owners.set(name.toLowerCase(), name);
  const collisions: Collision[] = [];
  return {
    collisions,
    claim(wanted, owner) {
      const name = freeName(wanted, (candidate) => !owners.has(candidate.toLowerCase()));
      const takenBy = owners.get(wanted.toLowerCase());
      if (takenBy !== undefined) {
        collisions.push({ kind: 'model_name', wanted, taken_by: takenBy, resolution: `${owner} is named ${name}` });
      }
      owners.set(name.toLowerCase(), owner);
      return name;
    },
  };
}
