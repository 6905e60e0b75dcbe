import { withSource } from './folder-patterns.ts';
import { areaOf } from './later-names.ts';
import type { LayeredModel } from './layers.ts';
import type { Vote } from './votes.ts';
import { sourceForms } from './word-forms.ts';
import { folderOf } from './written-project.ts';

/**
 * How the files are called that hold the properties of models, by what varies with the model, its source or its folder:
 * `{model}.yml`, `_{source}__models.yml`, `schema.yml`. Each file is read in all ways that it can be, and the pattern that
 * fits most files wins, what varies before what does not. A file votes once for each folder of models that it serves. Pure.
 */
export function propertiesFiles(models: readonly LayeredModel[], sourceOf: ReadonlyMap<string, string>): Vote[] {
  const served = new Map<string, ServedFolder>();
  for (const model of models) {
    const { properties_path: file, folder, name } = model;
    if (file === null) continue;
    const patterns = readFile({ file, model }, sourceOf.get(name));
    const known = served.get(`${file}\n${folder}`);
    // What a file of several models is called after is not one of them.
    const shared = known?.patterns.filter((pattern) => patterns.includes(pattern)) ?? patterns;
    served.set(`${file}\n${folder}`, { file, folder, patterns: shared, models: (known?.models ?? 0) + 1 });
  }
  const best = mostFrequent([...served.values()]);
  return [...served.values()].map(({ file, folder, patterns }) => ({
    value: patterns.includes(best) ? best : (patterns[0] ?? ''),
    voter: { name: file, folder },
  }));
}

/** A file of properties and one folder whose models it describes. */
interface ServedFolder {
  readonly file: string;
  readonly folder: string;
  /** Every way to read its name that all of these models allow. */
  readonly patterns: readonly string[];
  readonly models: number;
}

/** The pattern of most files, of two of most models, of two what varies more. */
function mostFrequent(served: readonly ServedFolder[]): string {
  const counts = new Map<string, { readonly files: number; readonly models: number }>();
  for (const { patterns, models } of served) {
    for (const pattern of patterns) {
      const { files: before, models: described } = counts.get(pattern) ?? { files: 0, models: 0 };
      counts.set(pattern, { files: before + 1, models: described + models });
    }
  }
  const ranked = [...counts].sort(
    ([a, one], [b, other]) =>
      other.files - one.files || other.models - one.models || rank(a) - rank(b) || (a < b ? -1 : 1),
  );
  return ranked[0]?.[0] ?? '';
}

/** What varies most comes first. */
const VARYING = ['{model}', '{source}', '{folder}'];

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
  return [...patterns].map((pattern) => `${way}${pattern}`).sort((a, b) => rank(a) - rank(b));
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
