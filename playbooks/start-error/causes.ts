import type { CauseInfo, Remedy } from '../../src/diagnosis/playbook.ts';

const SAID = 'The runtime says: {clause}';
const LOGGED = 'Its log says: {line}';
const RESTARTS = '{tries} restarts so far.';

const ANEW: readonly Remedy[] = [
  { text: "A Job's pod template can't be changed: correct the manifest of job {job} and create it anew." },
  { text: 'Nothing owns pod {bare}: correct its manifest and create it anew.' },
];

const EDIT = { command: 'kubectl -n {namespace} edit {template}', changes: true } as const;

/** Why the process of a container could not be started. */
export const CAUSES = {
  'command-not-found': {
    title:
      '{container} cannot start: [[{command} is not found in its image]][[the interpreter of {script} is not found in its image]][[{crlf} is not found: Windows line ends]]',
    severity: 'critical',
    says: [
      SAID,
      LOGGED,
      '{setBy} names the program {command}; image {image} does not hold it[[; perhaps {near} is meant]].',
      'The file {script} may well be there: what its first line (#!) names as interpreter is missing in image {image}, or its lines end in CRLF, as on Windows.',
      'The interpreter {crlf} is asked for with a carriage return behind its name: the lines of the script end in CRLF, as on Windows.',
      RESTARTS,
    ],
    remedies: [
      { text: 'Correct the command of {container}: {near} instead of {command}.', ...EDIT },
      { text: 'Correct the command of {container}: {wrong} is not in the image.', ...EDIT },
      {
        text: 'Give the script that asks for {crlf} LF line ends (for example with `dos2unix`) and build {image} anew.',
      },
      {
        text: 'Build image {image} with the interpreter that {script} names, and with LF line ends (for example `dos2unix` or a .gitattributes with `eol=lf`).',
      },
      ...ANEW,
    ],
  },
  'command-not-executable': {
    title: '{container} cannot start: [[{command} ]]may not be executed',
    severity: 'critical',
    says: [
      SAID,
      LOGGED,
      'The file is there without the right to execute it[[ for user {user}]], or it is a directory.',
      '{command} comes from {volume}, whose files are not executable.',
      RESTARTS,
    ],
    remedies: [
      { text: 'Build the image with `chmod +x {command}` (or `COPY --chmod=755`).' },
      { text: 'Set defaultMode 0755 on {volume}.', ...EDIT },
      { text: 'Or start it through its interpreter (such as `sh {command}`).', ...EDIT },
      ...ANEW,
    ],
  },
  'exec-format-error': {
    title: '{container} cannot start: [[{command} ]]is not a program for this node[[ ({architecture})]]',
    severity: 'critical',
    says: [
      LOGGED,
      SAID,
      'Node {node} is {architecture}: image {image} was built for another architecture, or the file is no program at all (a script without #!, a cut-off copy).',
      RESTARTS,
    ],
    remedies: [
      {
        text: 'Build image {image} for {architecture} as well (`docker buildx build --platform linux/{architecture} …`).',
      },
      {
        text: 'Or run it only on nodes of the architecture that it was built for: nodeSelector kubernetes.io/arch.',
      },
      ...ANEW,
    ],
  },
  'working-directory-missing': {
    title: '{container} cannot start: its working directory [[{directory} ]]cannot be used',
    severity: 'critical',
    says: [
      SAID,
      'workingDir of the container is {workingDir}.',
      'Image {image} sets the working directory {imageDirectory}: the pod names none.',
      RESTARTS,
    ],
    remedies: [
      { text: 'Correct workingDir {workingDir}: it must be a directory, or not exist yet.', ...EDIT },
      { text: 'Build image {image} with the directory {imageDirectory}.' },
      ...ANEW,
    ],
  },
  'mount-path-conflict': {
    title: '{container} cannot start: what is mounted at {path} does not fit[[: {conflict}]]',
    severity: 'critical',
    says: [
      SAID,
      'A file cannot be mounted over a directory, nor a directory over a file: {path} is one in the image, the other in the volume.',
      '{path} is volume {volumeName}[[ ({source})]][[, subPath {subPath}]].',
      RESTARTS,
    ],
    remedies: [
      { text: 'Mount the file at a path of its own: {betterPath} instead of {path}.', ...EDIT },
      { text: 'Mount the directory at a directory, or name a file with subPath.', ...EDIT },
      ...ANEW,
    ],
  },
  'hook-failed': {
    title: 'The {hook} hook of {container} fails, so the container is killed',
    severity: 'critical',
    says: [
      'The hook runs: {hookCommand}',
      'The hook says: {output}',
      'The kubelet kills a container whose {hook} hook fails; exit code {exitCode} follows from that.',
      'The container itself said: {line}',
      RESTARTS,
    ],
    remedies: [
      {
        text: 'Let the hook end with success when what it calls is not there yet, or move the call into the program.',
        ...EDIT,
      },
      ...ANEW,
    ],
  },
  'runtime-failure': {
    title: '{container} cannot be started: {clause}',
    severity: 'critical',
    says: [
      'The image ({image}) names a user that its own /etc/passwd does not have: {noUser}.',
      'The container runtime on {node} is slow or stuck: {slow}.',
      RESTARTS,
    ],
    remedies: [
      {
        text: 'Set runAsUser to a number in the securityContext, or correct USER in image {image}: the runtime says {noUser}.',
        ...EDIT,
      },
      { text: 'See the state of the node: {slow}.', command: 'kubectl describe node {node}' },
    ],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
