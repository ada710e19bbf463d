import { validateView } from './blocks/validate-view.ts';
import type { Changes } from './changes.ts';
import { fromJson } from './content.ts';
import { isObject, type Json, stringOf } from './json.ts';
import { Refusal, refuse } from './refusal.ts';
import { identity } from './workspace.ts';

/** A modal on a person's screen, or their App Home. */
export interface View {
  readonly id: string;
  readonly user: string;
  readonly kind: 'modal' | 'home';
  readonly rootId: string;
  readonly previousId: string | undefined;
  /** As the app gave it. */
  json: Json;
  hash: string;
}

/** Modals lie on each other three deep. */
const DEPTH = 3;
/** Bytes of a view as JSON. */
const SIZE = 250_000;

export class Views {
  readonly #changes: Changes;
  readonly #stacks = new Map<string, View[]>();
  readonly #homes = new Map<string, View>();
  #count = 0;

  constructor(changes: Changes) {
    this.#changes = changes;
  }

  /** The modal on top of a person's screen. */
  top(user: string): View | undefined {
    return this.#stacks.get(user)?.at(-1);
  }

  home(user: string): View | undefined {
    return this.#homes.get(user);
  }

  find(id: unknown): View | undefined {
    const views = [...this.#stacks.values()].flat().concat([...this.#homes.values()]);
    return views.find((view) => view.id === id || (stringOf(id) && view.json.external_id === id));
  }

  open(user: string, given: unknown): View {
    return this.#show([], this.#make(user, read(given, 'modal'), 'modal', undefined));
  }

  push(user: string, given: unknown): View {
    const stack = this.#stacks.get(user) ?? [];
    if (stack.length >= DEPTH) throw new Refusal('push_limit_reached');
    return this.#show(stack, this.#make(user, read(given, 'modal'), 'modal', stack.at(-1)));
  }

  update(view: View, given: unknown, hash?: unknown): View {
    if (stringOf(hash) && hash !== view.hash) throw new Refusal('hash_conflict');
    view.json = read(given, view.kind);
    view.hash = this.#hash();
    this.#changes.tell();
    return view;
  }

  publish(user: string, given: unknown, hash?: unknown): View {
    const existing = this.#homes.get(user);
    if (existing) return this.update(existing, given, hash);
    const view = this.#make(user, read(given, 'home'), 'home', undefined);
    this.#homes.set(user, view);
    this.#changes.tell();
    return view;
  }

  /** Takes away the modal on top, or all of them. */
  close(user: string, all: boolean): void {
    const stack = this.#stacks.get(user) ?? [];
    this.#stacks.set(user, all ? [] : stack.slice(0, -1));
    this.#changes.tell();
  }

  #make(user: string, json: Json, kind: 'modal' | 'home', previous: View | undefined): View {
    this.#count += 1;
    const id = `V${String(this.#count).padStart(4, '0')}`;
    const rootId = previous?.rootId ?? id;
    return { id, user, kind, rootId, previousId: previous?.id, json, hash: this.#hash() };
  }

  #show(stack: readonly View[], view: View): View {
    this.#stacks.set(view.user, [...stack, view]);
    this.#changes.tell();
    return view;
  }

  #hash(): string {
    this.#count += 1;
    return `${Date.now()}.${this.#count}`;
  }
}

function read(given: unknown, kind: 'modal' | 'home'): Json {
  const view = typeof given === 'string' ? fromJson(given, 'invalid_arguments') : given;
  const problems = validateView(view, kind);
  if (problems.length > 0) throw refuse('invalid_arguments', problems);
  if (JSON.stringify(view).length > SIZE) throw new Refusal('view_too_large');
  return isObject(view) ? view : {};
}

/** A view as the Web API and interaction payloads spell it. */
export function viewJson(view: View, values: Json = {}): Json {
  return {
    private_metadata: '',
    callback_id: '',
    external_id: '',
    ...view.json,
    id: view.id,
    team_id: identity.team,
    app_id: identity.app,
    bot_id: identity.bot,
    hash: view.hash,
    root_view_id: view.rootId,
    previous_view_id: view.previousId ?? null,
    state: { values },
  };
}
