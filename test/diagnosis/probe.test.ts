import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allowedSeconds,
  declaredPorts,
  describeProbe,
  probeFailure,
  probePath,
  probePort,
  probeTiming,
  readProbeOutput,
} from '../../src/diagnosis/probe.ts';

describe('describeProbe', () => {
  test.each([
    [{ httpGet: { path: 'healthz', port: 8080 } }, 'GET /healthz on port 8080'],
    [{ httpGet: { port: 'http' } }, 'GET / on port http'],
    [{ httpGet: { path: '/x', port: 8443, scheme: 'HTTPS' } }, 'HTTPS GET /x on port 8443'],
    [{ tcpSocket: { port: 5432 } }, 'TCP port 5432'],
    [{ grpc: { port: 9090 } }, 'gRPC port 9090'],
    [{ exec: { command: ['cat', '/tmp/healthy'] } }, 'exec cat /tmp/healthy'],
    [{}, 'exec'],
  ])('%o reads %s', (probe, text) => {
    expect(describeProbe(probe)).toBe(text);
  });

  test('only an HTTP probe has a path', () => {
    expect(probePath({ httpGet: { path: '/x', port: 1 } })).toBe('/x');
    expect(probePath({ tcpSocket: { port: 1 } })).toBeUndefined();
  });
});

describe('probePort', () => {
  const container = {
    name: 'app',
    ports: [
      { name: 'http', containerPort: 8080 },
      { containerPort: 53, protocol: 'UDP' },
    ],
  };

  test.each([
    [{ httpGet: { port: 'http' } }, { wanted: 'http', number: 8080, declared: true }],
    [{ httpGet: { port: 'web' } }, { wanted: 'web', number: undefined, declared: false }],
    [{ tcpSocket: { port: 9000 } }, { wanted: '9000', number: 9000, declared: false }],
    [{ grpc: { port: 8080 } }, { wanted: '8080', number: 8080, declared: true }],
  ])('%o', (probe, port) => {
    expect(probePort(probe, container)).toEqual(port);
  });

  test('an exec probe has none, and a container need not declare any', () => {
    expect(probePort({ exec: {} }, container)).toBeUndefined();
    expect(probePort({ tcpSocket: { port: '80' } }, { name: 'app' })).toEqual({
      wanted: '80',
      number: 80,
      declared: false,
    });
    expect(declaredPorts({ name: 'app' })).toEqual([]);
  });

  test('declared ports are named, TCP only', () => {
    expect(declaredPorts(container)).toEqual(['8080 (http)']);
    expect(declaredPorts({ name: 'app', ports: [{ containerPort: 80 }] })).toEqual(['80']);
  });
});

describe('timing', () => {
  test("counts with the API's defaults", () => {
    expect(allowedSeconds({})).toBe(30);
    expect(allowedSeconds({ initialDelaySeconds: 3, periodSeconds: 3, failureThreshold: 2 })).toBe(9);
    expect(probeTiming({})).toBe('every 10s, 3 failures allowed, timeout 1s');
    expect(
      probeTiming({ initialDelaySeconds: 5, periodSeconds: 2, failureThreshold: 1, timeoutSeconds: 4 }),
    ).toBe('after 5s every 2s, 1 failure allowed, timeout 4s');
  });
});

