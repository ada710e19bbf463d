import { describe, expect, test } from 'vitest';
import { startError } from '../../playbooks/start-error/index.ts';
import type { Container, ContainerState } from '../../src/diagnosis/objects/container.ts';
import type { Pod, PodSpec, Volume } from '../../src/diagnosis/objects/pod.ts';
import { container, containerStatus, event, node, pod } from '../support/build.ts';
import { backOff, crashed, diagnose, ended, secondsAgo } from './crashloop-made.ts';

const RUNC =
  'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ';

function refused(said: string, spec: Partial<Container> = {}, podSpec: PodSpec = {}): Pod {
  const run = {
    exitCode: 128,
    reason: 'StartError',
    message: `${RUNC}${said}`,
    startedAt: '1970-01-01T00:00:00Z',
    finishedAt: secondsAgo(15),
  };
  return crashed(run, spec, { spec: { nodeName: 'node-a', containers: [container(spec)], ...podSpec } });
}

function waiting(state: ContainerState, spec: Partial<Container> = {}): Pod {
  return pod({
    spec: { nodeName: 'node-a', containers: [container(spec)] },
    status: { conditions: [], containerStatuses: [containerStatus('app', state)] },
  });
}

function tell(made: Pod, more: Parameters<typeof diagnose>[1] = {}) {
  return diagnose(startError, { pod: made, ...more }).told[0];
}

const HINTS = [
  ['mkdir /data: read-only file system', /\/data can’t be made on node-a/],
  ['cannot load seccomp profile "/p/audit.json": open', /does not have the profile \/p\/audit.json/],
  ['apparmor profile not found deny-write', /does not have the profile deny-write/],
  ['Cannot enforce AppArmor: profile "own" is not loaded', /does not have the profile own/],
  ['adding custom device "/dev/fuse": no such file', /does not have the device \/dev\/fuse/],
] as const;

