import type { ConfigProblem } from '../../src/diagnosis/config-message.ts';
import type { ContainerView } from '../../src/diagnosis/containers.ts';
import { fromSpec } from '../../src/diagnosis/evidence.ts';
import { nearNames } from '../../src/diagnosis/near-names.ts';
import type { VolumeMount } from '../../src/diagnosis/objects/container.ts';
import { containerPatch } from '../../src/diagnosis/template-patch.ts';
import { renewalParams } from '../../src/diagnosis/template-renewal.ts';
import { describeVolume } from '../../src/diagnosis/volume-at.ts';
import type { ConfigFound, ConfigView, Trouble } from './trouble.ts';

type Invalid = Extract<ConfigProblem, { problem: 'sub-path-invalid' }>;

/** What variables of these names hold by custom, and where the downward API has it. */
const FIELDS: Readonly<Record<string, string>> = {
  POD_NAME: 'metadata.name',
  POD_NAMESPACE: 'metadata.namespace',
  NAMESPACE: 'metadata.namespace',
  POD_UID: 'metadata.uid',
  POD_IP: 'status.podIP',
  NODE_NAME: 'spec.nodeName',
  HOST_IP: 'status.hostIP',
};

/** The path below a volume that a container is to see can't be made out, or not be made. */
export function subPathInvalid(
  view: ConfigView,
  container: ContainerView,
  { evidence }: Trouble,
  problem: Invalid,
): ConfigFound {
  const mount = mountOf(container, problem);
  const named = problem.variable === undefined ? 'of its subPath' : `$(${problem.variable})`;
  const path = mount?.subPathExpr ?? mount?.subPath ?? problem.path ?? named;
  const volume = view.pod.spec?.volumes?.find(({ name }) => name === mount?.name);
  const { params, patch } = variableParams(view, container, problem.variable);
  const where =
    mount &&
    `${mount.mountPath}: volume ${mount.name}, ${mount.subPathExpr ? 'subPathExpr' : 'subPath'} ${path}`;
  const isReadOnly = Boolean(volume?.configMap ?? volume?.secret);
  return {
    cause: 'sub-path-invalid',
    confidence: 'certain',
    params: {
      path,
      mountPath: mount?.mountPath,
      source: volume && describeVolume(volume),
      readOnly:
        problem.volume && isReadOnly ? describeVolume({ ...volume, name: problem.volume }) : undefined,
      onNode: problem.volume && !isReadOnly ? view.pod.spec?.nodeName : undefined,
      badPath: problem.path,
      ...params,
      patch,
      ...(patch ? renewalParams(view) : {}),
    },
    evidence: [evidence, ...(where ? [fromSpec(view.podName, 'volumeMounts', where, container.name)] : [])],
  };
}

function mountOf({ spec }: ContainerView, { variable, volume, path }: Invalid): VolumeMount | undefined {
  return (spec.volumeMounts ?? []).find(
    (mount) =>
      (variable !== undefined && mount.subPathExpr?.includes(`$(${variable})`)) ||
      (volume !== undefined && mount.name === volume && (mount.subPath ?? mount.subPathExpr)) ||
      (path !== undefined && mount.subPath === path),
  );
}

function variableParams(view: ConfigView, { name, spec }: ContainerView, variable: string | undefined) {
  if (variable === undefined) return { params: {} };
  const names = (spec.env ?? []).map((one) => one.name);
  const near = nearNames(variable, names);
  const fieldPath = FIELDS[variable];
  const env = [{ name: variable, valueFrom: { fieldRef: { fieldPath } } }];
  const patch = fieldPath && containerPatch(view, name, { env });
  const params = {
    variable,
    near,
    nearest: near[0],
    variables: near.length > 0 ? [] : names,
    noVariables: names.length === 0 ? name : undefined,
    fieldPath,
    assignment: patch ? undefined : `${variable}=VALUE`,
  };
  return { params, patch };
}
