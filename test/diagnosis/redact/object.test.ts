import { describe, expect, test } from 'vitest';
import { redactObject } from '../../../src/diagnosis/redact.ts';

describe('redactObject', () => {
  test('hides values of telling environment variables and keeps references', () => {
    const env = [
      { name: 'DB_PASSWORD', value: 'hunter2' },
      { name: 'API_KEY', valueFrom: { secretKeyRef: { name: 'api', key: 'API_KEY' } } },
      { name: 'TOKEN', value: '$(OTHER)' },
      { name: 'URL', value: 'postgres://app:pw@db/shop' },
      { value: 'plain' },
    ];
    expect(redactObject({ kind: 'Pod', spec: { containers: [{ name: 'app', env }] } })).toEqual({
      kind: 'Pod',
      spec: {
        containers: [
          {
            name: 'app',
            env: [
              { name: 'DB_PASSWORD', value: '[redacted]' },
              env[1],
              env[2],
              { name: 'URL', value: 'postgres://app:[redacted]@db/shop' },
              { value: 'plain' },
            ],
          },
        ],
      },
    });
  });

  test('reads command and args as one command line', () => {
    const container = { command: ['redis-cli', '-a'], args: ['hunter2', 'ping', '--password', 'x y'] };
    expect(redactObject(container)).toEqual({
      command: ['redis-cli', '-a'],
      args: ['[redacted]', 'ping', '--password', '[redacted]'],
    });
    const torn = { args: ['-----BEGIN PRIVATE KEY-----', 'password=x', '-----END PRIVATE KEY-----'] };
    expect(redactObject(torn)).toEqual({ args: [torn.args[0], 'password=[redacted]', torn.args[2]] });
    expect(redactObject({ command: ['run'] })).toEqual({ command: ['run'] });
    expect(redactObject({ args: ['run', 1], command: 'x' })).toEqual({ args: ['run', 1], command: 'x' });
    expect(redactObject({ args: ['{"password": [1, 2]}', 'password=a\\nb'] })).toEqual({
      args: ['{"password": ["[redacted]"]}', 'password=[redacted]\\nb'],
    });
  });

  test("keeps a Secret's keys alone", () => {
    const secret = {
      kind: 'Secret',
      type: 'Opaque',
      data: { password: 'aHVudGVyMg==' },
      stringData: { user: 'app' },
    };
    const shown = { kind: 'Secret', type: 'Opaque', data: { password: '' }, stringData: { user: '' } };
    expect(redactObject(secret)).toEqual(shown);
    expect(redactObject({ kind: 'SecretList', items: [{ data: { a: 'b' } }, null] })).toEqual({
      kind: 'SecretList',
      items: [{ kind: 'Secret', data: { a: '' } }, null],
    });
    expect(redactObject({ kind: 'List', items: [secret] })).toEqual({ kind: 'List', items: [shown] });
    expect(redactObject({ kind: 'Secret', data: 'odd' })).toEqual({ kind: 'Secret', data: null });
  });

  test('hides settings of a ConfigMap line by line', () => {
    const data = {
      DB_PASSWORD: 'hunter2',
      'app.conf': 'user=app\npassword=hunter2\n',
      TOKEN: '',
      n: 1,
      LIST: ['password=x'],
    };
    expect(redactObject({ kind: 'ConfigMap', data, binaryData: { b: 'AAAA' } })).toEqual({
      kind: 'ConfigMap',
      data: {
        DB_PASSWORD: '[redacted]',
        'app.conf': 'user=app\npassword=[redacted]\n',
        TOKEN: '',
        n: 1,
        LIST: ['password=[redacted]'],
      },
      binaryData: { b: '' },
    });
    expect(redactObject({ kind: 'ConfigMap', data: null })).toEqual({ kind: 'ConfigMap', data: null });
  });

  test("drops kubectl's copy, keeps managedFields and names", () => {
    const managedFields = [{ fieldsV1: { 'k:{"name":"DB_PASSWORD"}': { '.': {} } }, manager: 'token=x' }];
    const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': '{"x":1}', note: 'token=abc' };
    expect(redactObject({ metadata: { name: 'token-1', annotations, managedFields } })).toEqual({
      metadata: { name: 'token-1', annotations: { note: 'token=[redacted]' }, managedFields },
    });
  });

  test('hides fields whose own name tells', () => {
    const spec = { password: 'hunter', apiToken: 'abc', secretKey: 'password', secret: 'db', token: null };
    expect(redactObject({ spec })).toEqual({
      spec: { ...spec, password: '[redacted]', apiToken: '[redacted]' },
    });
  });

  test('takes anything, cycles too', () => {
    expect([null, undefined, 7, true, 'password=x'].map(redactObject)).toEqual([
      null,
      undefined,
      7,
      true,
      'password=[redacted]',
    ]);
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    expect(JSON.stringify(redactObject(cycle))).toContain('null');
  });
});
