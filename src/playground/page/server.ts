import type {
  ActBody,
  Completions,
  Done,
  PageProof,
  PageState,
  SayBody,
  SceneBody,
  ShortcutBody,
} from '../contract.ts';

interface Bodies {
  readonly say: SayBody;
  readonly act: ActBody;
  readonly shortcut: ShortcutBody;
  readonly scene: SceneBody;
  readonly alert: object;
  readonly digest: object;
  readonly home: object;
}

/** Asks the server for something to be done. Always answers. */
export async function post<T extends keyof Bodies>(what: T, body: Bodies[T]): Promise<Done> {
  try {
    const answer = await fetch(`/api/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as Done;
  } catch {
    return { ok: false, problem: 'The playground did not answer. Is it still running?' };
  }
}

/** What the text may become; nothing where the server can't say. */
export async function complete(
  channel: string,
  text: string,
  signal: AbortSignal,
): Promise<Completions['lines']> {
  try {
    const answer = await fetch(`/api/complete?${new URLSearchParams({ channel, text })}`, { signal });
    if (!answer.ok) return [];
    return ((await answer.json()) as Completions).lines;
  } catch {
    return [];
  }
}

/** What an answer was made of; undefined where it can't be had, or no longer. */
export async function fetchProof(url: string): Promise<PageProof | undefined> {
  try {
    const answer = await fetch(url);
    return answer.ok ? ((await answer.json()) as PageProof) : undefined;
  } catch {
    return undefined;
  }
}

/** Hands on every state that the server sends, and whether it can be reached. */
export function follow(onState: (state: PageState) => void, onReach: (isReached: boolean) => void): void {
  const events = new EventSource('/api/events');
  events.addEventListener('state', (event) => {
    onReach(true);
    onState(JSON.parse(event.data) as PageState);
  });
  events.addEventListener('error', () => onReach(false));
}
