import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Disk } from '../../src/outside/disk.ts';
import { realDisk } from '../../src/outside/disk.ts';

/** A disk that a power cut robs of whatever was not synced. */
export interface ForgetfulDisk {
  readonly disk: Disk;
  /** Cuts the power: `random` (0 to 1) decides what of the unsynced is lost. */
  readonly cutPower: (random: () => number) => void;
}

interface NameChange {
  readonly folder: string;
  undo(): void;
}

/**
 * The real disk with a memory of what a power cut may take away: every change of a name until the folder that it is in
 * is synced (in each folder the newest changes are lost first), and every text that was not synced (to a shorter one).
 */
export function forgetfulDisk(): ForgetfulDisk {
  let names: NameChange[] = [];
  const durableSizes = new Map<string, number>();
  const change = (path: string, undo: () => void) => names.push({ folder: dirname(path), undo });

  const disk: Disk = {
    async makeFolder(path) {
      if (!existsSync(path)) change(path, () => rmSync(path, { recursive: true, force: true }));
      await realDisk.makeFolder(path);
    },
    async writeFile(path, content, { mode, sync }) {
      await realDisk.writeFile(path, content, { mode, sync: false });
      change(path, () => rmSync(path, { force: true }));
      if (!sync) durableSizes.set(path, 0);
    },
    async append(path, text, { sync }) {
      const before = existsSync(path) ? statSync(path).size : null;
      await realDisk.append(path, text, { sync: false });
      if (before === null) change(path, () => rmSync(path, { force: true }));
      if (sync) durableSizes.delete(path);
      else if (!durableSizes.has(path)) durableSizes.set(path, before ?? 0);
    },
    async rename(from, to) {
      const old = keep(to);
      await realDisk.rename(from, to);
      change(to, () => {
        if (existsSync(to) && existsSync(dirname(from))) renameSync(to, from);
        old();
      });
      const size = durableSizes.get(from);
      durableSizes.delete(from);
      durableSizes.delete(to);
      if (size !== undefined) durableSizes.set(to, size);
    },
    async removeFile(path) {
      if (existsSync(path)) change(path, keep(path));
      await realDisk.removeFile(path);
    },
    async removeFolder(path) {
      const isGone = await realDisk.removeFolder(path);
      if (isGone) change(path, () => existsSync(dirname(path)) && mkdirSync(path, { recursive: true }));
      return isGone;
    },
    async syncFolder(path) {
      names = names.filter(({ folder }) => folder !== path);
    },
  };
  return { disk, cutPower: (random) => cutPower(names, durableSizes, random) };
}

/** Remembers a file, to put it back. */
function keep(path: string): () => void {
  if (!existsSync(path)) return () => {};
  const [content, mode] = [readFileSync(path), statSync(path).mode & 0o7777];
  return () => existsSync(dirname(path)) && writeFileSync(path, content, { mode });
}

function cutPower(names: readonly NameChange[], sizes: ReadonlyMap<string, number>, random: () => number): void {
  for (const [path, size] of sizes) {
    if (!existsSync(path)) continue;
    const now = statSync(path).size;
    truncateSync(path, size + Math.floor(random() * (now - size + 1)));
  }
  const kept = new Map<string, number>();
  for (const folder of new Set(names.map((change) => change.folder))) {
    const count = names.filter((change) => change.folder === folder).length;
    kept.set(folder, Math.floor(random() * (count + 1)));
  }
  const lost: NameChange[] = [];
  for (const change of names) {
    const left = kept.get(change.folder) ?? 0;
    if (left > 0) kept.set(change.folder, left - 1);
    else lost.push(change);
  }
  for (const change of lost.toReversed()) change.undo();
}
