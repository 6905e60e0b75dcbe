import type { Style } from '../../context/style.ts';
import type { EntityName } from '../entity-names.ts';
import { plural, singular } from '../inflect.ts';

/** What a staging model of people is about by its name: `stg_locations` of raw `stores` stages locations; null: it does not say. */
export function stagedEntity(model: string, source: string, { naming }: Style): EntityName | null {
  const [before = '', after = ''] = naming.staging.replaceAll('{source}', source).toLowerCase().split('{entity}');
  const name = model.toLowerCase();
  const fits = name.startsWith(before) && name.endsWith(after) && name.length > before.length + after.length;
  if (!fits || before + after === '') return null;
  const entity = name.slice(before.length, name.length - after.length);
  return { singular: singular(entity), plural: plural(entity) };
}
