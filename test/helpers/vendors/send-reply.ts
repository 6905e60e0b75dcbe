import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpReply } from './dialect.ts';
import type { Fault } from './faults.ts';

/** Puts a reply on the wire, whole or as the fault has it. Resolves when nothing more will be sent. */
export async function sendReply(response: ServerResponse, reply: HttpReply, fault: Fault | null): Promise<void> {
  const body = Buffer.isBuffer(reply.body) ? reply.body : Buffer.from(reply.body);
  const sent = fault?.kind === 'clip' ? body.subarray(0, fault.after) : body;
  const headers = { ...reply.headers, ...(fault?.kind === 'relabel' ? fault.headers : {}) };
  if (response.destroyed) return;
  response.writeHead(reply.status, { ...headers, 'content-length': sent.length });
  if (fault?.kind === 'stall') {
    response.flushHeaders();
    response.write(sent.subarray(0, fault.after));
    return;
  }
  if (fault?.kind === 'cut') {
    response.flushHeaders();
    if (typeof fault.after === 'number' && fault.after > 0) response.write(sent.subarray(0, fault.after));
    // The part must leave before the socket goes, or the client would see a connection that never answered.
    await sleep(20);
    response.socket?.destroy();
    return;
  }
  if (fault?.kind === 'drip') {
    response.flushHeaders();
    for (let at = 0; at < sent.length && !response.destroyed; at += fault.bytes) {
      response.write(sent.subarray(at, at + fault.bytes));
      await sleep(fault.everyMs);
    }
  }
  response.end(fault?.kind === 'drip' ? undefined : sent);
}
