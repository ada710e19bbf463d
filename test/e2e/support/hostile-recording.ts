import type { KubeObject, Recording } from '../../../src/replay/recording.ts';
import { TOKENS, VALUES } from '../../diagnosis/redact/planted.ts';
import { HOSTILE } from '../../slack/blocks/hostile.ts';

/** A secret of its own in a text that gives it away. */
export interface PlantedText {
  readonly secret: string;
  readonly text: string;
}

const KEY_LINES = Array.from({ length: 24 }, (_, index) => `qK${index}zT`.padEnd(64, `Wm${index}Rf7hJ9kL`));
const KEY_TAIL = 'pZ9vE3xQ==';

/** Every kind of token, and every name beside which a value is secret, each with a secret that stands nowhere else. */
export const PLANTED: readonly PlantedText[] = [
  ...TOKENS.map(({ secret, texts }, index) => planted(secret, texts[index % texts.length] ?? '{}')),
  ...(VALUES[0]?.texts ?? []).map((text, index) => planted(`Tr0ub4dor${index}xYzQ7`, text)),
  planted('acct-48151623', 'moved {} to another ledger'),
];

/** What must not get out: the secrets, the middle of each long one, and every line of a private key. */
export const SECRETS: readonly string[] = [
  ...PLANTED.flatMap(({ secret }) => [secret, ...(secret.length >= 32 ? [secret.slice(8, 24)] : [])]),
  ...KEY_LINES.map((line) => line.slice(0, 20)),
  KEY_TAIL,
];

/** Beside the common hostile texts: fences, control characters and lines that no message holds. */
export const NASTY: readonly string[] = [
  ...HOSTILE.filter((text) => text.trim() !== ''),
  '```\n<!channel>\n```',
  '*<!everyone>* _<@U1>_ <!subteam^S1> @ann #ops',
  'zero\u200bwidth <\u200b!channel> \u2066isolated\u2069 \ufeff',
  '\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007 \u001b[2J\u001b[31m',
  `https://evil.example/${'a'.repeat(100_000)}`,
  '<'.repeat(9000),
];

function planted(secret: string, text: string): PlantedText {
  return { secret, text: text.replace('{}', secret) };
}

/** A private key as programs log it: every line behind a time and a level of their own, or bare. */
function keyLines(before: (index: number) => string): readonly string[] {
  const kind = ['PRIVATE', 'KEY'].join(' ');
  const lines = [`-----BEGIN ${kind}-----`, ...KEY_LINES, KEY_TAIL, `-----END ${kind}-----`];
  return lines.map((line, index) => `${before(index)}${line}`);
}

/** The same cluster, with hostile texts and secrets wherever an object or a log of its namespace can hold one. */
export function poisoned(recording: Recording): Recording {
  const own = ({ kind, metadata }: KubeObject) =>
    kind === 'Node' || metadata.namespace === recording.namespace;
  const objects = recording.objects.map((object, index) => (own(object) ? poison(object, index) : object));
  const events = objects.filter(({ kind }) => kind === 'Event');
  const more = events.slice(-12).flatMap((event, which) =>
    PLANTED.filter((_, index) => index % 12 === which).map(({ text }, index) => ({
      ...event,
      metadata: {
        ...event.metadata,
        name: `${event.metadata.name}-${index}`,
        uid: `planted-${which}-${index}`,
      },
      message: `Error: ${text}`,
      note: text,
    })),
  );
  const logs = Object.fromEntries(
    Object.entries(recording.logs).map(([key, { current, previous }]) => [
      key,
      // One of the two ends within a key.
      { current: poisonedLog(current, recording, 100), previous: poisonedLog(previous, recording, 6) },
    ]),
  );
  return { ...recording, objects: [...objects, ...more], logs };
}

