import { gzipSync } from 'node:zlib';
import type { ErrorDetail, HttpReply, VendorError } from './dialect.ts';

/** What happens to one call. */
export type Fault =
  /** The vendor takes the request and never answers. */
  | { readonly kind: 'hang' }
  /** The connection ends: before the headers, or after so many bytes of the body. */
  | { readonly kind: 'cut'; readonly after: number | 'request' }
  /** Headers and so many bytes of the body come, then nothing. */
  | { readonly kind: 'stall'; readonly after: number }
  | { readonly kind: 'drip'; readonly bytes: number; readonly everyMs: number }
  /** A whole reply, as HTTP sees it, whose JSON ends too soon. */
  | { readonly kind: 'clip'; readonly after: number }
  /** Somebody else answers: a proxy, a captive portal, another host. */
  | { readonly kind: 'instead'; readonly reply: HttpReply }
  /** The right body under other headers. */
  | { readonly kind: 'relabel'; readonly headers: Readonly<Record<string, string>> }
  /** The vendor's own error, with headers of its own or with lies. */
  | {
      readonly kind: 'error';
      readonly error: VendorError;
      readonly detail?: ErrorDetail;
      readonly headers?: Readonly<Record<string, string>>;
    };

/** Faults of the first calls; all further calls go well. */
export function first(...faults: readonly (Fault | null)[]): (nth: number) => Fault | null {
  return (nth) => faults[nth - 1] ?? null;
}

export function always(fault: Fault): () => Fault {
  return () => fault;
}

function instead(status: number, contentType: string, body: string): Fault {
  return { kind: 'instead', reply: { status, headers: { 'content-type': contentType }, body } };
}

const HTML =
  '<!DOCTYPE html><html><head><title>Welcome</title></head><body><h1>Sign in to the network</h1></body></html>';

/** A captive portal or a wrong address: status 200, and a page. */
export const PORTAL = instead(200, 'text/html; charset=utf-8', HTML);
/** What nginx and Cloudflare put before a vendor that is down. */
export const BAD_GATEWAY = instead(
  502,
  'text/html',
  '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>',
);
export const EMPTY_BODY = instead(200, 'application/json', '');
export const NULL_BODY = instead(200, 'application/json', 'null');
export const LIST_BODY = instead(200, 'application/json', '[]');
export const ODD_TYPE: Fault = { kind: 'relabel', headers: { 'content-type': 'application/octet-stream' } };

/** 307 keeps method and body: a client that follows sends the prompt there. */
export function redirectTo(url: string, status = 307): Fault {
  return { kind: 'instead', reply: { status, headers: { location: url }, body: '' } };
}

/** A few kilobytes that unpack to 64 MB. */
export function bomb(status: number): Fault {
  const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
  return { kind: 'instead', reply: { status, headers, body: gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20)) } };
}
