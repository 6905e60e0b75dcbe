import type { LayeredModel } from './layers.ts';
import type { StagedModel } from './staged-models.ts';
import type { Vote } from './votes.ts';
import { entityForms, singular, snakeCase } from './word-forms.ts';

/** Fewer keys of staging models than these say less than those of the other models. */
const FEWEST_KEYS = 3;

/** How primary keys are called: `{entity}_id`, `{entity}_key`, `id`. Those of staging models, unless they show hardly any. Pure. */
export function primaryKeys(staged: readonly StagedModel[], models: readonly LayeredModel[]): Vote[] {
  const ofStaging = staged.flatMap((model) => keyVote(model, model.table));
  if (ofStaging.length >= FEWEST_KEYS) return ofStaging;
  const later = models.filter(({ layer }) => layer !== 'before_staging');
  return later.flatMap((model) => keyVote({ ...model, sql: null }, model.name));
}

function keyVote(model: LayeredModel, name: string): Vote[] {
  const key = keyOf(model);
  const pattern = key === null ? null : keyPattern(key, name);
  const voter = { name: `${model.name}.${key}`, folder: model.folder };
  return pattern === null ? [] : [{ value: pattern, voter }];
}

/** The column that is tested as a key; else what becomes of a raw `id`; else a first column that is called like a key. */
function keyOf({ columns, sql }: Pick<LayeredModel, 'columns' | 'sql'>): string | null {
  const tested = columns.find(({ tests }) => ['unique', 'not_null'].every((test) => tests.includes(test)));
  const unique = tested ?? columns.find(({ tests }) => tests.includes('unique'));
  if (unique) return snakeCase(unique.name);
  const first = sql?.first_column ?? null;
  return sql?.id_as ?? (first !== null && KEY_ENDING.test(first) ? first : null);
}

const KEY_WORD = '(id|key|pk|sk|hk|uuid|guid)';
const KEY_ENDING = new RegExp(`(?:^|_)${KEY_WORD}$`);
const KEY_BEGINNING = new RegExp(`^${KEY_WORD}_(.+)$`);

/** `pk_{entity}` where the name begins with the word of a key, `{entity}_id` where it ends so; null for another name. */
function keyPattern(key: string, name: string): string | null {
  const [, first, rest = ''] = KEY_BEGINNING.exec(key) ?? [];
  if (first !== undefined && entityForms(name).map(singular).includes(rest)) return `${first}_{entity}`;
  const last = KEY_ENDING.exec(key)?.[1];
  if (last === undefined) return null;
  return key === last ? key : `{entity}_${last}`;
}
