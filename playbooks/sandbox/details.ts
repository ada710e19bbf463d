import { fromNode, fromObject, fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Params } from '../../src/diagnosis/finding.ts';
import { nearNames } from '../../src/diagnosis/near-names.ts';
import type { Node } from '../../src/diagnosis/objects/node.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import type { SandboxError } from '../../src/diagnosis/sandbox-message.ts';
import { templatePatch } from '../../src/diagnosis/template-patch.ts';
import { renewalParams } from '../../src/diagnosis/template-renewal.ts';

interface Details {
  readonly params: Params;
  readonly evidence: readonly Evidence[];
}

type SandboxView = View<'node' | 'runtime-classes'>;

/** What the pod, its node and the cluster's classes add to the runtime's words. */
export function detailsOf(view: SandboxView, error: SandboxError): Details {
  switch (error.failure) {
    case 'runtime-class-missing':
      return runtimeClass(view, error);
    case 'pause-image-unavailable':
      return { params: { pauseImage: error.image }, evidence: [] };
    case 'addresses-exhausted':
      return { params: { plugin: error.plugin, range: error.range }, evidence: [] };
    case 'network-plugin-failed':
      return network(view, error);
    case 'sandbox-failed':
      return failed(view, error);
  }
}

function runtimeClass(view: SandboxView, { handler, runtimeClass: missing }: SandboxError): Details {
  const wanted = view.pod.spec?.runtimeClassName ?? missing ?? '';
  const listed = view.get({ section: 'runtime-classes' });
  const classes = listed.status === 'ok' ? listed.value : [];
  const names = classes.map(({ metadata }) => metadata?.name ?? '').filter((name) => name !== wanted);
  const [nearest] = missing === undefined ? [] : nearNames(wanted, names, 1);
  const node = nodeOf(view);
  const handlers = (node?.status?.runtimeHandlers ?? []).flatMap(({ name }) => name || []);
  const shown = classes.map((one) => `${one.metadata?.name} (handler ${one.handler})`);
  const spec = fromSpec(view.podName, 'spec.runtimeClassName', wanted);
  return {
    params: {
      failing: 'The sandbox can’t be made',
      runtimeClass: wanted || 'of the pod',
      named: wanted,
      missing: missing === undefined ? undefined : 'does not exist',
      handler,
      handlers,
      noHandlers: node?.status?.runtimeHandlers && handlers.length === 0 ? 'only its default one' : undefined,
      classes: names,
      nearest,
      patch: nearest === undefined ? undefined : templatePatch(view, { runtimeClassName: nearest }),
      dropPatch: templatePatch(view, { runtimeClassName: null }),
      ...renewalParams(view),
    },
    evidence: [
      ...(wanted ? [spec] : []),
      ...(shown.length > 0 ? [fromObject('Cluster', 'runtimeclasses', 'items', shown.join(', '))] : []),
    ],
  };
}

function nodeOf(view: SandboxView): Node | undefined {
  const answer = view.get({ section: 'node', name: String(view.pod.spec?.nodeName) });
  return answer.status === 'ok' ? answer.value : undefined;
}

/** Where each plugin keeps its pods, by the label that its own manifests set. */
const PODS: Readonly<Record<string, string>> = {
  calico: 'k8s-app=calico-node',
  'cilium-cni': 'k8s-app=cilium',
  cilium: 'k8s-app=cilium',
  flannel: 'app=flannel',
  'aws-cni': 'k8s-app=aws-node',
  'azure-vnet': 'k8s-app=azure-cns',
  'weave-net': 'name=weave-net',
  multus: 'app=multus',
  'multus-shim': 'app=multus',
};

function network(view: SandboxView, { plugin }: SandboxError): Details {
  const node = nodeOf(view);
  const ready = node?.status?.conditions?.find(({ type }) => type === 'Ready');
  const isNotReady = ready !== undefined && ready.status !== 'True';
  return {
    params: {
      plugin,
      pods: plugin && PODS[plugin],
      anyPlugin: plugin && PODS[plugin] ? undefined : view.pod.spec?.nodeName,
      notReady: isNotReady ? (ready.message ?? ready.reason) : undefined,
    },
    evidence: isNotReady
      ? [fromNode(String(view.pod.spec?.nodeName), 'conditions[Ready]', ready.message ?? ready.status)]
      : [],
  };
}

function failed(view: SandboxView, { sysctl, problem, clause }: SandboxError): Details {
  if (sysctl === undefined) {
    const hint = problem === undefined ? {} : { [HINTS[problem]]: problem };
    return { params: { words: clause || 'the runtime gave no reason', ...hint }, evidence: [] };
  }
  const all = view.pod.spec?.securityContext?.sysctls ?? [];
  const own = all.find(({ name }) => name.replaceAll('/', '.') === sysctl);
  const sysctls = all.filter((one) => one !== own);
  const patch = own && templatePatch(view, { securityContext: { sysctls } });
  return {
    params: {
      sysctl,
      value: own && (own.value ?? '""'),
      patch,
      unset: own ? undefined : sysctl,
      ...(patch ? renewalParams(view) : {}),
    },
    evidence: own
      ? [fromSpec(view.podName, 'spec.securityContext.sysctls', `${own.name}=${own.value ?? ''}`)]
      : [],
  };
}

/** The param by which a sentence for each is chosen. */
const HINTS = {
  sysctl: 'other',
  cgroup: 'cgroup',
  'name-reserved': 'reserved',
  memory: 'memory',
  processes: 'processes',
  disk: 'disk',
  slow: 'slow',
} as const;
