import { badRequest } from './status.ts';

// kubectl posts its access reviews as protobuf. The envelope is the magic `k8s\0` and a runtime.Unknown whose field 2
// is the object; both reviews have their spec in field 2 of that:
// https://github.com/kubernetes/kubernetes/blob/v1.32.0/staging/src/k8s.io/api/authorization/v1/generated.proto

const magic = Buffer.from('k8s\0');
const resourceFields = ['namespace', 'verb', 'group', 'version', 'resource', 'subresource', 'name'];
const nonResourceFields = ['path', 'verb'];

/**
 * A posted self-subject review as the JSON that says the same.
 * @throws ApiError 400 for bytes that are none.
 */
export function decodeReview(body: Buffer): unknown {
  if (!body.subarray(0, 4).equals(magic))
    throw badRequest('the body is not in the protobuf envelope of Kubernetes');
  const unknown = fieldsOf(body.subarray(4));
  const kind = stringOf(fieldsOf(unknown.get(1) ?? empty).get(2));
  const spec = fieldsOf(fieldsOf(unknown.get(2) ?? empty).get(2) ?? empty);
  if (kind === 'SelfSubjectRulesReview') return { kind, spec: { namespace: stringOf(spec.get(1)) } };
  const [resource, nonResource] = [spec.get(1), spec.get(2)];
  return {
    kind,
    spec: {
      ...(resource && { resourceAttributes: stringsOf(resource, resourceFields) }),
      ...(nonResource && { nonResourceAttributes: stringsOf(nonResource, nonResourceFields) }),
    },
  };
}

const empty = Buffer.alloc(0);

function stringsOf(message: Buffer, names: readonly string[]): Record<string, string> {
  const fields = fieldsOf(message);
  const pairs = names.map((name, index): [string, string] => [name, stringOf(fields.get(index + 1))]);
  return Object.fromEntries(pairs.filter(([, value]) => value !== ''));
}

function stringOf(bytes: Buffer | undefined): string {
  return bytes?.toString('utf8') ?? '';
}

/** The length-delimited fields of a message by number; the reviews have no others that matter. */
function fieldsOf(message: Buffer): ReadonlyMap<number, Buffer> {
  const fields = new Map<number, Buffer>();
  let position = 0;
  while (position < message.length) {
    const tag = varint(message, position);
    const value = varint(message, tag.end);
    position = value.end;
    const wireType = tag.value & 7;
    if (wireType === 0) continue;
    if (wireType !== 2) throw badRequest(`unexpected protobuf wire type ${wireType}`);
    fields.set(tag.value >> 3, message.subarray(value.end, value.end + value.value));
    position = value.end + value.value;
  }
  return fields;
}

function varint(bytes: Buffer, start: number): { value: number; end: number } {
  let value = 0;
  for (let index = start, scale = 1; index < bytes.length; index += 1, scale *= 128) {
    const byte = bytes[index] ?? 0;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return { value, end: index + 1 };
  }
  throw badRequest('unexpected end of protobuf');
}
