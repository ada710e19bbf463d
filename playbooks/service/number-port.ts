import { nameOf } from '../../src/diagnosis/name-of.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { ServicePort } from '../../src/diagnosis/objects/traffic.ts';
import { portsOf, targetPortOf } from '../../src/diagnosis/service-port.ts';
import { bindText } from './bind-text.ts';
import { type Heard, hear } from './heard.ts';
import { type Asked, declaredEvidence, portParams } from './port-kinds.ts';
import { servicePortEvidence, targetPortPatch } from './port-patch.ts';
import { answeredPorts } from './probed.ts';
import { aboutService, type Scene, type ServiceFound } from './scene.ts';

/**
 * Whether something listens where the Service sends. Declarations open no ports: it is the kubelet's probes that prove
 * one, and the program's own words that name another.
 */
export function judgeNumber(scene: Scene, asked: Asked): ServiceFound | undefined {
  const answered = answeredPorts(asked.ready);
  if (answered.includes(asked.number)) return undefined;
  const heard = hear(scene, asked);
  if (heard.loopback !== undefined) return loopbackOnly(scene, asked, heard, heard.loopback);
  if (heard.isServing) return undefined;
  if (heard.elsewhere !== undefined) return listensElsewhere(scene, asked, heard, heard.elsewhere);
  return declaredElsewhere(scene, asked, answered);
}

function loopbackOnly(scene: Scene, { port, number, kind }: Asked, heard: Heard, line: string): ServiceFound {
  return {
    cause: 'loopback-only',
    confidence: 'likely',
    ...aboutService(scene),
    params: {
      ...portParams(scene, port, kind),
      podPort: String(number),
      line,
      bind: bindText(line, number),
      container: heard.container,
      maker: kind.maker,
    },
    evidence: [servicePortEvidence(scene, port), ...heard.evidence],
  };
}

function listensElsewhere(
  scene: Scene,
  { port, number, kind, ready }: Asked,
  heard: Heard,
  better: number,
): ServiceFound {
  const isDeclared = kind.declared.some(({ containerPort }) => containerPort === number);
  return {
    cause: 'target-port-unmatched',
    confidence: isDeclared ? 'possible' : 'likely',
    ...aboutService(scene),
    params: {
      ...portParams(scene, port, kind),
      sentTo: String(number),
      listens: String(better),
      container: heard.container,
      line: heard.line,
      ...remedyParams(scene, port, number, ready, better),
    },
    evidence: [servicePortEvidence(scene, port), ...heard.evidence, declaredEvidence(kind)],
  };
}

/** What is served beside the point is often declared nowhere. */
const ASIDE = /metric|admin|manag|health|debug|pprof|prometheus|telemetry|actuator|jmx/i;

/**
 * Without a word of the log: only a Service whose every port leads beside all that its pods declare is likely to be
 * wrong, and not one for what is served beside the point.
 */
function declaredElsewhere(
  scene: Scene,
  { port, number, kind, ready }: Asked,
  answered: readonly number[],
): ServiceFound | undefined {
  const { declared } = kind;
  const targets: readonly unknown[] = portsOf(scene.service).map(targetPortOf);
  const isTold = declared.some(
    ({ containerPort, name }) => targets.includes(containerPort) || targets.includes(name),
  );
  if (isTold || ASIDE.test(scene.name) || ASIDE.test(port.name ?? '')) return undefined;
  const numbers = declared
    .filter(({ protocol }) => protocol === 'TCP')
    .map(({ containerPort }) => containerPort);
  const proven = numbers.find((one) => answered.includes(one));
  const better = proven ?? (numbers.length === 1 ? numbers[0] : undefined);
  if (better === undefined) return undefined;
  return {
    cause: 'target-port-unmatched',
    confidence: proven === undefined ? 'possible' : 'likely',
    ...aboutService(scene),
    params: {
      ...portParams(scene, port, kind),
      declared: undefined,
      sentTo: String(number),
      declaredOnly: numbers.map(String),
      unproven: String(number),
      probed: proven === undefined ? undefined : String(proven),
      ...remedyParams(scene, port, number, ready, better),
    },
    evidence: [servicePortEvidence(scene, port), declaredEvidence(kind)],
  };
}

function remedyParams({ service }: Scene, port: ServicePort, number: number, ready: Pod, better: number) {
  return {
    pod: nameOf(ready),
    tried: String(number),
    better: `port ${better}`,
    portPatch: targetPortPatch(service, port, better),
  };
}
