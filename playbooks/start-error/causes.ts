import type { CauseInfo, Remedy } from '../../src/diagnosis/playbook.ts';

const SAID = 'The runtime says: {clause}';
const LOGGED = 'Its log says: {line}';
const RESTARTS = '{tries} so far.';

const ANEW: readonly Remedy[] = [
  { text: "A Job's pod template can't be changed: correct the manifest of job {job} and create it anew." },
  { text: 'Nothing owns pod {bare}: correct its manifest and create it anew.' },
];

const EDIT_OBJECT = { command: 'kubectl -n {namespace} edit {configObject}', changes: true } as const;
const EDIT = { command: 'kubectl -n {namespace} edit {template}', changes: true } as const;

/** Why the process of a container could not be started. */
export const CAUSES = {
  'command-not-found': {
    title:
      '{container} cannot start: [[{command} is not found in its image]][[the interpreter of {script} is not found in its image]][[{crlf} is not found: Windows line ends]][[neither the pod nor image {unnamed} names a program]]',
    severity: 'critical',
    says: [
      SAID,
      LOGGED,
      '{setBy} names the program {command}; image {image} does not hold it[[; perhaps {near} is meant]].',
      '{oneWord} is one word in the command: a program of that very name is looked for.',
      'The pod sets args and no command, and image {image} no entrypoint: the first of the args, {argument}, is taken for the program.',
      '{relative} is looked for from the working directory[[, which the pod sets to {workingDir}; where the image has no such directory, an empty one is made]].',
      'The file {script} may well be there: what its first line (#!) names as interpreter is missing in image {image}, or its lines end in CRLF, as on Windows.',
      'The script is key {configKey} of {volume}.',
      'The interpreter {crlf} is asked for with a carriage return behind its name: the lines of the script end in CRLF, as on Windows.',
      RESTARTS,
    ],
    remedies: [
      {
        text: 'Correct the command of {container}: {near} instead of {command}.',
        command: 'kubectl -n {namespace} patch {template} -p {nearPatch}',
        changes: true,
      },
      { text: 'Correct the command of {container}: {nearByHand} instead of {command}.', ...EDIT },
      {
        text: 'Write its command as {asWords}.',
        command: 'kubectl -n {namespace} patch {template} -p {wordsPatch}',
        changes: true,
      },
      {
        text: 'Set `command` of {container}, or give image {unnamed} an ENTRYPOINT or CMD.',
        ...EDIT,
      },
      { text: 'Name in `command` of {container} the program that is to get {options}.', ...EDIT },
      { text: 'Correct the command of {container}: {wrong} is not in the image.', ...EDIT },
      {
        text: 'Give the script that asks for {crlf} LF line ends: key {configKey} of {configObject}.',
        ...EDIT_OBJECT,
      },
      {
        text: 'Let {script} name an interpreter that the image has (such as #!/bin/sh), with LF line ends: key {configKey} of {configObject}.',
        ...EDIT_OBJECT,
      },
      {
        text: 'Give the script that asks for {crlf} LF line ends (for example with `dos2unix`) and build {image} anew: {imageFile} is on no volume.',
      },
      {
        text: 'Build image {image} with the interpreter that {script} names, and {imageFile} with LF line ends (for example `dos2unix` or a .gitattributes with `eol=lf`).',
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
      '{command} comes from {volume}, where it is not executable.',
      RESTARTS,
    ],
    remedies: [
      { text: 'Build the image with `chmod +x {imageFile}` (or `COPY --chmod=755`).' },
      {
        text: 'Set defaultMode 0755 on {volume}: its files become executable.',
        command: 'kubectl -n {namespace} patch {template} -p {modePatch}',
        changes: true,
      },
      { text: 'Make {command} executable where it is written to {plainVolume} (`chmod +x`).' },
      { text: 'If it is a script, start it through its interpreter (such as `sh {command}`).', ...EDIT },
      ...ANEW,
    ],
  },
  'exec-format-error': {
    title: '{container} cannot start: [[{command} ]]is not a program[[ for {thisNode}]][[ ({architecture})]]',
    severity: 'critical',
    says: [
      LOGGED,
      SAID,
      '{text} is key {configKey} of {volume}: a script whose first line (#!) names no interpreter.',
      'Node {node} is {architecture}: image {image} was built for another architecture, or the file is no program at all (a script without #!, a cut-off copy).',
      RESTARTS,
    ],
    remedies: [
      {
        text: 'Build image {image} for {architecture} as well (`docker buildx build --platform linux/{architecture} …`).',
      },
      {
        text: 'Run it only on nodes of the architecture that it was built for (nodeSelector kubernetes.io/arch), which {node}, {architecture}, is not.',
      },
      {
        text: 'Let {text} begin with the line #!/bin/sh (or its interpreter): key {configKey} of {configObject}.',
        ...EDIT_OBJECT,
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
      'That was said of another run of {otherRun}; of the newest no event is there: a kubelet that has posted many of a pod drops the next ones.',
      'The kubelet kills a container whose {hook} hook fails; exit code {exitCode} fits that.',
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
    title: '{container} cannot be started[[ within its memory limit of {tooLow}]]: {clause}',
    severity: 'critical',
    says: [
      'The image ({image}) names a user that its own /etc/passwd does not have: {noUser}.',
      'The limit of {tooLow} was used up before the program itself ran.',
      'Files in {memoryVolumes} (emptyDir in memory) count toward it and outlive the restarts of the container: what an earlier run wrote may fill it.',
      'The container runtime on {node} is slow or stuck: {slow}.',
      'The disk of {fullNode} on which its runtime keeps containers is full.',
      '{readOnly} can’t be made on {node}, where that place is read-only: make it there by hand, or choose another path.',
      'Node {node} does not have the profile {profile}, which the securityContext asks for.',
      'Node {node} does not have the device {device}.',
      'What {damagedOn} holds of image {image} is damaged or incomplete.',
      'The GPU driver of {node} is missing, or does not fit what the image wants: {gpu}.',
      RESTARTS,
    ],
    remedies: [
      {
        text: 'Set runAsUser to a number in the securityContext, or correct USER in image {image}: the runtime says {noUser}.',
        ...EDIT,
      },
      {
        text: 'Raise the memory limit of {tooLow}, to {suggested} for a start.',
        command: 'kubectl -n {namespace} set resources {template} -c {container} --limits=memory={suggested}',
        changes: true,
      },
      {
        text: 'Delete the pod: its successor starts with {replaced} empty. Let the program write less there.',
        command: 'kubectl -n {namespace} delete pod {pod}',
        changes: true,
      },
      { text: 'See the state of the node: {slow}.', command: 'kubectl describe node {node}' },
      {
        text: 'Put the profile {profile} on every node that may run the pod, or leave it out.',
        ...EDIT,
      },
      {
        text: 'Remove the image on node {damagedOn}: it is then pulled anew.',
        command: 'crictl rmi {image}',
      },
      { text: 'See node {onNode}, its conditions and events.', command: 'kubectl describe node {node}' },
      {
        text: 'Keep new pods off the node until its GPU driver works ({gpu}); the pod goes elsewhere once it is made anew.',
        command: 'kubectl cordon {node}',
        changes: true,
      },
    ],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
