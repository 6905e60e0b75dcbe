import { open, stat } from 'node:fs/promises';

/** What stands at a path; links are followed. Whatever cannot be looked at is missing. */
export async function kindOfPath(path: string): Promise<'file' | 'folder' | 'missing'> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return 'folder';
    return found.isFile() ? 'file' : 'missing';
  } catch {
    return 'missing';
  }
}

/** Whether the first bytes are those of a DuckDB database, of whatever version (dbt-facts.md 13). */
export async function isDuckdbFile(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(12), position: 0 });
      return buffer.toString('latin1', 8, bytesRead) === 'DUCK';
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}
