import type { Form } from './accept.ts';
import type { Answer, Sink } from './answer.ts';
import type { Change } from './bucket.ts';
import type { ClusterState } from './cluster-state.ts';
import { at } from './json-path.ts';
import type { KubeObject } from './recording.ts';
import { representObject, type View } from './represent.ts';
import { apiVersionOf, type ResourceType } from './resources.ts';
import { isTrue } from './route.ts';
import { badRequest, failure } from './status.ts';

/** What a watch is answered from. */
export interface WatchRequest {
  readonly state: ClusterState;
  readonly type: ResourceType;
  readonly form: Form;
  readonly query: URLSearchParams;
  /** Whether an object is one of those that the watch is about. */
  matches(object: KubeObject): boolean;
  view(): View;
}

type EventType = 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';

// The API server's own period for bookmarks is about a minute.
const bookmarkMs = 60_000;
// Without timeoutSeconds the API server ends a watch after 30 to 60 minutes.
const defaultTimeoutSeconds = 1800;

/**
 * Answers a watch: what is there (unless a resourceVersion says it is known), then each change until it times out.
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
 */
export function answerWatch(request: WatchRequest): Answer {
  const { state, type, query } = request;
  const from = versionOf(query);
  if (from > 0 && from < state.firstVersion)
    return expiredWatch(`too old resource version: ${from} (${state.firstVersion})`);
  return {
    kind: 'stream',
    start: (sink) => {
      const write = eventWriter(request, sink);
      if (from === 0) for (const object of state.list(type).filter(request.matches)) write('ADDED', object);
      else for (const change of state.changes(type)) if (change.resourceVersion > from) writeChange(change);
      const bookmarks = isTrue(query.get('allowWatchBookmarks'));
      const endsInitial = bookmarks && isTrue(query.get('sendInitialEvents'));
      if (endsInitial) write('BOOKMARK', bookmark(request, { 'k8s.io/initial-events-end': 'true' }));
      const stops = [state.subscribe(type, writeChange), timeOut()];
      if (bookmarks) stops.push(every(bookmarkMs, () => write('BOOKMARK', bookmark(request))));
      return () => {
        for (const stop of stops) stop();
      };

      function writeChange(change: Change): void {
        const event = eventOf(change, request.matches);
        if (event) write(...event);
      }

      function timeOut(): () => void {
        const seconds = Number(query.get('timeoutSeconds')) || defaultTimeoutSeconds;
        const timer = setTimeout(() => {
          if (bookmarks) write('BOOKMARK', bookmark(request));
          sink.end();
        }, seconds * 1000);
        return () => clearTimeout(timer);
      }
    },
  };
}

/** What a change is to a watch that only sees some objects: one that begins to match is added, one that ceases is deleted. */
function eventOf(
  { before, after, resourceVersion }: Change,
  matches: (object: KubeObject) => boolean,
): readonly [EventType, KubeObject] | undefined {
  const was = before !== undefined && matches(before);
  if (after !== undefined && matches(after)) return [was ? 'MODIFIED' : 'ADDED', after];
  if (before === undefined || !was) return undefined;
  // The last state of the object is sent under the version of its deletion.
  const metadata = { ...before.metadata, resourceVersion: String(resourceVersion) };
  return ['DELETED', { ...before, metadata }];
}

function eventWriter(request: WatchRequest, sink: Sink): (type: EventType, object: KubeObject) => void {
  let headed = false;
  return (type, object) => {
    const shown = representObject(object, request.type, request.form, request.view());
    const isTable = request.form.kind === 'table';
    // Only the first table of a watch names the columns.
    const body = isTable && headed ? { ...Object(shown), columnDefinitions: [] } : shown;
    headed = true;
    if (isTable && type === 'BOOKMARK')
      Object.assign(Object(body), { rows: bookmarkRows(at(shown, 'rows')) });
    sink.send(`${JSON.stringify({ type, object: body })}\n`);
  };
}

/** A bookmark has no cells to show, only the row's object with the version. */
function bookmarkRows(rows: unknown): readonly unknown[] {
  return Array.isArray(rows) ? rows.map((row) => ({ ...row, cells: [] })) : [];
}

function bookmark({ state, type }: WatchRequest, annotations?: Record<string, string>): KubeObject {
  const resourceVersion = String(state.version());
  const metadata = {
    name: '',
    resourceVersion,
    creationTimestamp: null,
    ...(annotations && { annotations }),
  };
  return { kind: type.kind, apiVersion: apiVersionOf(type), metadata };
}

function versionOf(query: URLSearchParams): number {
  const text = query.get('resourceVersion') ?? '';
  if (text === '') return 0;
  if (!/^\d+$/.test(text)) throw badRequest(`Invalid value: "${text}": strconv.ParseUint: invalid syntax`);
  return Number(text);
}

function every(milliseconds: number, run: () => void): () => void {
  const timer = setInterval(run, milliseconds);
  return () => clearInterval(timer);
}

/** A watch that cannot go on: the API server says so in an event, under the status 200. */
export function expiredWatch(message: string): Answer {
  const line = JSON.stringify({ type: 'ERROR', object: failure('Expired', message) });
  return {
    kind: 'stream',
    start: (sink) => {
      sink.send(`${line}\n`);
      sink.end();
      return () => {};
    },
  };
}
