import type { IncomingMessage } from 'node:http';
import { parse } from 'node:querystring';
import { isObject, type Json } from './json.ts';
import { Refusal } from './refusal.ts';

export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/**
 * Arguments of a call, from a form or JSON.
 * @throws Refusal invalid_json, json_not_object, invalid_post_type.
 */
export function readArgs(bytes: Buffer, contentType: string, query: URLSearchParams): Json {
  const fromQuery = Object.fromEntries(query);
  const [type = ''] = contentType.split(';');
  if (type === 'application/json') return { ...fromQuery, ...readJson(bytes.toString('utf8')) };
  if (type === 'application/x-www-form-urlencoded') return { ...fromQuery, ...parse(bytes.toString('utf8')) };
  if (bytes.length === 0) return fromQuery;
  throw new Refusal('invalid_post_type');
}

function readJson(text: string): Json {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal('invalid_json');
  }
  if (!isObject(value)) throw new Refusal('json_not_object');
  return value;
}

/** An uploaded file: the body itself, or the first file of a multipart form. */
export async function readUpload(bytes: Buffer, contentType: string): Promise<Buffer> {
  if (!contentType.startsWith('multipart/form-data')) return bytes;
  const body = new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } });
  for (const value of (await body.formData()).values()) {
    return typeof value === 'string' ? Buffer.from(value) : Buffer.from(await value.arrayBuffer());
  }
  return Buffer.alloc(0);
}