describe('readProbeOutput', () => {
  const http = 'Get "http://10.0.0.1:8080/healthz": ';
  test.each([
    ['Liveness probe failed: HTTP probe failed with statuscode: 404', 'liveness', 'status', 404],
    [
      `Readiness probe failed: ${http}dial tcp 10.0.0.1:8080: connect: connection refused`,
      'readiness',
      'refused',
      undefined,
    ],
    [
      `Startup probe failed: ${http}context deadline exceeded (Client.Timeout exceeded while awaiting headers)`,
      'startup',
      'timeout',
      undefined,
    ],
    [`Liveness probe failed: ${http}EOF`, 'liveness', 'closed', undefined],
    [
      `Liveness probe failed: ${http}net/http: HTTP/1.x transport connection broken: malformed HTTP response "\\x15"`,
      'liveness',
      'not-http',
      undefined,
    ],
    [
      'Liveness probe failed: Get "https://10.0.0.1:8080/": http: server gave HTTP response to HTTPS client',
      'liveness',
      'not-tls',
      undefined,
    ],
    [
      'Liveness probe failed: Get "https://10.0.0.1/": x509: certificate has expired',
      'liveness',
      'certificate',
      undefined,
    ],
    [
      'Liveness probe failed: dial tcp 10.0.0.1:1: connect: no route to host',
      'liveness',
      'unreachable',
      undefined,
    ],
    ['Liveness probe failed: dial tcp: lookup db: no such host', 'liveness', 'unresolved', undefined],
    [
      'Liveness probe failed: timeout: failed to connect service "10.0.0.1:9090" within 1s',
      'liveness',
      'timeout',
      undefined,
    ],
    [
      'Liveness probe failed: this server does not implement the grpc health protocol (grpc.health.v1.Health)',
      'liveness',
      'grpc-unimplemented',
      undefined,
    ],
    [
      'Liveness probe failed: service unhealthy (responded with "NOT_SERVING")',
      'liveness',
      'not-serving',
      undefined,
    ],
    [
      'Readiness probe errored: strconv.Atoi: parsing "http": invalid syntax',
      'readiness',
      'port-unknown',
      undefined,
    ],
    [
      'Readiness probe errored and resulted in unknown state: rpc error: exec: "nc": executable file not found in $PATH',
      'readiness',
      'command-missing',
      undefined,
    ],
    [
      'Liveness probe warning: Probe terminated redirects, Response body: ',
      'liveness',
      'redirect',
      undefined,
    ],
    [
      "Liveness probe failed: cat: can't open '/tmp/healthy': No such file or directory\n",
      'liveness',
      'command',
      undefined,
    ],
    ['Liveness probe failed: ', 'liveness', 'command', undefined],
    [`Liveness probe failed: ${http}something new`, 'liveness', 'other', undefined],
  ])('%s', (message, kind, failure, status) => {
    expect(readProbeOutput(message)).toMatchObject({ kind, failure, ...(status ? { status } : {}) });
  });

  test('never throws and keeps what was said', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2000 }), (text) => {
        expect(readProbeOutput(text).output.length).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('probeFailure', () => {
  test.each([
    [{ grpc: { port: 9 } }, 'timeout: failed to connect service "10.0.0.1:9" within 1s', 'refused'],
    [{ grpc: { port: 9 } }, 'timeout: health rpc did not complete within 1s', 'timeout'],
    [{ tcpSocket: { port: 9 } }, 'dial tcp 10.0.0.1:9: i/o timeout', 'timeout'],
  ])('%j: %s', (probe, output, failure) => {
    expect(probeFailure(probe, readProbeOutput(`Liveness probe failed: ${output}`))).toBe(failure);
    expect(probeFailure(probe, undefined)).toBeUndefined();
  });

  test.each([
    [
      'OCI runtime exec failed: exec failed: unable to start container process: exec: "nc": executable file not found in $PATH: unknown',
      'nc',
    ],
    [
      'msg="exec failed: unable to start container process: exec: \\"/p\\": stat /p: no such file or directory"',
      '/p',
    ],
    ['starting container process caused "exec: \\"cat\\": executable file not found in $PATH"', 'cat'],
    ['/bin/sh: curl: not found\n', 'curl'],
    ['sh: 1: curl: not found', 'curl'],
    ['bash: line 1: redis-cli: command not found', 'redis-cli'],
  ])('%s: the program that is missing', (output, missing) => {
    const read = readProbeOutput(`Readiness probe errored: ${output}`);
    expect(read).toMatchObject({ failure: 'command-missing', missing });
  });

  test.each([
    'exec: "/app/check.sh": permission denied: unknown',
    'OCI runtime exec failed: exec failed: cannot exec in a stopped container: unknown',
    'wget: server returned error: HTTP/1.1 404 Not Found',
    'error: key ready: not found',
  ])('%s: no program is missing', (output) => {
    expect(readProbeOutput(`Readiness probe errored: ${output}`).failure).not.toBe('command-missing');
  });
});
