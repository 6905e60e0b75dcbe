import type { LayeredModel } from './layers.ts';
import type { Vote } from './votes.ts';
import type { WrittenProject } from './written-project.ts';

type SettingOf = WrittenProject['settingOf'];

/** Where so many models leave it to the layer's folder, that says what a new one becomes; the others have reasons. */
const LEFT_TO_FOLDER = 0.25;

/** How the models of a layer are materialized: by their folder's setting, or by their own where hardly one leaves it to that. Pure. */
export function materializations(models: readonly LayeredModel[], settingOf: SettingOf): Vote[] {
  const effective = ({ materialized, folder }: LayeredModel): string | null =>
    materialized ?? settingOf(folder, 'materialized');
  const asLayer = models.filter((model) => {
    const ofLayer = settingOf(model.layerFolder, 'materialized');
    return model.materialized === null && ofLayer !== null && effective(model) === ofLayer;
  });
  const voters = asLayer.length >= models.length * LEFT_TO_FOLDER ? asLayer : models;
  return voters.map((voter) => ({ value: effective(voter) ?? 'view', voter }));
}

/** What the folder of a layer says of the schema; null of a model whose own folder says something else. Pure. */
export function schemas(models: readonly LayeredModel[], settingOf: SettingOf): Vote[] {
  return models.map((voter) => {
    const ofLayer = settingOf(voter.layerFolder, 'schema');
    return { value: settingOf(voter.folder, 'schema') === ofLayer ? ofLayer : null, voter };
  });
}