function poisonedLog(
  log: { readonly text: string } | { readonly error: string } | undefined,
  { takenAt }: Recording,
  cut: number,
): { readonly text: string } {
  const own = log && 'text' in log ? log.text : '';
  const lines = [
    ...keyLines(() => ''),
    ...NASTY,
    ...keyLines((index) => `2026-11-22 07:00:${String(10 + index)} INFO  [main] `),
    ...PLANTED.map(({ text }) => text),
    ...keyLines(() => '').slice(0, -1),
    'key was cut off',
    ...NASTY.map((text) => `ERROR: could not connect to ${text}`),
    'panic: <!channel> *bold* ```',
    ...keyLines(() => '\tat '),
    'FATAL: environment variable REDIS_URL is not set <!here> <https://evil.example|x>',
    ...keyLines(() => '    ').slice(0, cut),
  ].flatMap((text) => text.split('\n'));
  return { text: own + lines.map((line) => `${takenAt.replace('Z', '.123456789Z')} ${line}\n`).join('') };
}

/** The texts that one object carries in its few fields; others carry others. */
export function textsFor(index: number): readonly string[] {
  const secrets = Array.from(
    { length: 8 },
    (_, at) => PLANTED[(index * 8 + at) % PLANTED.length]?.text ?? '',
  );
  return [NASTY[index % NASTY.length] ?? '', ...secrets];
}

type Json = Readonly<Record<string, unknown>>;

export function poison(object: KubeObject, index: number): KubeObject {
  const texts = textsFor(index);
  const message = texts.join('\n');
  if (object.kind === 'Event') return { ...object, message: `${object.message}: ${message}` };
  const annotations = Object.fromEntries(
    [...PLANTED.map(({ text }) => text), ...NASTY].map((text, at) => [`example.com/a${at}`, text]),
  );
  const metadata = { ...object.metadata, annotations: { ...object.metadata.annotations, ...annotations } };
  const status = { ...(object.status as Json), message, ...conditionsOf(object, message) };
  if (object.kind === 'Node') return { ...object, metadata, status };
  if (object.kind !== 'Pod') return { ...object, metadata };
  const spec = object.spec as Json & { readonly containers: readonly Json[] };
  const containers = spec.containers.map((container) => poisonedContainer(container, texts));
  // Names and reasons that no API server would take: this may be anybody's.
  const nodeName = index % 2 === 0 ? { nodeName: `${spec.nodeName}-<!here>` } : {};
  const { containerStatuses = [] } = object.status as { readonly containerStatuses?: readonly Json[] };
  return {
    ...object,
    metadata,
    spec: { ...spec, ...nodeName, containers },
    status: { ...status, containerStatuses: containerStatuses.map((one) => poisonedStatus(one, message)) },
  };
}

function conditionsOf({ status }: KubeObject, message: string): Json {
  const { conditions } = (status ?? {}) as { readonly conditions?: readonly Json[] };
  return conditions ? { conditions: conditions.map((condition) => after(condition, message)) } : {};
}

/** Behind what the cluster says of itself, so that a cause is still found. */
function after(detail: Json, message: string): Json {
  return { ...detail, message: detail.message === undefined ? message : `${detail.message}: ${message}` };
}

function poisonedContainer(container: Json, texts: readonly string[]): Json {
  const env = (container.env as readonly Json[] | undefined) ?? [];
  const values = [...PLANTED.map(({ text }) => text), ...NASTY, keyLines(() => '').join('\n')];
  return {
    ...container,
    image: `${container.image}-<!channel>\`*x*\``,
    command: ['sh', '-c', ...texts],
    env: [...env, ...values.map((value, index) => ({ name: `OPT_${index}`, value }))],
  };
}

function poisonedStatus(status: Json, message: string): Json {
  const worse = (state: unknown): Json =>
    Object.fromEntries(
      Object.entries((state ?? {}) as Json).map(([name, detail]) => [name, after(detail as Json, message)]),
    );
  return { ...status, state: worse(status.state), lastState: worse(status.lastState) };
}
