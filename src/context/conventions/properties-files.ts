import { withSource } from './folder-patterns.ts';
import { areaOf } from './later-names.ts';
import type { LayeredModel } from './layers.ts';
import type { Vote, Voter } from './votes.ts';
import { sourceForms } from './word-forms.ts';
import { folderOf } from './written-project.ts';

/**
 * How the files are called that hold the properties of models, by what varies with the model, its source or its folder:
 * `{model}.yml`, `_{source}__models.yml`, `schema.yml`. Each file is read in all ways that it can be, and the pattern that
 * fits most files wins, what varies before what does not. Each file votes once, however many models it describes. Pure.
 */
export function propertiesFiles(models: readonly LayeredModel[], sourceOf: ReadonlyMap<string, string>): Vote[] {
  const files = new Map<string, PropertiesFile>();
  for (const model of models) {
    const { properties_path: path, name } = model;
    if (path === null) continue;
    const file = files.get(path) ?? {
      voter: { name: path, folder: folderOf(path) },
      models: 0,
      patterns: new Map<string, number>(),
    };
    files.set(path, { ...file, models: file.models + 1 });
    for (const pattern of readFile({ file: path, model }, sourceOf.get(name))) {
      file.patterns.set(pattern, (file.patterns.get(pattern) ?? 0) + 1);
    }
  }
  const read = [...files.values()].map(({ voter, models: all, patterns }) => {
    // What a file of several models is called after is not one of them.
    const shared = [...patterns].filter(([, count]) => count * 2 >= all && (all === 1 || count > 1));
    return { voter, models: all, patterns: shared.map(([pattern]) => pattern) };
  });
  const best = mostFrequent(read);
  return read.map(({ voter, patterns }) => ({
    value: patterns.includes(best) ? best : (patterns.toSorted(byVarying)[0] ?? voter.name),
    voter,
  }));
}

interface PropertiesFile {
  readonly voter: Voter;
  readonly models: number;
  /** Ways to read its name, with how many of its models allow each. */
  readonly patterns: Map<string, number>;
}

/** The pattern of most files, of two of most models, of two what varies more. */
function mostFrequent(files: readonly { readonly models: number; readonly patterns: readonly string[] }[]): string {
  const counts = new Map<string, { readonly files: number; readonly models: number }>();
  for (const { patterns, models } of files) {
    for (const pattern of patterns) {
      const before = counts.get(pattern) ?? { files: 0, models: 0 };
      counts.set(pattern, { files: before.files + 1, models: before.models + models });
    }
  }
  const ranked = [...counts].sort(
    ([a, one], [b, other]) => other.files - one.files || other.models - one.models || byVarying(a, b),
  );
  return ranked[0]?.[0] ?? '';
}

/** What varies most comes first. */
const VARYING = ['{model}', '{source}', '{folder}'];

function byVarying(a: string, b: string): number {
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

function rank(pattern: string): number {
  const at = VARYING.findIndex((part) => pattern.includes(part));
  return at === -1 ? VARYING.length : at;
}

/** Every pattern that gives the file of a model, relative to the folder of the model. */
function readFile({ file, model }: { file: string; model: LayeredModel }, source: string | undefined): string[] {
  const { folder } = model;
  const base = file.slice(file.lastIndexOf('/') + 1);
  const last = folder.slice(folder.lastIndexOf('/') + 1);
  const sourceNames = [...(source === undefined ? [] : sourceForms(source)), areaOf(model) ?? ''];
  const patterns = new Set([
    replaced(base, model.name, '{model}'),
    withSource(base, sourceNames),
    replaced(base, last, '{folder}'),
    base,
  ]);
  const way = wayBetween(folder, folderOf(file));
  return [...patterns].map((pattern) => `${way}${pattern}`);
}

function replaced(base: string, word: string, by: string): string {
  const at = base.toLowerCase().indexOf(word.toLowerCase());
  const isWhole = at !== -1 && !/[a-z0-9]/i.test((base[at - 1] ?? '_') + (base[at + word.length] ?? '_'));
  return isWhole ? base.slice(0, at) + by + base.slice(at + word.length) : base;
}

/** The relative path from one folder to another, with a `/` at its end; empty for the same. */
function wayBetween(from: string, to: string): string {
  const [up, down] = [from.split('/'), to.split('/')];
  let shared = 0;
  while (shared < down.length && shared < up.length && down[shared] === up[shared]) shared += 1;
  const steps = [...up.slice(shared).map(() => '..'), ...down.slice(shared)];
  return steps.map((step) => `${step}/`).join('');
}
