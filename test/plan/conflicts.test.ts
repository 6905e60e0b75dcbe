import { expect, it } from 'vitest';
import { predictConflicts } from '../../src/plan/conflicts.ts';
import { makeAction } from '../helpers/shop-plan.ts';

it('predicts where actions meet, one entry for each file or folder', () => {
  const files = [
    { path: 'models/staging/_shop__models.yml', steps: [1, 2, 3] },
    { path: 'models/staging/stg_a.sql', steps: [1] },
    { path: 'models/staging/stg_b.sql', steps: [2] },
    { path: 'models/staging/STG_B.sql', steps: [3] },
    { path: 'models/marts/fct_a.sql', steps: [4] },
    { path: 'README.md', steps: [4] },
    { path: 'dbt_project.yml', steps: [5] },
  ];
  expect(predictConflicts([], files)).toEqual([
    { task_ids: [1, 2, 3], predicted_files: ['models/staging/_shop__models.yml'], conflict_type: 'same_file' },
    {
      task_ids: [1, 2, 3],
      predicted_files: [
        'models/staging/STG_B.sql',
        'models/staging/_shop__models.yml',
        'models/staging/stg_a.sql',
        'models/staging/stg_b.sql',
      ],
      conflict_type: 'same_directory',
    },
    {
      task_ids: [2, 3],
      predicted_files: ['models/staging/STG_B.sql', 'models/staging/stg_b.sql'],
      conflict_type: 'potential',
    },
  ]);
});

it('sees the main file of an action that renders none', () => {
  const actions = [
    makeAction(1, 'create_mart a', { file_path: 'models/a.sql' }),
    makeAction(2, 'add_tests a', { file_path: 'models/a.sql' }),
  ];
  expect(predictConflicts(actions, [])).toEqual([
    { task_ids: [1, 2], predicted_files: ['models/a.sql'], conflict_type: 'same_file' },
  ]);
});

it('stays small: thousands of models of one folder are one entry', () => {
  const files = Array.from({ length: 5_000 }, (_, index) => ({ path: `models/m${index}.sql`, steps: [index] }));
  expect(predictConflicts([], files)).toHaveLength(1);
});
