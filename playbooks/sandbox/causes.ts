import type { CauseInfo, Remedy } from '../../src/diagnosis/playbook.ts';
import { RENEWAL } from '../../src/diagnosis/template-renewal.ts';

const SAID = 'The runtime says: {clause}';
const NODE: Remedy = {
  text: 'See the node, its conditions and events.',
  command: 'kubectl describe node {node}',
};

/** Where no template above the pod can be edited. */
const ANEW: readonly Remedy[] = [
  { text: "A Job's pod template can't be changed: correct the manifest of job {job} and create it anew." },
  { text: 'Nothing owns pod {bare}: correct its manifest and create it anew.' },
];

/** Why the sandbox of a pod can't be made. */
export const CAUSES = {
  'network-plugin-failed': {
    title: 'The network of the pod can’t be set up on {node}[[: plugin {plugin} fails]]',
    severity: 'critical',
    says: [SAID, 'Node {node} is not ready: {notReady}'],
    remedies: [
      {
        text: 'See whether the pods of {plugin} run on {node}, and what they log.',
        command: 'kubectl get pods -A -o wide -l {pods}',
      },
      {
        text: 'See whether the network plugin’s pods run on {anyPlugin}.',
        command: 'kubectl -n kube-system get pods -o wide --field-selector=spec.nodeName={anyPlugin}',
      },
      NODE,
    ],
  },
  'addresses-exhausted': {
    title: 'No IP address is left for the pod on {node}[[ in {range}]]',
    severity: 'critical',
    says: [SAID, 'Network plugin: {plugin}.'],
    remedies: [
      {
        text: 'See how many pods the node holds.',
        command: 'kubectl get pods -A -o wide --field-selector=spec.nodeName={node}',
      },
      {
        text: 'Keep new pods off the node until addresses are free.',
        command: 'kubectl cordon {node}',
        changes: true,
      },
      { text: 'Give the plugin a larger range (or subnet), or let fewer pods run on a node.' },
    ],
  },
  'pause-image-unavailable': {
    title: 'The sandbox image[[ {pauseImage}]] can’t be pulled on {node}',
    severity: 'critical',
    says: [SAID, 'Every new pod on {node} needs this image, whatever its own images are.'],
    remedies: [
      {
        text: 'Make {pauseImage} reachable from {node}, or set another sandbox image in its runtime’s configuration (containerd: sandbox_image, CRI-O: pause_image).',
      },
      NODE,
    ],
  },
  'runtime-class-missing': {
    title:
      '{failing}: RuntimeClass {runtimeClass}[[ {missing}]][[ wants the handler {handler}, which {node} is not set up for]]',
    severity: 'critical',
    says: [
      'The handlers of {node}: {handlers}.',
      'The runtime of {node} has {noHandlers}.',
      'Other RuntimeClasses: {classes}.',
      'RuntimeClasses of the cluster: {noClasses}.',
      '{arrived} is there: the controller tries again by itself, after up to 17 minutes.',
    ],
    remedies: [
      {
        text: 'If {nearest} is meant: name it.',
        command: 'kubectl -n {namespace} patch {template} -p {patch}',
        changes: true,
      },
      {
        text: 'Set the runtime of {node} up for {handler}, or keep the pod to nodes that are (`scheduling.nodeSelector` of the class).',
        command: 'kubectl get runtimeclass {named} -o yaml',
      },
      {
        text: 'If the pod needs no runtime of its own: leave the class out.',
        command: 'kubectl -n {namespace} patch {template} -p {dropPatch}',
        changes: true,
      },
      ...RENEWAL,
      ...ANEW,
    ],
  },
  'sandbox-failed': {
    title:
      'The pod’s sandbox can’t be made on {node}: [[sysctl {sysctl} can’t be set to {value}]][[sysctl {unset} can’t be set]][[{words}]]',
    severity: 'critical',
    says: [
      SAID,
      'The pod sets {sysctl}={value}; the kernel of {node} refuses the value, or doesn’t know the parameter.',
      'The kubelet and the runtime of {node} don’t agree on how cgroups are kept (cgroup driver, version), or the kernel refuses one: {cgroup}.',
      'An earlier try still holds the sandbox’s name ({reserved}): the runtime of {node} is slow or stuck.',
      'The runtime of {node} did not answer in time ({slow}).',
      'The memory limit of the pod leaves too little for the sandbox itself ({memory}).',
      'Node {node} has run out of processes, memory or open files ({processes}).',
      'The disk of {node} is full ({disk}).',
    ],
    remedies: [
      {
        text: 'Leave {sysctl} out, or correct its value.',
        command: 'kubectl -n {namespace} patch {template} -p {patch}',
        changes: true,
      },
      ...RENEWAL,
      NODE,
    ],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
