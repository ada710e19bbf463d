import { expect, test } from 'vitest';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import {
  declaredPortText,
  placeOfPort,
  portsOf,
  protocolOf,
  servablePorts,
  servicePortText,
  targetNumber,
  targetPortOf,
} from '../../src/diagnosis/service-port.ts';

const POD: Pod = {
  spec: {
    initContainers: [
      {
        name: 'proxy',
        restartPolicy: 'Always',
        ports: [
          { name: 'http', containerPort: 15001 },
          { name: 'admin', containerPort: 15000 },
        ],
      },
      { name: 'migrate', ports: [{ name: 'pg', containerPort: 5432 }] },
    ],
    containers: [
      {
        name: 'app',
        ports: [
          { name: 'http', containerPort: 8080, protocol: 'TCP' },
          { name: 'dns', containerPort: 53, protocol: 'UDP' },
          { containerPort: 9090 },
        ],
      },
      { name: 'quiet' },
    ],
    ephemeralContainers: [{ name: 'debug', ports: [{ name: 'x', containerPort: 1 }] }],
  },
};

test('a container’s name for a port wins over a sidecar’s; what does not stay has none', () => {
  expect(servablePorts(POD).map(({ container, containerPort }) => `${container} ${containerPort}`)).toEqual([
    'app 8080',
    'app 53',
    'app 9090',
    'proxy 15001',
    'proxy 15000',
  ]);
  expect(servablePorts({})).toEqual([]);
});

test.each([
  [{ port: 80, targetPort: 9090 }, 9090],
  [{ port: 80, targetPort: '9090' }, 9090],
  [{ port: 80 }, 80],
  [{}, 0],
  [{ port: 80, targetPort: 'http' }, 8080],
  [{ port: 80, targetPort: 'admin' }, 15000],
  [{ port: 53, targetPort: 'dns', protocol: 'UDP' }, 53],
  [{ port: 53, targetPort: 'dns' }, undefined],
  [{ port: 80, targetPort: 'pg' }, undefined],
])('%j leads to %s', (port, number) => {
  expect(targetNumber(POD, port)).toBe(number);
});

test('ports read as kubectl writes them', () => {
  expect(targetPortOf({ targetPort: 'http' })).toBe('http');
  expect(protocolOf({})).toBe('TCP');
  expect(servicePortText({ port: 80 })).toBe('80');
  expect(servicePortText({ port: 53, protocol: 'UDP', name: 'dns' })).toBe('53/UDP (dns)');
  expect(servablePorts(POD).map(declaredPortText)).toContain('53/UDP (dns)');
  expect(declaredPortText({ container: 'a', containerPort: 80, protocol: 'TCP' })).toBe('80');
});

test('a Service answers on the ports that have a number, each at its place', () => {
  const ports = [{ name: 'odd' }, { port: 80 }];
  expect(portsOf({ spec: { ports } })).toEqual([{ port: 80 }]);
  expect(portsOf({})).toEqual([]);
  expect(placeOfPort({ spec: { ports } }, ports[1] as object)).toBe(1);
  expect(placeOfPort({}, { port: 80 })).toBe(-1);
});
