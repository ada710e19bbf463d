import type { CauseCase, Given } from './support/cause-case.ts';
import { saying, set } from './support/change.ts';

function running(pod: string, container: number): NonNullable<Given['change']> {
  const path = `status.containerStatuses.${container}.state`;
  return (objects) => set(objects, `pod/${pod}`, path, { running: { startedAt: '2026-11-22T07:32:00Z' } });
}

/** The kubelet of a node that has just begun: it knows the object a moment later. */
const NOT_READ_YET = 'failed to sync configmap cache: timed out waiting for the condition';

export const cases: readonly CauseCase[] = [
  {
    cause: 'config-error/config-map-missing',
    gives: { target: 'deploy/checkout', recording: 'r-checkout-checkout' },
    near: [
      {
        what: 'a Secret of that name is missing',
        change: saying('configmap "checkout-settings"', 'secret "checkout-settings"'),
        instead: 'config-error/secret-missing',
      },
      {
        what: 'the kubelet has not read its ConfigMaps yet',
        change: saying('configmap "checkout-settings" not found', NOT_READ_YET),
      },
      {
        what: 'it is mounted, not taken into variables',
        target: 'deploy/docs-site',
        recording: 'r-docs-docs-site',
        instead: 'volume/config-map-missing',
      },
    ],
  },
  {
    cause: 'config-error/config-map-key-missing',
    gives: { target: 'deploy/fares', recording: 'r-travel-fares' },
    near: [
      {
        what: 'the whole ConfigMap is missing',
        change: saying(
          "couldn't find key CURRENCY in ConfigMap r-travel/fares-config",
          'configmap "fares-config" not found',
        ),
        instead: 'config-error/config-map-missing',
      },
      {
        what: 'a Secret has no such key',
        change: saying('in ConfigMap r-travel/', 'in Secret r-travel/'),
        instead: 'config-error/secret-key-missing',
      },
    ],
  },
  {
    cause: 'config-error/secret-missing',
    gives: { target: 'deploy/seatmap', recording: 'r-seats-seatmap' },
    near: [
      {
        what: 'the Secret is there without the key',
        target: 'deploy/menu-api',
        recording: 'r-menu-menu-api',
        instead: 'config-error/secret-key-missing',
      },
      {
        what: 'it is a pull secret that is missing',
        target: 'deploy/calc',
        recording: 'r-payroll-calc',
        instead: 'image-pull/pull-secret-missing',
      },
    ],
  },
  {
    cause: 'config-error/secret-key-missing',
    gives: { target: 'deploy/menu-api', recording: 'r-menu-menu-api' },
    near: [
      {
        what: 'the container has started since',
        change: running('menu-api-848d857686-k276r', 0),
      },
      {
        what: 'the whole Secret is missing',
        change: saying("couldn't find key password in Secret r-menu/menu-db", 'secret "menu-db" not found'),
        instead: 'config-error/secret-missing',
      },
    ],
  },
  {
    cause: 'config-error/runs-as-root',
    gives: { target: 'deploy/screening', recording: 'r-kyc-screening' },
    near: [
      {
        what: 'the image has a user and the container runs',
        change: running('screening-65954cc5db-84xmf', 0),
      },
      {
        what: 'it runs as another user who may not write',
        target: 'deploy/uploads',
        recording: 'r-files-uploads',
        instead: 'crashloop/permission-denied',
      },
    ],
  },
  {
    cause: 'config-error/sub-path-invalid',
    gives: { target: 'deploy/meter-feed', recording: 'r-parking-meter-feed' },
    near: [
      {
        what: 'the variable has a value and the container runs',
        change: running('meter-feed-57bd75bcf7-4jlb6', 0),
      },
      {
        what: 'the path of the subPath is there and does not fit',
        target: 'deploy/front',
        recording: 'r-blog-front',
        instead: 'start-error/mount-path-conflict',
      },
    ],
  },
];
