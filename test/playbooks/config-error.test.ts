import { describe, expect, it, test } from 'vitest';
import { configError } from '../../playbooks/config-error/index.ts';
import type { EnvFromSource, EnvVar } from '../../src/diagnosis/objects/container.ts';
import { containerStatus } from '../support/build.ts';
import { BARE, holding, JOB, type MadePod, refused, STATEFUL, told, why } from './start-made.ts';

const mapVariable = (name: string, map: string, key: string): EnvVar => ({
  name,
  valueFrom: { configMapKeyRef: { name: map, key } },
});
const secretVariable = (name: string, secret: string, key: string): EnvVar => ({
  name,
  valueFrom: { secretKeyRef: { name: secret, key } },
});

function one(message: string, made: MadePod = {}, objects: readonly object[] = []) {
  const answer = why(configError, [refused(message, made), ...objects]);
  expect(answer.told).toHaveLength(1);
  return answer.told[0];
}

describe('an object that is missing', () => {
  const MISSING = 'configmap "web-settings" not found';
  const envFrom: readonly EnvFromSource[] = [
    { prefix: 'X_', configMapRef: { name: 'web-settings' } },
    { secretRef: { name: 'other' } },
  ];

  it('names what takes from it, the near name with its keys, and the command', () => {
    const env = [mapVariable('LEVEL', 'web-settings', 'level'), { name: 'PLAIN', value: '1' }];
    const said = one(MISSING, { container: { env, envFrom } }, [
      holding('ConfigMap', 'web-setting', 'level', 'region'),
      holding('ConfigMap', 'kube-root-ca.crt', 'ca.crt'),
    ]);
    expect(said?.cause).toBe('config-map-missing');
    expect(said?.confidence).toBe('certain');
    expect(said?.title).toBe('app cannot start: ConfigMap web-settings does not exist');
    expect(said?.text).toMatch(/taken from it: LEVEL \(key level\)/);
    expect(said?.text).toMatch(/become variables of app \(envFrom\)/);
    expect(said?.text).toMatch(/There is web-setting in shop; web-setting has the keys level, region/);
    expect(said?.text).toMatch(/create configmap web-settings --from-env-file=web-settings.env/);
    expect(JSON.parse(String(said?.params.patch)).spec.template.spec.containers[0]).toEqual({
      name: 'app',
      env: [{ name: 'LEVEL', valueFrom: { configMapKeyRef: { name: 'web-setting', key: 'level' } } }],
      envFrom: [{ prefix: 'X_', configMapRef: { name: 'web-setting' } }, { secretRef: { name: 'other' } }],
    });
  });

  it('does not offer a near name that lacks the key', () => {
    const env = [mapVariable('LEVEL', 'web-settings', 'level')];
    const said = one(MISSING, { container: { env } }, [holding('ConfigMap', 'web-setting', 'other')]);
    expect(said?.params.nearest).toBeUndefined();
    expect(said?.text).not.toMatch(/patch deployment/);
    const unknown = { kind: 'ConfigMap', metadata: { name: 'web-setting' } };
    expect(one(MISSING, { container: { env } }, [unknown])?.params.nearest).toBe('web-setting');
  });

  it('taken as a whole alone', () => {
    const said = one(MISSING, { container: { envFrom } }, [holding('ConfigMap', 'web-setting', 'a')]);
    expect(String(said?.params.patch)).not.toContain('"env":');
  });

  it('lists the others, or says that there are none', () => {
    expect(one(MISSING, {}, [holding('ConfigMap', 'zebra')])?.text).toMatch(/ConfigMaps of shop: zebra/);
    expect(one(MISSING)?.text).toMatch(/There are no ConfigMaps of its own in shop/);
  });

  it('of a Secret, with what would be missed next', () => {
    const env = [secretVariable('PASSWORD', 'db', 'password')];
    const more: readonly EnvFromSource[] = [
      { secretRef: { name: 'db-2' } },
      { secretRef: { name: 'db-3', optional: true } },
      { secretRef: { name: 'creds' } },
    ];
    const said = one('secret "db" not found', { container: { env, envFrom: more } }, [
      holding('Secret', 'creds', 'password'),
    ]);
    expect(said?.cause).toBe('secret-missing');
    expect(said?.text).toMatch(/told next: Secret db-2\./);
    expect(said?.text).toMatch(/create secret generic db --from-env-file=db.env/);
    const near = one('secret "db" not found', { container: { env } }, [holding('Secret', 'dbx', 'password')]);
    expect(near?.text).toMatch(/secretKeyRef/);
  });

  it('that has come since: the kubelet goes on by itself', () => {
    const said = one(MISSING, { container: { envFrom } }, [holding('ConfigMap', 'web-settings', 'a')]);
    expect(said?.confidence).toBe('likely');
    expect(said?.title).toMatch(/was missing at the last try$/);
    expect(said?.text).not.toMatch(/create configmap|There is/);
  });

  it('is told without the list of names as well', () => {
    const answer = why(configError, [refused(MISSING, { container: { envFrom } })], ['names', 'events']);
    expect(answer.causes).toEqual(['config-map-missing']);
    expect(answer.told[0]?.confidence).toBe('certain');
    expect(answer.told[0]?.text).not.toMatch(/There (is|are)/);
    expect(answer.diagnosis.gaps.map(({ section }) => section)).toContain('names');
  });
});

