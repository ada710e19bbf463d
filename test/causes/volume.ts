import type { CauseCase, MadeObject } from './support/cause-case.ts';
import { object, remove, saying, set } from './support/change.ts';
import { madeConfigMap, rootCertificates } from './support/made-config-map.ts';

const DOCS = 'pod/docs-site-6c6b446896-th66f';
const SITE = { target: 'deploy/docs-site', recording: 'r-docs-docs-site' } as const;
/** Its events are kept for an hour. */
const LATER = '2026-11-22T09:34:33Z';
const UPLOADER = { target: 'deploy/uploader', recording: 'r-press-uploader' } as const;

const NGINX = madeConfigMap('r-docs', 'nginx-conf', 'nginx.conf');

function eventless(objects: MadeObject[]): void {
  remove(objects, 'Event');
}

export const cases: readonly CauseCase[] = [
  {
    cause: 'volume/config-map-missing',
    gives: SITE,
    near: [
      {
        what: 'the kubelet of a new pod has not read its ConfigMaps yet',
        change: saying(
          'configmap "nginx-conf" not found',
          'failed to sync configmap cache: timed out waiting for the condition',
        ),
      },
      {
        what: 'it is a Secret that is missing',
        change: saying('configmap "nginx-conf" not found', 'secret "nginx-conf" not found'),
        instead: 'volume/secret-missing',
      },
      {
        what: 'it is taken into variables, not mounted',
        target: 'deploy/checkout',
        recording: 'r-checkout-checkout',
        instead: 'config-error/config-map-missing',
      },
    ],
  },
  {
    cause: 'volume/config-map-missing',
    gives: { ...SITE, objects: [rootCertificates('r-docs')], takenAt: LATER, change: eventless },
    near: [
      {
        what: 'no event tells any more, and the volume may do without it',
        change: (objects) => {
          const volume = object(objects, DOCS).spec.volumes.find(
            ({ name }: { name: string }) => name === 'conf',
          );
          volume.configMap.optional = true;
        },
      },
      {
        what: 'no event tells any more, and it is there',
        change: (objects) => objects.push(NGINX),
      },
    ],
  },
  {
    // The kubelet's general word, which names the volume and not what it lacks.
    cause: 'volume/config-map-missing',
    gives: {
      ...SITE,
      objects: [rootCertificates('r-docs')],
      change: saying(
        'MountVolume.SetUp failed for volume "conf" : configmap "nginx-conf" not found',
        'Unable to attach or mount volumes: unmounted volumes=[conf], unattached volumes=[conf kube-api-access-2gx5v]: timed out waiting for the condition',
      ),
    },
    near: [
      {
        what: 'it is there and nothing tells why the volume is not mounted',
        change: (objects) => objects.push(NGINX),
        instead: 'volume/mount-timeout',
      },
    ],
  },
  {
    cause: 'volume/secret-missing',
    gives: { target: 'deploy/fetcher', recording: 'r-crawl-fetcher' },
    near: [
      {
        what: 'it is the ConfigMap of the same volume that was missing',
        change: saying('secret "fetcher-tls" not found', 'configmap "fetcher" not found'),
        instead: 'volume/config-map-missing',
      },
      {
        what: 'the Secret is there without the key',
        ...UPLOADER,
        instead: 'volume/key-missing',
      },
      {
        what: 'it is taken into variables, not mounted',
        target: 'deploy/seatmap',
        recording: 'r-seats-seatmap',
        instead: 'config-error/secret-missing',
      },
    ],
  },
  {
    cause: 'volume/key-missing',
    gives: { ...UPLOADER, objects: [rootCertificates('r-press')] },
    near: [
      {
        what: 'the whole Secret is missing',
        change: saying('references non-existent secret key: access-key', 'secret "s3-credentials" not found'),
        instead: 'volume/secret-missing',
      },
      {
        what: 'no event tells any more, and the key is there',
        takenAt: LATER,
        change: (objects) => {
          remove(objects, 'Event');
          set(objects, 'secret/s3-credentials', 'data.access-key', '');
        },
      },
      {
        what: 'the key is taken into a variable, not mounted',
        target: 'deploy/menu-api',
        recording: 'r-menu-menu-api',
        instead: 'config-error/secret-key-missing',
      },
    ],
  },
  {
    // What the kubelet does not call an error: an empty directory is mounted.
    cause: 'volume/key-missing',
    gives: { target: 'deploy/renderer', recording: 'r-press-2-renderer' },
    near: [
      {
        what: 'the key is there and the program does not like it',
        change: (objects) => {
          const { data } = object(objects, 'configmap/renderer');
          data['app.yaml'] = '';
        },
        instead: 'crashloop/configuration-missing',
      },
      {
        what: 'the container runs all the same',
        change: (objects) => {
          const { status } = object(objects, 'pod/renderer-77df989c4b-d4gxb');
          const [container] = status.containerStatuses;
          container.ready = true;
          container.state = { running: { startedAt: '2026-11-22T07:56:40Z' } };
          status.conditions[2].status = 'True';
          status.conditions[3].status = 'True';
        },
      },
    ],
  },
];
