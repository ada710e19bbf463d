import { type ContainerView, containersOf } from '../../diagnosis/containers.ts';
import type { ContainerState, ContainerStateTerminated, Probe } from '../../diagnosis/objects/container.ts';
import type { Pod } from '../../diagnosis/objects/pod.ts';
import { ageOf } from './words.ts';

/** A pod's containers: how each is, then what it was told to be. */
export function containerLines(pod: Pod, takenAt: string, logs: boolean): readonly string[] {
  return containersOf(pod).flatMap((container) => ['', ...linesOf(container, takenAt, logs)]);
}

function linesOf(
  { name, kind, spec, status }: ContainerView,
  takenAt: string,
  logs: boolean,
): readonly string[] {
  const { requests = {}, limits = {} } = spec.resources ?? {};
  const amounts = (list: Readonly<Record<string, string>>) =>
    Object.entries(list)
      .map(([resource, amount]) => `${resource} ${amount}`)
      .join(', ');
  const ports = (spec.ports ?? []).map(({ containerPort, name: named }) =>
    named ? `${containerPort} (${named})` : String(containerPort),
  );
  const rows: readonly (readonly [label: string, value: string | undefined])[] = [
    ['image', spec.image],
    ['state', stateText(status?.state, takenAt, logs)],
    ['last', status?.lastState?.terminated && endedText(status.lastState.terminated, takenAt, logs)],
    ['ready', status && `${status.ready ? 'yes' : 'no'}, ${status.restartCount ?? 0} restarts`],
    ['command', [...(spec.command ?? []), ...(spec.args ?? [])].join(' ')],
    ['ports', ports.join(', ')],
    ['requests', amounts(requests)],
    ['limits', amounts(limits)],
    ['liveness', probeText(spec.livenessProbe)],
    ['readiness', probeText(spec.readinessProbe)],
    ['startup', probeText(spec.startupProbe)],
    ['env', (spec.env ?? []).map((one) => one.name).join(', ')],
    ['mounts', (spec.volumeMounts ?? []).map((one) => `${one.mountPath} (${one.name})`).join(', ')],
  ];
  const shown = rows.flatMap(([label, value]) =>
    value ? [`  ${label.padEnd(10)}${value.replace(/\s+/g, ' ')}`] : [],
  );
  return [`Container ${name}${kind === 'app' ? '' : ` (${kind})`}`, ...shown];
}

function stateText(state: ContainerState | undefined, takenAt: string, logs: boolean): string | undefined {
  if (state?.waiting)
    return ['waiting', state.waiting.reason, state.waiting.message].filter(Boolean).join(': ');
  if (state?.running) return `running for ${ageOf(state.running.startedAt, takenAt) || 'some time'}`;
  return state?.terminated && endedText(state.terminated, takenAt, logs);
}

/** Its message can be the end of the log: terminationMessagePolicy FallbackToLogsOnError. */
function endedText(ended: ContainerStateTerminated, takenAt: string, logs: boolean): string {
  const age = ageOf(ended.finishedAt, takenAt);
  const how = ended.signal ? `signal ${ended.signal}` : `exit code ${ended.exitCode ?? '?'}`;
  const said = logs ? ended.message : undefined;
  return [`ended ${[ended.reason, how].filter(Boolean).join(', ')}${age ? `, ${age} ago` : ''}`, said]
    .filter(Boolean)
    .join(': ');
}

function probeText(probe: Probe | undefined): string | undefined {
  if (!probe) return undefined;
  const { httpGet, tcpSocket, exec, grpc, periodSeconds = 10, failureThreshold = 3 } = probe;
  const asks =
    (httpGet && `http ${httpGet.path ?? '/'} on ${httpGet.port}`) ??
    (tcpSocket && `tcp ${tcpSocket.port}`) ??
    (exec && `exec ${(exec.command ?? []).join(' ')}`) ??
    (grpc && `grpc ${grpc.port}`) ??
    'something';
  return `${asks}, every ${periodSeconds}s, ${failureThreshold} failures`;
}
