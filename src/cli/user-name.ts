import { userInfo } from 'node:os';

/** Who is logged in, for the record; systems without accounts have no name to give. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}
