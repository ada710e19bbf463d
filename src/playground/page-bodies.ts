import { z } from 'zod';
import type { ActBody, SayBody, SceneBody, ShortcutBody } from './contract.ts';

const id = z.string().min(1).max(200);

/** What the page may send, checked. */
const BODIES = {
  say: z.object({ channel: id, text: z.string(), threadTs: id.optional() }),
  act: z.object({
    channel: id.optional(),
    ts: id.optional(),
    blockId: z.string().max(255).optional(),
    actionId: id,
    value: z.string().max(2000).optional(),
  }),
  shortcut: z.object({ channel: id, ts: id }),
  scene: z.object({ workload: id, state: z.enum(['broken', 'well']) }),
} as const;

interface Parsed {
  readonly say: SayBody;
  readonly act: ActBody;
  readonly shortcut: ShortcutBody;
  readonly scene: SceneBody;
}

/** The body that it should be; undefined where it is another. */
export function parsed<What extends keyof Parsed>(what: What, json: unknown): Parsed[What] | undefined {
  return BODIES[what].safeParse(json).data as Parsed[What] | undefined;
}
