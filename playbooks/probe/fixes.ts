import type { Params } from '../../src/diagnosis/finding.ts';
import type { Container, Probe } from '../../src/diagnosis/objects/container.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { probeHost, probePath, probePort, withoutHost } from '../../src/diagnosis/probe.ts';
import { containerPatch } from '../../src/diagnosis/template-patch.ts';
import type { Asked } from './asked.ts';
import { failureOf, isElsewhere } from './outcome.ts';
import type { Said } from './said.ts';

/** What to change: the patches that answer what the probe met. */
export function fixesOf(view: View, asked: Asked, said: Said): Params {
  const { container, kind, probe, failed } = asked;
  const patch = (part: object) => containerPatch(view, container.name, { [`${kind}Probe`]: part });
  if (probeHost(probe) !== undefined) return { hostPatch: patch(withoutHost(probe)) };
  const missing = failed?.output.missing;
  if (missing !== undefined) return httpFix(view, asked, missing);
  switch (failureOf(asked)) {
    case 'refused':
      return portFix(asked, said, patch);
    // No event tells what it met, and the log that it asks the wrong port.
    case undefined:
      return isElsewhere(asked, said) ? portFix(asked, said, patch) : {};
    case 'timeout': {
      const timeoutSeconds = Math.max(5, 2 * (probe.timeoutSeconds ?? 1));
      return { timeoutPatch: patch({ timeoutSeconds }), longerTimeout: `${timeoutSeconds}s` };
    }
    case 'not-http':
    case 'not-tls':
      return schemeFix(probe, patch);
    default:
      return failed?.output.status === 404 ? pathFix(container.spec, probe, patch) : {};
  }
}

type Patch = (part: object) => string | undefined;

function portFix(asked: Asked, said: Said, patch: Patch): Params {
  const port = betterPort(asked, said);
  if (port === undefined) return {};
  const wanted = `${probePort(asked.probe, asked.container.spec)?.wanted}`;
  return {
    betterPort: port,
    portPatch: patch(withPort(asked.probe, port)),
    portName: /^\d+$/.test(wanted) ? undefined : wanted,
  };
}

/** A port that the program says it listens on, else the only one declared, where the probe asks another one. */
export function betterPort(
  { probe, container, answered }: Asked,
  { startUp, loopback }: Said,
): number | undefined {
  const asked = probePort(probe, container.spec);
  if (asked === undefined || loopback !== undefined) return undefined;
  if (asked.number !== undefined && startUp.ports.includes(asked.number)) return undefined;
  const declared = (container.spec.ports ?? []).map((port) => port.containerPort);
  const heard = startUp.ports.find((port) => declared.includes(port)) ?? startUp.ports[0];
  if (heard !== undefined) return heard;
  if (answered !== undefined) return answered;
  return declared.length === 1 && !asked.declared ? declared[0] : undefined;
}

/** The probe's handler with another port. */
export function withPort({ httpGet, tcpSocket, grpc }: Probe, port: number): object {
  if (httpGet) return { httpGet: { ...httpGet, port } };
  return tcpSocket ? { tcpSocket: { ...tcpSocket, port } } : { grpc: { ...grpc, port } };
}

function schemeFix({ httpGet }: Probe, patch: Patch): Params {
  if (!httpGet) return {};
  const scheme = httpGet.scheme === 'HTTPS' ? 'HTTP' : 'HTTPS';
  return { otherScheme: scheme, schemePatch: patch({ httpGet: { ...httpGet, scheme } }) };
}

/** The path of another HTTP probe of the container, which may be one that the program knows. */
function pathFix(spec: Container, probe: Probe, patch: Patch): Params {
  const others = [spec.readinessProbe, spec.startupProbe, spec.livenessProbe].flatMap((one) =>
    one && one !== probe ? [probePath(one)] : [],
  );
  const path = others.find((one) => one !== undefined && one !== probePath(probe));
  if (path === undefined) return { unknownPath: probePath(probe) };
  return { betterPath: path, pathPatch: patch({ httpGet: { ...probe.httpGet, path } }) };
}

const URL = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0):(\d{2,5})(\/\S*)?$/;

/** A probe that runs curl or wget against the pod itself can be asked by the kubelet. */
function httpFix(view: View, { container, kind, probe }: Asked, missing: string): Params {
  const words = (probe.exec?.command ?? []).flatMap((part) => part.split(/[\s'"]+/));
  if (!/(?:^|\/)(?:curl|wget)$/.test(missing)) return {};
  const found = words.map((word) => URL.exec(word)).find((match) => match !== null);
  const port = Number(found?.[1] ?? 0);
  if (!found || port === 0) return {};
  const scheme = found[0].startsWith('https') ? { scheme: 'HTTPS' } : {};
  const httpGet = { path: found[2] ?? '/', port, ...scheme };
  // A merge keeps fields that it does not name: null takes the old handler away.
  const patch = containerPatch(view, container.name, { [`${kind}Probe`]: { exec: null, httpGet } });
  return { httpPort: port, httpPatch: patch };
}