describe('refused by the runtime', () => {
  test('command-not-found, a typo of what another container runs', () => {
    const said = 'exec: "/app/servr": stat /app/servr: no such file or directory: unknown';
    const one = tell(refused(said, { command: ['/app/servr'] }));
    expect(one?.found).toMatchObject({ cause: 'command-not-found', confidence: 'certain', container: 'app' });
    expect(one?.title).toBe('app cannot start: /app/servr is not found in its image');
    expect(one?.text).toMatch(/perhaps \/app\/server is meant/);
    const twin = {
      containers: [
        container({ command: ['/app/servr'] }),
        container({ name: 'two', command: ['/app/serve'] }),
      ],
    };
    expect(tell(refused(said, {}, twin))?.text).toMatch(/perhaps \/app\/serve is meant/);
  });

  test.each([
    ['pyhton3', ['pyhton3'], /perhaps python3? is meant/],
    ['python', ['python'], /python is not in the image/],
    ['xy', ['xy'], /xy is not in the image/],
    ['serve', ['serve'], /serve is not in the image/],
    ['frobnicate', undefined, /The image or a script of it names the program frobnicate/],
  ])('command %s', (command, own, text) => {
    const said = `exec: "${command}": executable file not found in $PATH: unknown`;
    expect(tell(refused(said, own ? { args: own } : {}))?.text).toMatch(text);
  });

  test('command-not-found where nothing names a program', () => {
    const said = 'failed to generate container "9f" spec: failed to generate spec: no command specified';
    const one = tell(refused(said));
    expect(one?.title).toBe(
      'app cannot start: neither the pod nor image registry.example/app:1 names a program',
    );
    expect(one?.text).toMatch(/ENTRYPOINT or CMD/);
    expect(tell(refused(said, { image: undefined }))?.title).toMatch(/image of the container names/);
  });

  test('command-not-executable, from the image and from a volume', () => {
    const said = 'exec: "/app/run.sh": permission denied: unknown';
    expect(tell(refused(said, { securityContext: { runAsUser: 5 } }))?.text).toMatch(
      /for user 5[\s\S]*chmod \+x \/app\/run.sh/,
    );
    const volumes = [{ name: 'scripts', configMap: { name: 'scripts' } }];
    const mounted = { volumeMounts: [{ name: 'scripts', mountPath: '/app' }] };
    expect(tell(refused(said, mounted, { volumes }))?.text).toMatch(/comes from ConfigMap scripts/);
    expect(tell(refused('exec: is a directory'))?.title).toBe('app cannot start: may not be executed');
  });

  test('a whole command line in the place of the program', () => {
    const said = 'exec: "sleep 3600": executable file not found in $PATH';
    const one = tell(refused(said, { command: ['sleep 3600'] }));
    expect(one?.text).toMatch(/sleep 3600 is one word in the command/);
    expect(one?.text).toMatch(/Write its command as \["sleep","3600"\]/);
    expect(one?.found.params.wordsPatch).toContain('"command":["sleep","3600"]');
    const shell = tell(
      refused('exec: "a && b": executable file not found in $PATH', { command: ['a && b', 'c'] }),
    );
    expect(shell?.found.params.asWords).toBe('["sh","-c","a && b","c"]');
  });

  test('args without a command, in an image without an entrypoint', () => {
    const said = (word: string) => `exec: "${word}": stat ${word}: no such file or directory`;
    const options = tell(refused(said('--config=/etc/app.yaml'), { args: ['--config=/etc/app.yaml'] }));
    expect(options?.text).toMatch(
      /sets args and no command, and image registry.example\/app:1 no entrypoint/,
    );
    expect(options?.text).toMatch(/the program that is to get --config=\/etc\/app.yaml/);
    expect(options?.text).not.toMatch(/is not in the image\.|working directory/);
  });

  test('a path from the working directory', () => {
    const said = 'exec: "./server": stat ./server: no such file or directory';
    const own = tell(refused(said, { command: ['./server'], workingDir: '/srv/app' }));
    expect(own?.text).toMatch(/looked for from the working directory, which the pod sets to \/srv\/app/);
    expect(JSON.stringify(own?.found.evidence)).toContain('workingDir');
    expect(tell(refused(said, { command: ['./server'] }))?.text).toMatch(/from the working directory\.$/m);
  });

  test.each([
    ['command', { command: ['pyton3', '-m', 'app'], args: ['x'] }],
    ['args', { args: ['pyton3', '-m', 'app'] }],
  ])('the program that is nearly named is put first in %s', (field, spec) => {
    const said = 'exec: "pyton3": executable file not found in $PATH';
    const one = tell(refused(said, spec));
    const container = { name: 'app', [field]: ['python3', '-m', 'app'] };
    expect(one?.found.params.nearPatch).toBe(
      JSON.stringify({ spec: { template: { spec: { containers: [container] } } } }),
    );
    expect(one?.text).not.toContain('kubectl -n shop edit');
    const secret = { [field]: ['pyton3', '--password=correct-horse-9'] };
    expect(tell(refused(said, secret))?.found.params.nearByHand).toBe('python3');
    expect(tell(refused(said, {}))?.found.params.nearByHand).toBe('python3');
  });

  test("a program that the pod's own shell line names", () => {
    const made = {
      pod: crashed(ended(127), { command: ['sh', '-c', 'exec pyton3 -m app'] }),
      logs: { 'app!': ['sh: pyton3: not found'] },
    };
    const [one] = diagnose(startError, made).told;
    expect(one?.text).toMatch(/The command of the pod names the program pyton3/);
    expect(one?.text).toMatch(/python3 instead of pyton3/);
  });

  test('the first process is killed at the memory limit, which files in memory count toward', () => {
    const said =
      'OCI runtime create failed: runc create failed: unable to start container process: container init was OOM-killed (memory limit too low?): unknown';
    const spec = {
      resources: { limits: { memory: '64Mi' } },
      volumeMounts: [{ name: 'spool', mountPath: '/spool' }],
    };
    const volumes = [{ name: 'spool', emptyDir: { medium: 'Memory', sizeLimit: '8Mi' } }];
    const one = tell(refused(said, spec, { volumes }));
    expect(one?.title).toMatch(/^app cannot be started within its memory limit of 64Mi: container init was/);
    expect(one?.text).toMatch(/Files in spool \(emptyDir in memory\) count toward it/);
    expect(one?.text).toMatch(/set resources deployment\/web -c app --limits=memory=128Mi/);
    expect(one?.text).toMatch(/its successor starts with spool empty/);
    const bare = refused(said, spec, { volumes });
    const alone = tell({ ...bare, metadata: { name: 'web-1' } });
    expect(alone?.text).not.toMatch(/its successor/);
    expect(tell(refused(said))?.title).toMatch(/^app cannot be started: container init was OOM-killed/);
  });

  test('working-directory-missing, of the pod and of the image', () => {
    const said = 'error during container init: mkdir /app/server: not a directory: unknown';
    expect(tell(refused(said, { workingDir: '/app/server' }))?.text).toMatch(
      /Correct workingDir \/app\/server/,
    );
    expect(tell(refused(said))?.text).toMatch(
      /Image registry.example\/app:1 sets the working directory \/app\/server/,
    );
    expect(tell(refused('chdir: No such file', { workingDir: '/srv' }))?.title).toMatch(/\/srv/);
  });

  test('mount-path-conflict, with the mount that does it', () => {
    const said =
      'error during container init: error mounting "/x" to rootfs at "/www": mount /x:/www: not a directory: unknown';
    const volumes = [{ name: 'idx', configMap: { name: 'pages' } }];
    const file = tell(
      refused(
        said,
        { volumeMounts: [{ name: 'idx', mountPath: '/www/', subPath: 'sub/index.html' }] },
        { volumes },
      ),
    );
    expect(file?.title).toMatch(/the file sub\/index.html over the directory \/www$/);
    expect(file?.text).toMatch(/\/www\/index.html instead of \/www/);
    const directory = tell(refused(said, { volumeMounts: [{ name: 'lost', mountPath: '/www' }] }));
    expect(directory?.text).toMatch(/\/www is volume lost\.$/m);
    expect(tell(refused(said))?.title).toBe('app cannot start: what is mounted at /www does not fit');
    expect(tell(refused('are you trying to mount a directory onto a file?'))?.found.cause).toBe(
      'runtime-failure',
    );
  });

  test('runtime-failure: a user that is not there, a runtime that is slow', () => {
    const state = (message: string) => waiting({ waiting: { reason: 'CreateContainerError', message } });
    expect(
      tell(state('failed to create containerd container: mount callback failed on /tmp/x: no users found'))
        ?.title,
    ).toBe('app cannot be started: no users found');
    expect(tell(state('context deadline exceeded'))?.text).toMatch(/slow or stuck/);
    expect(tell(state('no space left on device'))?.text).toMatch(/The disk of node-a .* is full/);
    expect(tell(state('error unpacking image: failed to extract layer'))?.text).toMatch(/crictl rmi/);
    for (const [words, text] of HINTS) expect(tell(state(words))?.text).toMatch(text);
    expect(tell(state('something new'))?.text).toMatch(/kubectl describe node node-a/);
    const hook =
      'error running prestart hook #0: exit status 1, stderr: mode\nnvidia-container-cli: initialization error: nvml error: driver not loaded';
    const gpu = tell(state(hook));
    expect(gpu?.title).not.toMatch(/\n/);
    expect(gpu?.text).toMatch(/The GPU driver of node-a is missing, .*: nvml error: driver not loaded/);
    expect(gpu?.text).toMatch(/kubectl cordon node-a/);
  });

  test('the words are those of the event where the status has none', () => {
    const failed = event({
      message:
        'Error: failed to start container "app": Error response from daemon: OCI runtime create failed: exec: "x": executable file not found in $PATH',
      involvedObject: { fieldPath: 'spec.containers{app}' },
    });
    const events = [
      event({ message: undefined as never, involvedObject: { fieldPath: 'spec.containers{app}' } }),
      failed,
    ];
    const mute = waiting({ waiting: { reason: 'RunContainerError' } });
    expect(tell(mute, { events })?.found).toMatchObject({
      cause: 'command-not-found',
      params: { command: 'x' },
    });
    expect(tell(mute, { events: events.slice(0, 1) })?.found.params.clause).toBe(
      'the runtime gave no reason',
    );
    expect(tell(mute, { events: 'forbidden' })?.found).toMatchObject({
      cause: 'runtime-failure',
      confidence: 'likely',
    });
    const run = { exitCode: 127, reason: 'ContainerCannotRun' };
    expect(tell(crashed(run), { events })?.found.evidence).toHaveLength(2);
    expect(
      tell(waiting({ terminated: { ...run, message: 'exec: "y": executable file not found in $PATH' } }))
        ?.found.params.command,
    ).toBe('y');
  });
});