describe('a key that is missing', () => {
  it('of a ConfigMap, with the keys that exist', () => {
    const made = { container: { env: [mapVariable('LEVEL', 'web', 'LEVEL'), mapVariable('B', 'web', 'b')] } };
    const said = one("couldn't find key LEVEL in ConfigMap shop/web", made, [
      holding('ConfigMap', 'web', 'LOG_LEVEL', 'b'),
    ]);
    expect(said?.cause).toBe('config-map-key-missing');
    expect(said?.text).toMatch(/keys of web: LOG_LEVEL, b/);
    expect(said?.text).toMatch(/patch configmap web --type=merge -p '{"data":{"LEVEL":"VALUE"}}'/);
    expect(String(said?.params.patch)).toContain('"key":"LOG_LEVEL"');
  });

  it('of a Secret, also where its keys are not known', () => {
    const made = { container: { env: [secretVariable('KEY', 'web', 'key')] } };
    const text = "couldn't find key key in Secret shop/web";
    const said = one(text, made, [holding('Secret', 'web', 'KEY')]);
    expect(said?.text).toMatch(/let KEY take the key KEY/);
    expect(said?.text).toMatch(/stringData/);
    expect(one(text, made)?.params.near).toEqual([]);
    // Of an init container's variable, or one that was renamed since.
    expect(one(text, {}, [holding('Secret', 'web', 'KEY')])?.params.patch).toBeUndefined();
  });

  it('that has come since', () => {
    const said = one("couldn't find key key in Secret shop/web", {}, [holding('Secret', 'web', 'key')]);
    expect(said?.title).toBe('app cannot start: Secret web had no key key');
    expect(said?.confidence).toBe('likely');
  });
});

