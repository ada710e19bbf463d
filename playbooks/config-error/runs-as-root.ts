import type { ConfigProblem } from '../../src/diagnosis/config-message.ts';
import type { ContainerView } from '../../src/diagnosis/containers.ts';
import { fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Evidence } from '../../src/diagnosis/finding.ts';
import { containerPatch } from '../../src/diagnosis/template-patch.ts';
import { renewalParams } from '../../src/diagnosis/template-renewal.ts';
import type { ConfigFound, ConfigView, Trouble } from './trouble.ts';

type Root = Extract<ConfigProblem, { problem: 'runs-as-root' }>;

/** Numbers that base images give the users of these names. */
const KNOWN: Readonly<Record<string, number>> = {
  nobody: 65534,
  nonroot: 65532,
  node: 1000,
  nginx: 101,
  'www-data': 33,
};
/** A user like any other, for images that name none. */
const PLAIN = 1000;

/** The pod wants a user other than root, and the image's is root, or a name whose number the kubelet can't know. */
export function runsAsRoot(
  view: ConfigView,
  container: ContainerView,
  { evidence }: Trouble,
  { user = '', by }: Root,
): ConfigFound {
  const own = container.spec.securityContext;
  const whole = view.pod.spec?.securityContext;
  const isRoot = user === 'root';
  const uid = isRoot ? PLAIN : KNOWN[user];
  const runAsUser = own?.runAsUser ?? whole?.runAsUser;
  const patch =
    uid === undefined
      ? undefined
      : containerPatch(view, container.name, { securityContext: { runAsUser: uid } });
  return {
    cause: 'runs-as-root',
    confidence: 'certain',
    params: {
      conflict:
        by === 'pod'
          ? 'runAsUser is 0'
          : isRoot
            ? 'its image runs as root'
            : `its image names user ${user}, no number`,
      setAt: own?.runAsNonRoot ? `the securityContext of ${container.name}` : "the pod's securityContext",
      imageRoot: by === 'image' && isRoot ? container.spec.image : undefined,
      named: isRoot ? undefined : user,
      podUser: by === 'pod' ? runAsUser : undefined,
      uid,
      patch,
      askUser: isRoot || uid !== undefined ? undefined : user,
      ...(patch ? renewalParams(view) : {}),
    },
    evidence: [evidence, ...specEvidence(view, container)],
  };
}

function specEvidence(view: ConfigView, { name, spec }: ContainerView): readonly Evidence[] {
  const own = textOf(spec.securityContext);
  const whole = textOf(view.pod.spec?.securityContext);
  return [
    ...(own ? [fromSpec(view.podName, 'securityContext', own, name)] : []),
    ...(whole ? [fromSpec(view.podName, 'spec.securityContext', whole)] : []),
  ];
}

function textOf(context: { readonly runAsNonRoot?: boolean; readonly runAsUser?: number } = {}): string {
  const { runAsNonRoot, runAsUser } = context;
  return [
    ...(runAsNonRoot === undefined ? [] : [`runAsNonRoot: ${runAsNonRoot}`]),
    ...(runAsUser === undefined ? [] : [`runAsUser: ${runAsUser}`]),
  ].join(', ');
}