describe('refused by the kernel or a shell, which only the log tells', () => {
  const log = (line: string, code: number, spec: Partial<Container> = {}) => ({
    pod: crashed(ended(code), spec),
    logs: { 'app!': [line] },
  });

  test('exec-format-error names the architecture of the node', () => {
    const made = log('exec /app/poller: exec format error', 1);
    const [one] = diagnose(startError, { ...made, node: node() }).told;
    expect(one?.title).toBe('app cannot start: /app/poller is not a program for this node (amd64)');
    expect(one?.text).toMatch(/--platform linux\/amd64/);
    const [unseen] = diagnose(startError, { ...made, node: 'forbidden' }).told;
    expect(unseen?.title).toBe('app cannot start: /app/poller is not a program for this node');
    const nowhere = crashed(
      ended(1),
      {},
      { spec: { nodeName: undefined as never, containers: [container()] } },
    );
    expect(diagnose(startError, { ...made, pod: nowhere }).causes).toEqual(['exec-format-error']);
  });

  describe('of a script that a volume holds', () => {
    const mounted = (source: Volume, spec: Partial<Container> = {}) => {
      const one = {
        command: ['/scripts/run.sh'],
        volumeMounts: [{ name: 's', mountPath: '/scripts' }],
        ...spec,
      };
      return (line: string, code: number) => ({
        pod: crashed(
          ended(code),
          {},
          {
            spec: { nodeName: 'node-a', containers: [container(one)], volumes: [source] },
          },
        ),
        logs: { 'app!': [line] },
      });
    };
    const fromMap = mounted({ name: 's', configMap: { name: 'scripts' } });
    const only = (made: Parameters<typeof diagnose>[1]) => diagnose(startError, made).told[0];

    test('the ConfigMap is to be edited, not the image', () => {
      const missing = only(fromMap('exec /scripts/run.sh: no such file or directory', 1));
      expect(missing?.text).toMatch(
        /key run.sh of configmap\/scripts\.\nkubectl -n shop edit configmap\/scripts/,
      );
      const crlf = only(fromMap("env: 'python\r': No such file or directory", 127));
      expect(crlf?.text).toMatch(/LF line ends: key run.sh of configmap\/scripts/);
      const text = only(fromMap('exec /scripts/run.sh: exec format error', 1));
      expect(text?.title).toBe('app cannot start: /scripts/run.sh is not a program');
      expect(text?.text).toMatch(/a script whose first line \(#!\) names no interpreter/);
      for (const one of [missing, crlf, text]) expect(one?.text).not.toMatch(/[Bb]uild/);
    });

    test('the right to execute it is given by the volume', () => {
      const denied = only(fromMap('exec /scripts/run.sh: permission denied', 126));
      expect(denied?.found.params.modePatch).toContain('"configMap":{"name":"scripts","defaultMode":493}');
      expect(denied?.text).not.toMatch(/chmod/);
      const secret = mounted({ name: 's', secret: { secretName: 'hidden' } });
      expect(only(secret('exec /scripts/run.sh: permission denied', 126))?.found.params).toMatchObject({
        modePatch: expect.stringContaining('"secret":{"secretName":"hidden","defaultMode":493}'),
        configObject: 'secret/hidden',
      });
      const claim = mounted({ name: 's', persistentVolumeClaim: { claimName: 'data' } });
      expect(only(claim('exec /scripts/run.sh: permission denied', 126))?.text).toMatch(
        /where it is written to claim data \(`chmod \+x`\)/,
      );
    });

    test('a shell that reads it, a command without it', () => {
      const map = { name: 's', configMap: { name: 'scripts' } };
      const crlf = "env: 'python\r': No such file or directory";
      const argument = mounted(map, { command: ['sh'], args: ['/scripts/run.sh'] });
      expect(only(argument(crlf, 127))?.found.params.configKey).toBe('run.sh');
      const byArgs = mounted(map, { command: undefined as never, args: ['/scripts/run.sh'] });
      expect(only(byArgs(crlf, 127))?.found.params.configKey).toBe('run.sh');
      const image = mounted(map, { command: undefined as never });
      expect(only(image(crlf, 127))?.text).toMatch(/the script is on no volume/);
    });
  });

  test('a missing interpreter, CRLF line ends, a typo in a script', () => {
    const missing = diagnose(startError, log('exec /app/start.sh: no such file or directory', 1)).told[0];
    expect(missing?.title).toBe(
      'app cannot start: the interpreter of /app/start.sh is not found in its image',
    );
    expect(missing?.text).toMatch(/CRLF/);
    const crlf = diagnose(startError, log("/usr/bin/env: 'python\r': No such file or directory", 127))
      .told[0];
    expect(crlf?.title).toBe('app cannot start: python is not found: Windows line ends');
    const nameless = 'standard_init_linux.go:228: exec user process caused: no such file or directory';
    expect(diagnose(startError, log(nameless, 1, { command: ['/run'] })).told[0]?.title).toMatch(
      /interpreter of \/run/,
    );
    expect(diagnose(startError, log(nameless, 1)).told[0]?.title).toMatch(/interpreter of its program/);
    expect(diagnose(startError, log('sh: 1: servr: not found', 127)).causes).toEqual(['command-not-found']);
    expect(diagnose(startError, log('sh: /app/x: Permission denied', 126)).causes).toEqual([
      'command-not-executable',
    ]);
  });
});

describe('hook-failed', () => {
  const lifecycle = { postStart: { exec: { command: ['sh', '-c', 'register'] } } };
  const about = { involvedObject: { fieldPath: 'spec.containers{app}' }, lastTimestamp: secondsAgo(16) };

  test('the event says so, with what the hook printed or without', () => {
    const hook = event({ ...about, reason: 'FailedPostStartHook', message: 'PostStartHook failed' });
    const one = tell(crashed(ended(137), { lifecycle }), {
      events: [hook],
      logs: { 'app!': ['listening on :8080'] },
    });
    expect(one?.found).toMatchObject({ cause: 'hook-failed', confidence: 'certain' });
    expect(one?.text).toMatch(/The hook runs: sh -c register/);
    const old = {
      ...hook,
      message:
        'Exec lifecycle hook ([register]) for Container "app" failed - error: command exited with 1: , message: "consul not reachable\\n"',
    };
    expect(tell(crashed(ended(137), { lifecycle }), { events: [old] })?.text).toMatch(
      /The hook says: consul not reachable/,
    );
    const blank = { ...hook, message: 'failed, message: "\\n"' };
    expect(tell(crashed(ended(137), { lifecycle }), { events: [blank] })?.text).not.toMatch(/The hook says/);
  });

  test('the waiting reason says so', () => {
    const state = { waiting: { reason: 'PostStartHookError', message: 'register failed' } };
    expect(tell(waiting(state, { lifecycle }))?.found).toMatchObject({
      cause: 'hook-failed',
      confidence: 'certain',
    });
    expect(tell(waiting({ waiting: { reason: 'PostStartHookError' } }))?.found.confidence).toBe('possible');
    const run = crashed(ended(137), { lifecycle }, { status: { state } });
    expect(tell(run)?.found.cause).toBe('hook-failed');
  });

  test('a hook, a kill and a short run fit where no event is left', () => {
    expect(tell(crashed(ended(137), { lifecycle }), { events: 'forbidden' })?.found).toMatchObject({
      cause: 'hook-failed',
      confidence: 'possible',
    });
    expect(diagnose(startError, { pod: crashed(ended(1), { lifecycle }) }).causes).toEqual([]);
    expect(
      diagnose(startError, { pod: crashed(ended(137, { seconds: 600 }), { lifecycle }) }).causes,
    ).toEqual([]);
    expect(diagnose(startError, { pod: crashed({ exitCode: 137 }, { lifecycle }) }).causes).toEqual([]);
  });
});

describe('what is not this family', () => {
  const CreateContainerError = (message: string) =>
    waiting({ waiting: { reason: 'CreateContainerError', message } });

  test.each<[string, Pod]>([
    ['a healthy pod', pod()],
    ['an ordinary crash', crashed(ended(1))],
    ['an OOM kill', crashed(ended(137, { reason: 'OOMKilled' }))],
    [
      'a subPath that the kubelet refuses',
      CreateContainerError('failed to prepare subPath for volumeMount "x" of container "app"'),
    ],
    [
      'a missing ConfigMap',
      waiting({ waiting: { reason: 'CreateContainerConfigError', message: 'configmap "x" not found' } }),
    ],
    ['a pod on its way out', { ...refused('x'), metadata: { deletionTimestamp: secondsAgo(5) } }],
    [
      'a container that started after all',
      pod({
        status: {
          containerStatuses: [
            containerStatus(
              'app',
              { running: { startedAt: secondsAgo(60) } },
              {
                ready: true,
                restartCount: 1,
                lastState: { terminated: ended(128, { reason: 'StartError' }) },
              },
            ),
          ],
        },
      }),
    ],
    [
      'a pull after a failed start',
      crashed(
        ended(128, { reason: 'StartError' }),
        {},
        { status: { state: { waiting: { reason: 'ErrImagePull' } } } },
      ),
    ],
    [
      'a debug container',
      pod({
        spec: { ephemeralContainers: [container({ name: 'debug' })] },
        status: {
          ephemeralContainerStatuses: [backOff(ended(128, { reason: 'StartError' }), { name: 'debug' })],
        },
      }),
    ],
  ])('%s', (_, made) => {
    expect(diagnose(startError, { pod: made }).causes).toEqual([]);
  });

  test('a probe that killed a program whose log speaks of a missing command', () => {
    const livenessProbe = { tcpSocket: { port: 1 }, periodSeconds: 1, failureThreshold: 1 };
    const killing = event({
      reason: 'Killing',
      message: 'Container app failed liveness probe, will be restarted',
      lastTimestamp: secondsAgo(16),
      involvedObject: { fieldPath: 'spec.containers{app}' },
    });
    const made = {
      pod: crashed(ended(137), { livenessProbe }),
      events: [killing],
      logs: { 'app!': ['exec /app/x: permission denied'] },
    };
    expect(diagnose(startError, made).causes).toEqual([]);
  });
});
