import type { CauseCase } from './support/cause-case.ts';
import { set } from './support/change.ts';
import { logging, logSaying } from './support/crashed-pod.ts';
import { endingIn } from './support/failed-pull.ts';

const UNPACK =
  'failed to extract layer sha256:4f4f: write /var/lib/containerd/tmpmounts/app: no space left on device';
const RESIZER = 'pod/resizer-66d5f9cc7f-q2vhd';

export const cases: readonly CauseCase[] = [
  {
    cause: 'crashloop/application-error',
    gives: { target: 'deploy/site', recording: 'r-cms-site' },
    near: [
      {
        what: 'the file that it reads is not there',
        change: logging(
          '2026/11/22 07:37:18 [emerg] 1#1: open() "/etc/nginx/conf.d/site.conf" failed (2: No such file or directory)',
          'nginx: [emerg] open() "/etc/nginx/conf.d/site.conf" failed (2: No such file or directory)',
        ),
        instead: 'crashloop/configuration-missing',
      },
      {
        what: 'the host that it names does not resolve',
        change: logging(
          'nginx: [emerg] host not found in upstream "orders-api" in /etc/nginx/conf.d/site.conf:14',
        ),
        instead: 'crashloop/dependency-unreachable',
      },
    ],
  },
  {
    // The words SIGSEGV and segmentation violation are Go's for a nil pointer; the exit code is 2.
    cause: 'crashloop/application-error',
    gives: { target: 'deploy/matcher', recording: 'r-dispatch-matcher' },
    near: [
      {
        what: 'the process itself ends by that signal',
        target: 'deploy/thumbs',
        recording: 'r-media-2-thumbs',
        instead: 'crashloop/segmentation-fault',
      },
    ],
  },
  {
    cause: 'crashloop/module-missing',
    gives: { target: 'deploy/trainer', recording: 'r-forecast-trainer' },
    near: [
      {
        what: 'the module is there and lacks a name',
        change: logSaying(
          "ModuleNotFoundError: No module named 'psycopg2'",
          "AttributeError: module 'psycopg2' has no attribute 'connectt'",
        ),
        instead: 'crashloop/application-error',
      },
      {
        what: 'a file that is read, not a module, is missing',
        change: logSaying(
          "ModuleNotFoundError: No module named 'psycopg2'",
          "FileNotFoundError: [Errno 2] No such file or directory: '/etc/trainer/config.yaml'",
        ),
        instead: 'crashloop/configuration-missing',
      },
    ],
  },
  {
    cause: 'crashloop/migration-failed',
    gives: { target: 'deploy/backend', recording: 'r-crm-4-backend' },
    near: [
      {
        what: 'the database cannot be reached for the migration',
        change: logging(
          'Operations to perform:',
          '  Apply all migrations: deals',
          'django.db.utils.OperationalError: connection to server at "deals-db" (10.0.0.7), port 5432 failed: Connection refused',
        ),
        instead: 'crashloop/dependency-unreachable',
      },
      {
        what: 'migrations are done and the server fails',
        change: logging(
          'Running migrations:',
          '  No migrations to apply.',
          'Traceback (most recent call last):',
          '  File "/app/deals/apps.py", line 12, in ready',
          'ValueError: too many values to unpack (expected 2)',
        ),
        instead: 'crashloop/application-error',
      },
    ],
  },
  {
    cause: 'crashloop/disk-full',
    gives: { target: 'deploy/spooler', recording: 'r-etl-2-spooler' },
    near: [
      {
        what: 'the directory may not be written to',
        change: logSaying('No space left on device', 'Permission denied'),
        instead: 'crashloop/permission-denied',
      },
      {
        what: 'the kubelet counts what it wrote and evicts it',
        target: 'deploy/shipper',
        recording: 'r-logs-shipper',
        instead: 'evicted/own-storage-limit',
      },
      {
        what: 'the node’s disk is full as its image is unpacked',
        ...endingIn(UNPACK),
        instead: 'image-pull/node-disk-full',
      },
    ],
  },
  {
    cause: 'crashloop/port-in-use',
    gives: { target: 'deploy/account', recording: 'r-account-account' },
    near: [
      {
        what: 'the port may not be listened on',
        change: logSaying('Address already in use', 'Permission denied'),
        instead: 'crashloop/permission-denied',
      },
      {
        what: 'it is a port of the node that is taken',
        target: 'deploy/edge-proxy',
        recording: 'r-ingress-edge-proxy',
        instead: 'pending/host-port-taken',
      },
    ],
  },
  {
    cause: 'crashloop/permission-denied',
    gives: { target: 'deploy/uploads', recording: 'r-files-uploads' },
    near: [
      {
        what: 'the disk is full',
        change: logSaying('Read-only file system', 'No space left on device'),
        instead: 'crashloop/disk-full',
      },
      {
        what: 'the API refuses it, not the file system',
        target: 'deploy/autolabeler',
        recording: 'r-platform-autolabeler',
        instead: 'crashloop/api-access-denied',
      },
    ],
  },
  {
    cause: 'crashloop/permission-denied',
    gives: { target: 'deploy/proxy', recording: 'r-edge-proxy' },
    near: [
      {
        what: 'the port is taken',
        change: logSaying('Permission denied', 'Address already in use'),
        instead: 'crashloop/port-in-use',
      },
    ],
  },
  {
    cause: 'crashloop/runtime-heap-exhausted',
    gives: { target: 'deploy/resizer', recording: 'r-imaging-resizer' },
    near: [
      {
        what: 'it is the container’s limit that it meets',
        change: (objects, logs) => {
          const run = 'status.containerStatuses.0.lastState.terminated';
          set(objects, RESIZER, `${run}.exitCode`, 137);
          set(objects, RESIZER, `${run}.reason`, 'OOMKilled');
          logging('resizing 4000x3000')(objects, logs);
        },
        instead: 'crashloop/out-of-memory',
      },
      {
        what: 'it aborts for an assertion of its own',
        change: logging(
          'node: ../src/node_api.cc:1204: napi_call_threadsafe_function: Assertion `queue.empty()` failed.',
          'Aborted (core dumped)',
        ),
        instead: 'crashloop/application-error',
      },
    ],
  },
];
