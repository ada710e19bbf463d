import {
  classOf,
  eventOf,
  ingressOf,
  JUST_NOW,
  named,
  podOf,
  ruleOf,
  serviceOf,
} from '../support/service.ts';
import type { CauseCase } from './support/cause-case.ts';
import { remove, set } from './support/change.ts';

const target = 'ing/shop';
const BEHIND = [classOf(), serviceOf(), podOf()];
const NOTHING_SAID = eventOf(
  { kind: 'Ingress', name: 'shop' },
  { type: 'Normal', reason: 'Sync', message: 'Scheduled for sync' },
);

export const cases: readonly CauseCase[] = [
  {
    cause: 'service/ingress-class-missing',
    gives: { target, objects: [ingressOf({ className: 'ngnix', address: null }), ...BEHIND, NOTHING_SAID] },
    near: [
      {
        what: 'the class exists',
        change: (objects) => set(objects, 'ingress/shop', 'spec.ingressClassName', 'nginx'),
        instead: 'service/ingress-without-address',
      },
      {
        what: 'none is named, and one is the default',
        change: (objects) => {
          set(objects, 'ingress/shop', 'spec.ingressClassName', undefined);
          objects.push(classOf('traefik', true));
        },
      },
      {
        what: 'none is named, and a controller has given it an address',
        change: (objects) => {
          set(objects, 'ingress/shop', 'spec.ingressClassName', undefined);
          set(objects, 'ingress/shop', 'status.loadBalancer', { ingress: [{ hostname: 'lb.example.com' }] });
        },
      },
    ],
  },
  {
    cause: 'service/ingress-refused',
    gives: {
      target,
      objects: [
        ingressOf({ address: null }),
        ...BEHIND,
        eventOf(
          { kind: 'Ingress', name: 'shop' },
          {
            type: 'Warning',
            reason: 'FailedBuildModel',
            message: 'Failed build model due to no certificate found for host: shop.example',
          },
        ),
      ],
    },
    near: [
      {
        what: 'it has an address since',
        change: (objects) =>
          set(objects, 'ingress/shop', 'status.loadBalancer', { ingress: [{ ip: '192.0.2.7' }] }),
      },
      {
        what: 'nobody has complained',
        change: (objects) => remove(objects, 'event'),
        instead: 'service/ingress-without-address',
      },
    ],
  },
  {
    cause: 'service/ingress-without-address',
    gives: { target, objects: [ingressOf({ address: null }), ...BEHIND] },
    near: [
      {
        what: 'it was made a moment ago',
        change: (objects) => set(objects, 'ingress/shop', 'metadata.creationTimestamp', JUST_NOW),
      },
      {
        what: 'it has one',
        change: (objects) =>
          set(objects, 'ingress/shop', 'status.loadBalancer', { ingress: [{ ip: '192.0.2.7' }] }),
      },
    ],
  },
  {
    cause: 'service/backend-service-missing',
    gives: {
      target,
      objects: [ingressOf({ rules: [ruleOf('shop.example', [['/', 'wbe', { number: 80 }]])] }), ...BEHIND],
    },
    near: [
      {
        what: 'the Service exists',
        change: (objects) => objects.push(serviceOf({ name: 'wbe' })),
      },
      {
        what: 'the Service exists and lacks the port',
        change: (objects) =>
          objects.push(serviceOf({ name: 'wbe', ports: [{ port: 8080, targetPort: 8080 }] })),
        instead: 'service/backend-port-unmatched',
      },
    ],
  },
  {
    cause: 'service/backend-port-unmatched',
    gives: {
      target,
      objects: [ingressOf({ rules: [ruleOf('shop.example', [['/', 'web', { number: 8080 }]])] }), ...BEHIND],
    },
    near: [
      {
        what: 'the Service has the port',
        change: (objects) => set(objects, 'service/web', 'spec.ports', [{ port: 8080, targetPort: 8080 }]),
      },
      {
        what: 'the Service is another name for a host',
        change: (objects) => {
          set(objects, 'service/web', 'spec.type', 'ExternalName');
          set(objects, 'service/web', 'spec.externalName', 'web.example.com');
        },
      },
    ],
  },
  {
    cause: 'service/tls-secret-missing',
    gives: {
      target,
      objects: [
        ingressOf({ spec: { tls: [{ hosts: ['shop.example'], secretName: 'shop-tls' }] } }),
        ...BEHIND,
      ],
    },
    near: [
      { what: 'the Secret exists', change: (objects) => objects.push(named('Secret', 'shop-tls')) },
      {
        what: 'the controller’s own certificate is meant',
        change: (objects) => set(objects, 'ingress/shop', 'spec.tls', [{ hosts: ['shop.example'] }]),
      },
    ],
  },
];
