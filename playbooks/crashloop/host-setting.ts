import type { Params } from '../../src/diagnosis/finding.ts';
import type { Container } from '../../src/diagnosis/objects/container.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import type { Place } from './service-behind.ts';

/** What the Service tells against the host or port that is set. */
interface Better {
  /** The name to put in for the missing one. */
  readonly missing?: string;
  readonly near: readonly string[];
  /** The ports that the Service has instead. */
  readonly ports: readonly string[];
}

/** Where the container has a host from: a variable with a plain value, or its command; and its value set right. */
export function hostSetting({ pod }: View, container: Container, place: Place, better: Better): Params {
  const holder = (container.env ?? []).find(({ value = '' }) => holds(value, place.host));
  const words = [...(container.command ?? []), ...(container.args ?? [])];
  const isCommand = !holder && words.some((word) => holds(word, place.host));
  const variable = holder?.name;
  // Of a value with more in it nobody may see the rest.
  const value = holder?.value && isPlain(holder.value, place.host) ? holder.value : undefined;
  const near = nearValue(value, better);
  const port = portValue(value, place.port, better.ports);
  return {
    hostVariable: variable,
    ...(isCommand ? { hostCommand: container.name } : {}),
    ...(holder || isCommand ? {} : sourcesOf(pod, container)),
    ...(near === undefined
      ? { nearByHand: better.near }
      : { nearVariable: variable, nearSetting: `${variable}=${near}` }),
    ...(port === undefined
      ? { portByHand: better.ports }
      : { portVariable: variable, portSetting: `${variable}=${port}` }),
  };
}

/** What else may hold it: ConfigMaps and Secrets, whose values are not read; else the image. */
function sourcesOf({ spec }: Pod, { env = [], envFrom = [], volumeMounts = [], image }: Container): Params {
  const volumes = (spec?.volumes ?? []).filter(({ name }) => volumeMounts.some((one) => one.name === name));
  const maps = [
    ...env.map(({ valueFrom }) => valueFrom?.configMapKeyRef?.name),
    ...envFrom.map(({ configMapRef }) => configMapRef?.name),
    ...volumes.map(({ configMap }) => configMap?.name),
  ].filter((name) => name !== undefined);
  const secrets = [
    ...env.map(({ valueFrom }) => valueFrom?.secretKeyRef?.name),
    ...envFrom.map(({ secretRef }) => secretRef?.name),
    ...volumes.map(({ secret }) => secret?.secretName),
  ].filter((name) => name !== undefined);
  const sources = [
    ...new Set([...maps.map((name) => `ConfigMap ${name}`), ...secrets.map((name) => `Secret ${name}`)]),
  ];
  if (sources.length === 0) return { bareImage: image };
  const [sourceMap] = maps;
  return sourceMap === undefined ? { secretSources: sources } : { sources, sourceMap };
}

function holds(text: string, host: string): boolean {
  return text.split(/[^\w.-]+/).includes(host);
}

/** `db`, `db:5432`, `http://db:8080/`: nothing but where it is. */
function isPlain(value: string, host: string): boolean {
  const rest = value.replace(/^[a-z][a-z0-9+]*:\/\//i, '').replace(/\/$/, '');
  return rest.replace(/:\d+$/, '') === host;
}

function nearValue(value: string | undefined, { missing, near }: Better): string | undefined {
  const [only] = near;
  if (missing === undefined || only === undefined || near.length > 1) return undefined;
  return value?.toLowerCase().replace(missing, only);
}

function portValue(
  value: string | undefined,
  port: number | undefined,
  ports: readonly string[],
): string | undefined {
  if (ports.length !== 1 || !new RegExp(`:${port}/?$`).test(value ?? '')) return undefined;
  return value?.replace(`:${port}`, `:${ports[0]}`);
}
