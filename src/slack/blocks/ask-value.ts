import { z } from 'zod';
import { type Ask, VERBS } from '../../asks.ts';
import type { Candidate } from '../../ports.ts';
import { LIMITS } from '../limits.ts';

/** Raised when the meaning of a key changes: buttons live in channels for years. */
const VERSION = 1;
const CHOICE_PREFIX = 'choose:';
const CONTAINER_PREFIX = 'container:';

/** As many as an ask may carry; how many fit into a value depends on their names. */
const MOST_NAMESPACES = 50;
const WORD = z.string().min(1).max(1000);
const SHORT = z.object({
  v: z.literal(VERSION),
  a: z.enum(VERBS),
  c: WORD,
  n: WORD.optional(),
  t: WORD.optional(),
  l: WORD.optional(),
  k: WORD.optional(),
  p: z.literal(1).optional(),
  i: z.int().positive().optional(),
  s: z.number().positive().optional(),
  u: z.literal(1).optional(),
  /** Many namespaces; every namespace. */
  m: z.array(WORD).min(1).max(MOST_NAMESPACES).optional(),
  e: z.literal(1).optional(),
});

/** An ask as a button's value; undefined where it is too long to be one. */
export function encodeAsk(ask: Ask): string | undefined {
  const short: z.infer<typeof SHORT> = {
    v: VERSION,
    a: ask.verb,
    c: ask.cluster,
    n: ask.namespace || undefined,
    t: ask.target || undefined,
    l: ask.selector || undefined,
    k: ask.container || undefined,
    p: ask.previous ? 1 : undefined,
    i: ask.tail,
    s: ask.sinceSeconds,
    u: ask.unhealthy ? 1 : undefined,
    m: ask.namespaces?.length ? [...ask.namespaces] : undefined,
    e: ask.allNamespaces ? 1 : undefined,
  };
  if (!SHORT.safeParse(short).success) return undefined;
  const value = JSON.stringify(short);
  return value.length <= LIMITS.buttonValue ? value : undefined;
}

/** The ask in a button's value; undefined for anything that isn't one, such as a button of another version. */
export function decodeAsk(value: string | undefined): Ask | undefined {
  const read = SHORT.safeParse(parseJson(value));
  if (!read.success) return undefined;
  const { a, c, n, t, l, k, p, i, s, u, m, e } = read.data;
  return {
    verb: a,
    cluster: c,
    ...(n === undefined ? {} : { namespace: n }),
    ...(t === undefined ? {} : { target: t }),
    ...(l === undefined ? {} : { selector: l }),
    ...(k === undefined ? {} : { container: k }),
    ...(p === undefined ? {} : { previous: true }),
    ...(i === undefined ? {} : { tail: i }),
    ...(s === undefined ? {} : { sinceSeconds: s }),
    ...(u === undefined ? {} : { unhealthy: true }),
    ...(m === undefined ? {} : { namespaces: m }),
    ...(e === undefined ? {} : { allNamespaces: true }),
  };
}

function parseJson(value: string | undefined): unknown {
  try {
    return JSON.parse(value ?? '');
  } catch {
    return undefined;
  }
}

/** The same question about one of the objects that it may have meant. */
export function askAbout(ask: Ask, { kind, namespace, name }: Candidate): Ask {
  const { selector: _, ...rest } = ask;
  if (kind === 'Namespace') {
    // `gone/web`, `gone/deploy/web`: what was asked for stays, its namespace goes.
    const target = ask.target?.replace(ask.namespace ? `${ask.namespace}/` : /^[^/]+\/(?=[^/]+\/)/, '');
    return { ...ask, namespace: name, ...(target === undefined ? {} : { target }) };
  }
  return { ...rest, ...(namespace ? { namespace } : {}), target: `${kind.toLowerCase()}/${name}` };
}

/** A menu's options have 150 characters: the question stands in the id of its block, the object in the option. */
export interface Choice {
  readonly blockId: string;
  /** Undefined where the object's names are too long for an option. */
  value(candidate: Candidate): string | undefined;
}

export function encodeChoice(ask: Ask): Choice | undefined {
  const { target: _, selector: __, namespace: ___, ...question } = ask;
  const blockId = `${CHOICE_PREFIX}${encodeAsk(question) ?? ''}`;
  if (blockId === CHOICE_PREFIX || blockId.length > LIMITS.blockId) return undefined;
  return {
    blockId,
    value: ({ kind, namespace, name }) => {
      const value = [kind, namespace, name].join('/');
      return value.length <= LIMITS.optionValue && value.split('/').length === 3 ? value : undefined;
    },
  };
}

function decodeChoice(blockId: string, value: string): Ask | undefined {
  if (!blockId.startsWith(CHOICE_PREFIX)) return undefined;
  const ask = decodeAsk(blockId.slice(CHOICE_PREFIX.length));
  const [kind, namespace, name, ...more] = value.split('/');
  if (!ask || !kind || namespace === undefined || !name || more.length > 0) return undefined;
  return askAbout(ask, { kind, namespace, name });
}

/** The same for the containers of one pod: its id of a block, undefined where the names are too long. */
export function encodeContainerChoice(ask: Ask): string | undefined {
  const { container: _, ...rest } = ask;
  const blockId = `${CONTAINER_PREFIX}${encodeAsk(rest) ?? ''}`;
  return blockId === CONTAINER_PREFIX || blockId.length > LIMITS.blockId ? undefined : blockId;
}

function decodeContainerChoice(blockId: string, container: string): Ask | undefined {
  if (!blockId.startsWith(CONTAINER_PREFIX) || container === '') return undefined;
  const ask = decodeAsk(blockId.slice(CONTAINER_PREFIX.length));
  return ask && { ...ask, container };
}

const ACTION = z.object({
  block_id: z.string().optional(),
  value: z.string().optional(),
  selected_option: z.object({ value: z.string() }).nullish(),
});

/** What a click asks for: a button's value, or what was chosen in a menu. Undefined for garbage. */
export function askOfAction(action: unknown): Ask | undefined {
  const read = ACTION.safeParse(action);
  if (!read.success) return undefined;
  const { block_id: blockId = '', value, selected_option: chosen } = read.data;
  if (!chosen) return decodeAsk(value);
  return decodeChoice(blockId, chosen.value) ?? decodeContainerChoice(blockId, chosen.value);
}
