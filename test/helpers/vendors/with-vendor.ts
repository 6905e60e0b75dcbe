import { afterEach } from 'vitest';
import type { Vendor } from '../../../src/providers/provider.ts';
import { FAKES } from './bare-sdks.ts';
import type { VendorOptions, VendorServer } from './vendor-server.ts';

const open: VendorServer[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** A fake vendor that is gone after the test. */
export async function startFake(
  vendor: Vendor,
  options: VendorOptions & { readonly key?: string } = {},
): Promise<VendorServer> {
  const server = await FAKES[vendor].start(options);
  open.push(server);
  return server;
}

/** What a promise rejects with. */
export async function thrownBy(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
