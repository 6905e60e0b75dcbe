import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of this package, which holds its templates: above `src/`, or above the files of `dist/`, however deep. */
export function packageFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}
