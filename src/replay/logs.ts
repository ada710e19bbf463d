import { at, listAt, textAt } from './json-path.ts';
import type { KubeObject, RecordedLog, RecordedLogs } from './recording.ts';
import { isTrue } from './route.ts';
import { ApiError, badRequest, failure, notFound } from './status.ts';

/** A log as it is sent: the text, and whether the connection stays open for what would be written next. */
export interface LogAnswer {
  readonly text: string;
  readonly staysOpen: boolean;
}

/** What a log request is answered from. */
export interface LogSource {
  readonly pod: KubeObject;
  /** The recorded logs of one of the pod's containers. */
  recorded(container: string): RecordedLogs | undefined;
  /** Milliseconds since the epoch, from which `sinceSeconds` counts. */
  readonly now: number;
}

/**
 * Answers `pods/{name}/log`.
 * @throws ApiError as the API server and the kubelet give it, or as the recording holds it.
 */
export function readLog(source: LogSource, query: URLSearchParams): LogAnswer {
  const { pod } = source;
  const container = containerOf(pod, query.get('container') ?? '');
  const options = readOptions(query, pod.metadata.name);
  // The API server has no kubelet to ask about a pod without a node, and answers with an empty log.
  if (textAt(pod, 'spec', 'nodeName') === '') return { text: '', staysOpen: false };
  const recorded = source.recorded(container);
  const log = options.previous ? recorded?.previous : recorded?.current;
  if (log === undefined) throw notRecorded(container, pod.metadata.name);
  const text = select(textOf(log), options, source.now);
  return { text, staysOpen: options.follow && !options.previous && isRunning(pod, container) };
}

function containerOf(pod: KubeObject, asked: string): string {
  const names = (field: string) => listAt(pod, 'spec', field).map((container) => textAt(container, 'name'));
  const apps = names('containers');
  const all = [...names('initContainers'), ...apps, ...names('ephemeralContainers')];
  if (asked !== '') {
    if (all.includes(asked)) return asked;
    throw badRequest(`container ${asked} is not valid for pod ${pod.metadata.name}`);
  }
  const [only] = apps;
  if (only !== undefined && apps.length === 1) return only;
  const choice = apps.length === 0 ? '' : `, choose one of: [${all.join(' ')}]`;
  throw badRequest(`a container name must be specified for pod ${pod.metadata.name}${choice}`);
}

interface LogOptions {
  readonly previous: boolean;
  readonly follow: boolean;
  readonly timestamps: boolean;
  readonly tailLines?: number;
  readonly limitBytes?: number;
  readonly sinceSeconds?: number;
  readonly sinceTime?: number;
}

function readOptions(query: URLSearchParams, pod: string): LogOptions {
  const flag = (name: string) => isTrue(query.get(name));
  const problems: string[] = [];
  const number = (name: string, least: number) => {
    const text = query.get(name);
    if (text === null || text === '') return undefined;
    if (!/^-?\d+$/.test(text)) throw badRequest(`strconv.ParseInt: parsing "${text}": invalid syntax`);
    if (Number(text) < least)
      problems.push(`${name}: Invalid value: ${text}: must be greater than or equal to ${least}`);
    return Number(text);
  };
  const tailLines = number('tailLines', 0);
  const limitBytes = number('limitBytes', 1);
  const sinceSeconds = number('sinceSeconds', 1);
  const sinceTime = timeOf(query.get('sinceTime') ?? '');
  if (sinceSeconds !== undefined && sinceTime !== undefined)
    problems.push('Forbidden: at most one of `sinceTime` or `sinceSeconds` may be specified');
  if (problems.length > 0) throw invalid(pod, problems);
  return {
    previous: flag('previous'),
    follow: flag('follow'),
    timestamps: flag('timestamps'),
    ...(tailLines !== undefined && { tailLines }),
    ...(limitBytes !== undefined && { limitBytes }),
    ...(sinceSeconds !== undefined && { sinceSeconds }),
    ...(sinceTime !== undefined && { sinceTime }),
  };
}

function timeOf(text: string): number | undefined {
  if (text === '') return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time))
    throw badRequest(`parsing time "${text}" as "2006-01-02T15:04:05Z07:00": cannot parse`);
  return time;
}

function invalid(pod: string, problems: readonly string[]): ApiError {
  const list = problems.length === 1 ? problems[0] : `[${problems.join(', ')}]`;
  const message = `PodLogOptions "${pod}" is invalid: ${list}`;
  return new ApiError(failure('Invalid', message, { name: pod, kind: 'PodLogOptions' }));
}

const stamp = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)) ?/;

function select(text: string, options: LogOptions, now: number): string {
  const since = options.sinceTime ?? (options.sinceSeconds ? now - options.sinceSeconds * 1000 : undefined);
  let lines: readonly string[] = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  if (since !== undefined) lines = lines.filter((line) => Date.parse(stamp.exec(line)?.[1] ?? '') >= since);
  if (options.tailLines !== undefined) lines = options.tailLines === 0 ? [] : lines.slice(-options.tailLines);
  if (!options.timestamps) lines = lines.map((line) => line.replace(stamp, ''));
  const whole = lines.join('');
  if (options.limitBytes === undefined) return whole;
  return Buffer.from(whole).subarray(0, options.limitBytes).toString('utf8');
}

function textOf(log: RecordedLog): string {
  if ('text' in log) return log.text;
  const parts = /^Error from server(?: \((\w+)\))?: (.*)$/s.exec(log.error);
  throw new ApiError(failure(parts?.[1] ?? 'InternalError', parts?.[2] ?? log.error));
}

function isRunning(pod: KubeObject, container: string): boolean {
  return ['containerStatuses', 'initContainerStatuses', 'ephemeralContainerStatuses']
    .flatMap((field) => listAt(pod, 'status', field))
    .some((status) => textAt(status, 'name') === container && at(status, 'state', 'running') !== undefined);
}

function notRecorded(container: string, pod: string): ApiError {
  const message = `the recording holds no such log of container "${container}" in pod "${pod}"`;
  return new ApiError({ ...notFound({ group: '', resource: 'pods' }, pod).status, message });
}
