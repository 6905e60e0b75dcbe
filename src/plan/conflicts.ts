import type { Action, PlannedFile, PredictedConflict } from './plan.ts';

type PredictedFile = Pick<PlannedFile, 'path' | 'steps'>;

/**
 * Where actions would meet if they were worked on apart: `same_file` for a file that several contribute to,
 * `same_directory` for a folder in which several have files of their own, `potential` for paths that differ only in
 * case and are one file on some systems. One entry for each file or folder, never for each pair. Pure, linear.
 */
export function predictConflicts(
  actions: readonly Pick<Action, 'step_id' | 'file_path'>[],
  files: readonly PredictedFile[],
): PredictedConflict[] {
  const known = new Set(files.map((file) => file.path));
  // A plan from a hand or another tool may name a main file that it does not render.
  const named = actions
    .filter((action) => action.file_path !== '' && !known.has(action.file_path))
    .map((action) => ({ path: action.file_path, steps: [action.step_id] }));
  const all = mergeSamePath([...files, ...named]);
  return [
    ...all.filter((file) => file.steps.length > 1).map((file) => conflict('same_file', [file])),
    ...groups(all, folderOf).map((group) => conflict('same_directory', group)),
    ...groups(all, (path) => path.toLowerCase()).map((group) => conflict('potential', group)),
  ];
}

function mergeSamePath(files: readonly PredictedFile[]): PredictedFile[] {
  const steps = new Map<string, Set<number>>();
  for (const file of files) {
    const set = steps.get(file.path);
    if (set) file.steps.forEach((step) => set.add(step));
    else steps.set(file.path, new Set(file.steps));
  }
  return [...steps.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, set]) => ({ path, steps: [...set] }));
}

/** Files under one key, where they are several and the work of several actions. Files of the project's root share none. */
function groups(files: readonly PredictedFile[], keyOf: (path: string) => string): PredictedFile[][] {
  const byKey = new Map<string, PredictedFile[]>();
  for (const file of files) {
    const key = keyOf(file.path);
    if (key === '') continue;
    const list = byKey.get(key);
    if (list) list.push(file);
    else byKey.set(key, [file]);
  }
  return [...byKey.values()].filter(
    (group) => group.length > 1 && new Set(group.flatMap((file) => file.steps)).size > 1,
  );
}

function conflict(type: PredictedConflict['conflict_type'], files: readonly PredictedFile[]): PredictedConflict {
  return {
    task_ids: [...new Set(files.flatMap((file) => file.steps))].sort((a, b) => a - b),
    predicted_files: files.map((file) => file.path),
    conflict_type: type,
  };
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