describe('runAsNonRoot', () => {
  const ROOT =
    'container has runAsNonRoot and image will run as root (pod: "web-1_shop(pod-uid)", container: app)';

  it('and an image that runs as root', () => {
    const said = one(ROOT, { container: { securityContext: { runAsNonRoot: true } } });
    expect(said?.title).toMatch(/runAsNonRoot, and its image runs as root$/);
    expect(said?.text).toMatch(/set in the securityContext of app/);
    expect(said?.text).toMatch(/"runAsUser":1000/);
    expect(said?.evidence).toContain('runAsNonRoot: true');
  });

  it('and an image whose user is a name', () => {
    const text = (user: string) =>
      `container has runAsNonRoot and image has non-numeric user (${user}), cannot verify user is non-root (pod: "x", container: app)`;
    const made = {
      spec: { containers: [{ name: 'app', image: 'i' }], securityContext: { runAsNonRoot: true } },
    };
    const known = one(text('node'), made);
    expect(known?.text).toMatch(/set in the pod's securityContext/);
    expect(known?.text).toMatch(/as user 1000, which is the usual number of node/);
    const unknown = one(text('appuser'), made);
    expect(unknown?.text).toMatch(/docker run --rm --entrypoint id i appuser/);
    expect(unknown?.text).not.toMatch(/kubectl -n shop patch/);
  });

  it('and a pod that asks for user 0', () => {
    const text = 'container\'s runAsUser breaks non-root policy (pod: "x", container: app)';
    const said = one(text, { container: { securityContext: { runAsUser: 0, runAsNonRoot: true } } });
    expect(said?.title).toMatch(/runAsUser is 0$/);
    expect(said?.text).toMatch(/asks for user 0/);
  });
});

describe('subPath', () => {
  const mount = { name: 'd', mountPath: '/data', subPathExpr: '$(SITE)/in' };

  it('needs a variable that is not set', () => {
    const said = one('missing value for SITE', {
      spec: { containers: [{ name: 'app', volumeMounts: [mount] }], volumes: [{ name: 'd', emptyDir: {} }] },
    });
    expect(said?.cause).toBe('sub-path-invalid');
    expect(said?.title).toMatch(/subPathExpr \$\(SITE\)\/in needs the variable SITE, which is not set$/);
    expect(said?.text).toMatch(/app sets no variables of its own/);
    expect(said?.text).toMatch(/set env deployment\/web -c app SITE=VALUE/);
  });

  it('with the nearest variable, or all of them', () => {
    const near = one('missing value for SITE', {
      container: { volumeMounts: [mount], env: [{ name: 'SITES', value: 'a' }] },
    });
    expect(near?.text).toMatch(/or write SITES in subPathExpr/);
    const other = one('missing value for SITE', {
      container: { volumeMounts: [mount], env: [{ name: 'LOG_LEVEL', value: 'a' }] },
    });
    expect(other?.text).toMatch(/variables of app: LOG_LEVEL/);
  });

  it("takes what the pod's own fields hold from there", () => {
    const own = { ...mount, subPathExpr: '$(POD_NAME)' };
    const said = one('missing value for POD_NAME', { container: { volumeMounts: [own] } });
    expect(said?.text).toMatch(/Set POD_NAME from the pod’s metadata.name/);
    expect(String(said?.params.patch)).toContain('"fieldPath":"metadata.name"');
    expect(one('missing value for POD_NAME', { metadata: BARE })?.title).toMatch(/\$\(POD_NAME\)/);
  });

  it('cannot be made', () => {
    const text = (which: string) => `failed to ${which} for volumeMount "d" of container "app"`;
    const sub = { name: 'd', mountPath: '/etc/x', subPath: 'x' };
    const inMap = one(text('create subPath directory'), {
      spec: {
        containers: [{ name: 'app', volumeMounts: [sub] }],
        volumes: [{ name: 'd', configMap: { name: 'web' } }],
      },
    });
    expect(inMap?.title).toMatch(/the path x in ConfigMap web does not exist/);
    const onNode = one(text('prepare subPath'), {
      spec: {
        nodeName: 'node-a',
        containers: [
          {
            name: 'app',
            volumeMounts: [
              { ...sub, name: 'e' },
              { name: 'd', mountPath: '/d', subPathExpr: 'y' },
            ],
          },
        ],
        volumes: [{ name: 'd', hostPath: { path: '/srv' } }],
      },
    });
    expect(onNode?.title).toMatch(/the path y can’t be made on node-a/);
    expect(one(text('prepare subPath'))?.title).toMatch(/the path of its subPath can’t be made on node-a/);
  });

  it('is not allowed', () => {
    const sub = { name: 'd', mountPath: '/x', subPath: '/abs' };
    const said = one('error SubPath `/abs` must not be an absolute path', {
      container: { volumeMounts: [sub] },
    });
    expect(said?.title).toMatch(/subPath \/abs is not allowed/);
  });
});

describe('who owns the pod', () => {
  const MISSING = 'configmap "web" not found';
  const env = [mapVariable('A', 'web', 'a')];
  const near = [holding('ConfigMap', 'webs', 'a')];

  test.each([
    [BARE, /Nothing owns pod web-1/],
    [JOB, /manifest of job once/],
    [STATEFUL, /delete pod web-1/],
  ])('%j', (metadata, text) => {
    expect(one(MISSING, { metadata, container: { env } }, near)?.text).toMatch(text);
  });
});

describe('what is read', () => {
  it('the event where the status has no words', () => {
    const fieldPath = 'spec.containers{app}';
    const involvedObject = { kind: 'Pod', namespace: 'shop', name: 'web-1', uid: 'pod-uid', fieldPath };
    const event = told('Failed', 'Error: secret "db" not found', { involvedObject });
    expect(why(configError, [refused(undefined), event]).causes).toEqual(['secret-missing']);
    expect(why(configError, [refused(undefined)]).causes).toEqual([]);
    expect(why(configError, [refused(undefined), event], ['events']).causes).toEqual([]);
  });

  it('each container by itself, init containers too', () => {
    const waiting = (name: string, reason: string, message: string) =>
      containerStatus(name, { waiting: { reason, message } });
    const made = refused('', {
      spec: {
        initContainers: [{ name: 'prepare' }],
        containers: [{ name: 'app', env: [mapVariable('A', 'web', 'a')] }, { name: 'side' }],
      },
      status: {
        initContainerStatuses: [
          waiting('prepare', 'CreateContainerConfigError', 'configmap "init" not found'),
        ],
        containerStatuses: [
          waiting('app', 'PodInitializing', ''),
          waiting('side', 'CreateContainerConfigError', 'secret "side" not found'),
        ],
      },
    });
    const answer = why(configError, [made]);
    expect(answer.causes).toEqual(['config-map-missing', 'secret-missing']);
    expect(answer.told.map(({ title }) => title)).toEqual([
      'prepare cannot start: ConfigMap init does not exist',
      'side cannot start: Secret side does not exist',
    ]);
  });

  test.each([
    'services have not yet been read at least once, cannot construct envvars',
    'failed to sync configmap cache: timed out waiting for the condition',
    'something nobody has seen',
    'references non-existent config key: x',
  ])('%s is no cause', (message) => {
    expect(why(configError, [refused(message)]).causes).toEqual([]);
  });

  it('nothing of pods that are leaving, start otherwise or run', () => {
    const leaving = { metadata: { deletionTimestamp: '2026-01-01T11:59:00Z' } };
    expect(why(configError, [refused('configmap "web" not found', leaving)]).causes).toEqual([]);
    expect(why(configError, [refused('configmap "web" not found', {}, 'ErrImagePull')]).causes).toEqual([]);
    const running = refused('', { status: { containerStatuses: [containerStatus('app', { running: {} })] } });
    expect(why(configError, [running]).asked.some(({ section }) => section === 'names')).toBe(false);
  });
});
