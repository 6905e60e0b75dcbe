import type { FileFacts } from './facts/file-facts.ts';
import type { GraphFacts, MacroFacts } from './facts/sql-facts.ts';

/** Macros by name, for what they make a model depend on. */
export type MacroIndex = ReadonlyMap<string, GraphFacts>;

/** The macros of some files, by name. */
export function indexMacros(files: readonly { readonly facts: FileFacts | null }[]): MacroIndex {
  const macros = files.flatMap(({ facts }): readonly MacroFacts[] => facts?.sql?.macros ?? []);
  return new Map(macros.map((macro) => [macro.name, macro]));
}

/** What a node depends on. */
export interface Dependencies {
  /** Names of models, each once. */
  readonly refs: readonly string[];
  readonly sources: readonly string[];
  readonly computed: boolean;
}

/** What a file depends on itself and through the macros that it calls, as dbt sees it. Pure. */
export function dependenciesOf(facts: GraphFacts, macros: MacroIndex): Dependencies {
  const reached = new Set<GraphFacts>([facts]);
  for (const piece of reached) {
    for (const name of piece.calls) {
      const macro = macros.get(name);
      if (macro) reached.add(macro);
    }
  }
  if (reached.size === 1) return { refs: namesOf(facts), sources: facts.sources, computed: facts.computed };
  const pieces = [...reached];
  return {
    refs: [...new Set(pieces.flatMap(namesOf))],
    sources: [...new Set(pieces.flatMap(({ sources }) => sources))],
    computed: pieces.some(({ computed }) => computed),
  };
}

/** Two versions of a model have one name. */
function namesOf({ refs }: GraphFacts): string[] {
  const names = refs.map((ref) => ref.name);
  return names.length < 2 ? names : [...new Set(names)];
}
