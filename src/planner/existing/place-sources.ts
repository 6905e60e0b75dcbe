import type { ExistingSource } from '../../context/context.ts';
import type { Problem } from '../../errors.ts';
import type { Collision } from '../../plan/plan.ts';
import { cleanName, freeName } from '../clean-name.ts';
import type { MatchedSource } from './match-sources.ts';
import { statedSchema } from './match-sources.ts';

/** The raw tables of one schema with the source that those go to which nothing declares. */
export interface PlacedSource extends MatchedSource {
  /** The entry of people that they are added to; null: a source of their own. */
  readonly home: ExistingSource | null;
}

export interface PlacedSources {
  readonly sources: readonly PlacedSource[];
  readonly collisions: readonly Collision[];
}

/**
 * Says where tables go that nothing declares: into the entry that declares most of their schema, else into a source of
 * their own, under a name that no other source has. An entry of a package, or one that is turned off, takes none. Pure.
 */
export function placeSources(
  matched: readonly MatchedSource[],
  all: readonly ExistingSource[],
  sourceName?: string,
): PlacedSources {
  const owners = new Map(all.filter(isPeoples).map((source) => [source.name.toLowerCase(), source]));
  const taken = new Set(owners.keys());
  const collisions: Collision[] = [];
  const homes = new Set<string>();
  const sources = matched.map((source): PlacedSource => {
    const home = homeOf(source, sourceName);
    if (home && !homes.has(home.name)) {
      homes.add(home.name);
      return { ...source, name: home.name, home };
    }
    const owner = owners.get(source.name.toLowerCase());
    const isFree = (name: string): boolean => !taken.has(name.toLowerCase());
    const name = isFree(source.name) ? source.name : freeName(withSchema(source), isFree);
    taken.add(name.toLowerCase());
    if (owner && source.tables.some((table) => !source.declared.has(table.name))) {
      const taken_by = `${owner.name} in ${owner.path}`;
      const resolution = `the source of ${source.schema ?? source.name} is named ${name}`;
      collisions.push({ kind: 'source_name', wanted: source.name, taken_by, resolution });
    }
    return { ...source, name, home: null };
  });
  return { sources, collisions };
}

/** What is wrong with the source name that a person asks for: it means another schema already. Pure. */
export function checkSourceName(
  matched: readonly MatchedSource[],
  all: readonly ExistingSource[],
  sourceName: string | undefined,
): Problem[] {
  const [first] = matched;
  const other = all.filter(isPeoples).find(({ name }) => name.toLowerCase() === sourceName?.toLowerCase());
  if (!first || !other || first.entries.some(({ name }) => name === other.name)) return [];
  const schema = statedSchema(other) ?? 'that dbt computes';
  return [
    {
      code: 'SOURCE_NAME_TAKEN',
      message: `the source ${other.name} is there already, with the schema ${schema}, and these tables are in ${first.schema ?? 'none'}`,
      where: { file: other.path },
      hint: 'Choose another --source-name, or leave it out: cartridge then finds the source of the schema, or names a new one.',
    },
  ];
}

function homeOf({ entries }: MatchedSource, sourceName: string | undefined): ExistingSource | null {
  const own = entries.filter(
    (entry) =>
      isPeoples(entry) &&
      entry.package === null &&
      (entry.tables.length === 0 || entry.tables.some((table) => table.enabled)),
  );
  const wanted = sourceName?.toLowerCase();
  return own.find(({ name }) => wanted === undefined || name.toLowerCase() === wanted) ?? null;
}

/** One of ours may hold a table that a person put there. */
function isPeoples({ generated }: ExistingSource): boolean {
  return !generated;
}

function withSchema({ name, schema }: MatchedSource): string {
  const own = cleanName(schema ?? '');
  return own === '' || own === name ? `${name}_raw` : `${name}_${own}`;
}
