import type { CauseCase } from './support/cause-case.ts';
import { remove, reword, saying, set } from './support/change.ts';
import { endingIn, failingWith, NO_TAG, RESOLVE } from './support/failed-pull.ts';

const UNKNOWN_AUTHORITY = 'tls: failed to verify certificate: x509: certificate signed by unknown authority';
const LAYER = 'sha256:4f4fb700ef54461cfa02571ae0db9a0dc1e0cdb5577484a6d75e68dc38e8acc1';
const FULL_DISK = `failed to extract layer ${LAYER}: write /var/lib/containerd/tmpmounts/app: no space left on device`;

export const cases: readonly CauseCase[] = [
  {
    cause: 'image-pull/image-not-found',
    gives: NO_TAG,
    near: [
      {
        what: 'the registry may have it and wants credentials',
        ...endingIn(
          `${RESOLVE}pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`,
        ),
        instead: 'image-pull/access-denied',
      },
      {
        what: 'the image is there for other platforms',
        ...endingIn('no match for platform in manifest: not found'),
        instead: 'image-pull/architecture-mismatch',
      },
    ],
  },
  {
    cause: 'image-pull/architecture-mismatch',
    gives: { target: 'deploy/telemetry', recording: 'r-fleet-2-telemetry' },
    near: [
      {
        what: 'the registry has no image of that name',
        change: saying(
          'no match for platform in manifest: not found',
          'failed to resolve reference "127.0.0.1:5000/fleet/telemetry:1.0.0": 127.0.0.1:5000/fleet/telemetry:1.0.0: not found',
        ),
        instead: 'image-pull/image-not-found',
      },
      {
        what: 'the image is pulled and its program is for another platform',
        target: 'deploy/poller',
        recording: 'r-feeds-poller',
        instead: 'start-error/exec-format-error',
      },
    ],
  },
  {
    cause: 'image-pull/never-pulled',
    gives: { target: 'deploy/contacts', recording: 'r-crm-2-contacts' },
    near: [
      { what: 'the policy lets it be asked for', ...NO_TAG, instead: 'image-pull/image-not-found' },
      {
        what: 'the image is on the node and the container runs under that policy',
        change: (objects) => {
          remove(objects, 'Event');
          const status = 'status.containerStatuses.0.state';
          const running = { running: { startedAt: '2026-11-22T07:34:00Z' } };
          set(objects, 'pod/contacts-6c69d87f65-glx7d', status, running);
        },
      },
    ],
  },
  {
    cause: 'image-pull/reference-invalid',
    gives: { target: 'deploy/contacts', recording: 'r-crm-contacts' },
    near: [
      {
        what: 'the reference is right and the image is not there',
        ...NO_TAG,
        instead: 'image-pull/image-not-found',
      },
      {
        what: 'the node can’t tell which registry a short name means',
        ...endingIn(
          'short-name "shop/app:1.4.3-rc9" did not resolve to an alias and no unqualified-search registries are defined',
        ),
        instead: 'image-pull/short-name-ambiguous',
      },
    ],
  },
  {
    cause: 'image-pull/short-name-ambiguous',
    gives: failingWith(
      'rpc error: code = Unknown desc = short name mode is enforcing, but image name shop/app:1.4.3-rc9 returns ambiguous list',
    ),
    near: [{ what: 'the image names its registry', ...NO_TAG, instead: 'image-pull/image-not-found' }],
  },
  {
    cause: 'image-pull/signature-invalid',
    gives: failingWith(
      'rpc error: code = Unknown desc = Source image rejected: A signature was required, but no signature exists',
    ),
    near: [
      {
        what: 'the registry itself holds the image back',
        ...failingWith(
          `rpc error: code = Unknown desc = reading manifest 1.4.3-rc9 in 127.0.0.1:5000/shop/app: denied: current image with 3 vulnerabilities cannot be pulled due to configured policy in 'Prevent images with vulnerability severity of "High" or higher from running.'`,
        ),
        instead: 'image-pull/registry-error',
      },
      {
        what: 'it is the signature of a certificate',
        ...endingIn(
          `${RESOLVE}failed to do request: Head "https://127.0.0.1:5000/v2/": ${UNKNOWN_AUTHORITY}`,
        ),
        instead: 'image-pull/registry-certificate-untrusted',
      },
    ],
  },
  {
    cause: 'image-pull/node-disk-full',
    gives: endingIn(FULL_DISK),
    near: [
      {
        what: 'the node has little room and the image does not exist',
        ...NO_TAG,
        change: (objects) => {
          const conditions = [{ type: 'DiskPressure', status: 'True', reason: 'KubeletHasDiskPressure' }];
          set(objects, 'node/node-a', 'status.conditions', conditions);
        },
        instead: 'image-pull/image-not-found',
      },
      {
        what: 'the program itself finds its disk full',
        target: 'deploy/spooler',
        recording: 'r-etl-2-spooler',
        instead: 'crashloop/disk-full',
      },
    ],
  },
  {
    cause: 'image-pull/unpack-failed',
    gives: endingIn(`failed to extract layer ${LAYER}: archive/tar: invalid tar header`),
    near: [
      {
        what: 'the layer does not fit on the disk',
        ...endingIn(FULL_DISK),
        instead: 'image-pull/node-disk-full',
      },
      {
        what: 'the connection breaks while the layer comes down',
        ...endingIn(
          'failed to copy: httpReadSeeker: failed open: failed to do request: Get "http://127.0.0.1:5000/v2/shop/app/blobs/sha256:aa": read tcp 10.0.0.1:41000->127.0.0.1:5000: connection reset by peer',
        ),
        instead: 'image-pull/registry-unreachable',
      },
    ],
  },
  {
    cause: 'image-pull/pull-failed',
    gives: failingWith('rpc error: code = Unavailable desc = error reading from server: EOF'),
    near: [
      { what: 'the registry gives the reason', ...NO_TAG, instead: 'image-pull/image-not-found' },
      {
        what: 'the registry ends the connection',
        ...endingIn(
          `${RESOLVE}failed to do request: Head "http://127.0.0.1:5000/v2/shop/app/manifests/1.4.3-rc9": EOF`,
        ),
        instead: 'image-pull/registry-unreachable',
      },
    ],
  },
  {
    cause: 'image-pull/pull-slow',
    gives: { target: 'deploy/runner', recording: 'r-ci-runner' },
    near: [
      {
        what: 'the image has come',
        change: (objects) => {
          reword(
            objects,
            'Pulling image "127.0.0.1:5012/ci/runner:2.318.0"',
            'Successfully pulled image "127.0.0.1:5012/ci/runner:2.318.0" in 41s',
          );
          reword(objects, 'Pulling', 'Pulled');
        },
      },
      {
        what: 'it waits for its volume, nothing is pulled',
        target: 'deploy/pricer',
        recording: 'r-odds-pricer',
        instead: 'volume/mount-failed',
      },
    ],
  },
];
