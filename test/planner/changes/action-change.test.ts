import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/plan/seal.ts';
import type { ActionFile } from '../../../src/planner/changes/action-change.ts';
import { changeOf, changeWords, severityOf, updateType } from '../../../src/planner/changes/action-change.ts';
import { readPropertiesChange } from '../../../src/planner/changes/file-nodes.ts';
import type { DraftAction } from '../../../src/planner/draft.ts';

const MODELS = `models:
  - name: stg_orders
    description: orders
    columns:
      - name: id
        data_tests: [unique]
      - name: note
`;

const action: DraftAction = {
  type: 'create_staging',
  name: 'stg_orders',
  description: '',
  dependencies: [],
  reason: { code: 'raw_table', text: '', evidence: [] },
  spec: {
    kind: 'staging',
    name: 'stg_orders',
    description: '',
    columns: [],
    source: 'shop',
    table: 'orders',
    select: [],
  },
};

function file(path: string, before: string | null, after: string): ActionFile {
  const current = before === null ? undefined : { content: before, hash: sha256(before), mode: '0644' };
  const changed = {
    file: { path, mode: '0644', content: after, parts: [] },
    decision: { kind: 'write', risk: 'merged', content: after, base: after } as const,
    current,
    base: undefined,
  };
  return { changed, properties: readPropertiesChange(changed) };
}

function told(...files: ActionFile[]) {
  const change = changeOf(action, files);
  if (change === null) return null;
  const [alone, refd] = [severityOf(change, []), severityOf(change, ['fct_orders'])];
  return { type: updateType(action, change), alone, refd, words: changeWords(change) };
}

describe('an action', () => {
  it('makes what is not there, also in a file that is', () => {
    expect(told(file('models/stg_orders.sql', null, 'select 1\n'), file('models/x.yml', null, MODELS))).toBeNull();
    expect(
      told(file('models/stg_orders.sql', null, 'select 1\n'), file('models/x.yml', 'models: []\n', MODELS)),
    ).toBeNull();
  });

  it('updates a model that gets columns, which breaks nothing', () => {
    const after = MODELS.replace('- name: note', '- name: total\n      - name: note');
    expect(
      told(file('models/stg_orders.sql', 'select 1\n', 'select 1, 2\n'), file('models/x.yml', MODELS, after)),
    ).toEqual({
      type: 'update_staging',
      alone: 'safe',
      refd: 'safe',
      words: 'total comes',
    });
  });

  it('may break whoever refers to a column that goes, or to a key that is one no longer', () => {
    const gone = MODELS.replace('      - name: note\n', '');
    expect(told(file('models/x.yml', MODELS, gone))).toMatchObject({
      alone: 'moderate',
      refd: 'breaking',
      words: 'note goes',
    });
    const unkeyed = MODELS.replace('        data_tests: [unique]\n', '');
    expect(told(file('models/x.yml', MODELS, unkeyed))).toMatchObject({ type: 'add_tests', refd: 'breaking' });
  });

  it('adds tests or changes docs, where that is all', () => {
    const tested = MODELS.replace('[unique]', '[unique, not_null]');
    expect(told(file('models/x.yml', MODELS, tested))).toEqual({
      type: 'add_tests',
      alone: 'safe',
      refd: 'safe',
      words: 'tests are added',
    });
    const described = MODELS.replace('description: orders', 'description: all orders');
    expect(told(file('models/x.yml', MODELS, described))).toMatchObject({ type: 'update_docs', refd: 'safe' });
    expect(told(file('models/x.yml', MODELS, described.replace('[unique]', '[]')))).toMatchObject({
      type: 'update_staging',
    });
  });

  it('rewrites a model whose columns stay', () => {
    expect(told(file('models/stg_orders.sql', 'select 1\n', 'select 2\n'))).toEqual({
      type: 'update_staging',
      alone: 'moderate',
      refd: 'moderate',
      words: 'it is written differently now',
    });
  });
});
