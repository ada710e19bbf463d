import type { CauseCase } from './support/cause-case.ts';
import { logging, logSaying } from './support/crashed-pod.ts';

const NO_DATABASE =
  'Error: Database(PgDatabaseError { severity: Fatal, code: "3D000", message: "database \\"quotes_v2\\" does not exist", detail: None, hint: None })';
const NO_ROUTES =
  'time="2026-11-22T07:38:17Z" level=fatal msg="cannot read configuration: open /etc/edge/routes.yaml: no such file or directory"';

export const cases: readonly CauseCase[] = [
  {
    cause: 'crashloop/dependency-unreachable',
    gives: { target: 'deploy/stock', recording: 'r-inventory-stock' },
    near: [
      {
        what: 'it is reached and wants a password',
        change: logging(
          '2026-11-22T07:39:18Z INFO connecting to redis redis-master:6379',
          'redis.exceptions.AuthenticationError: NOAUTH Authentication required.',
        ),
        instead: 'crashloop/dependency-rejected',
      },
      {
        what: 'the address of it is not configured',
        change: logging('2026-11-22T07:39:18Z FATAL environment variable REDIS_URL is not set'),
        instead: 'crashloop/configuration-missing',
      },
      {
        what: 'it only waits for it before it starts',
        target: 'deploy/collector',
        recording: 'r-sensors-collector',
        instead: 'init/init-container-waiting',
      },
    ],
  },
  {
    cause: 'crashloop/dependency-unreachable',
    gives: { target: 'deploy/tiles', recording: 'r-geo-tiles' },
    near: [
      {
        what: 'it is its own port that it cannot have',
        change: logging('listen tcp :5432: bind: address already in use'),
        instead: 'crashloop/port-in-use',
      },
    ],
  },
  {
    cause: 'crashloop/dependency-rejected',
    gives: { target: 'deploy/quotes', recording: 'r-quotes-quotes' },
    near: [
      {
        what: 'nothing listens there',
        change: logSaying(
          NO_DATABASE,
          'Error: Io(Os { code: 111, kind: ConnectionRefused, message: "Connection refused" }) connecting to quotes-pg:5432',
        ),
        instead: 'crashloop/dependency-unreachable',
      },
      {
        what: 'the database takes it, and the schema does not take its migration',
        target: 'deploy/backend',
        recording: 'r-crm-4-backend',
        instead: 'crashloop/migration-failed',
      },
    ],
  },
  {
    cause: 'crashloop/dependency-rejected',
    gives: { target: 'deploy/screening', recording: 'r-kyc-2-screening' },
    near: [
      {
        what: 'the name does not resolve',
        change: logging(
          "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='sanctions-gw', port=8443): Max retries exceeded with url: /v2/lists (Caused by NameResolutionError(\"<urllib3.connection.HTTPSConnection object at 0x7f>: Failed to resolve 'sanctions-gw' ([Errno -2] Name or service not known)\"))",
        ),
        instead: 'crashloop/dependency-unreachable',
      },
    ],
  },
  {
    cause: 'crashloop/configuration-missing',
    gives: { target: 'deploy/mailer', recording: 'r-notify-mailer' },
    near: [
      {
        what: 'the variable is there and wrong',
        change: logging(
          'Traceback (most recent call last):',
          '  File "/app/mailer.py", line 9, in <module>',
          "ValueError: invalid literal for int() with base 10: 'many'",
        ),
        instead: 'crashloop/application-error',
      },
      {
        what: 'the ConfigMap of its variables is missing, and it never starts',
        target: 'deploy/checkout',
        recording: 'r-checkout-checkout',
        instead: 'config-error/config-map-missing',
      },
    ],
  },
  {
    cause: 'crashloop/configuration-missing',
    gives: { target: 'deploy/edge', recording: 'r-gateway-edge' },
    near: [
      {
        what: 'the file may not be read',
        change: logSaying(NO_ROUTES, NO_ROUTES.replace('no such file or directory', 'permission denied')),
        instead: 'crashloop/permission-denied',
      },
      {
        what: 'the file is there and not understood',
        change: logSaying(
          'open /etc/edge/routes.yaml: no such file or directory',
          'parse /etc/edge/routes.yaml: yaml: line 14: did not find expected key',
        ),
        instead: 'crashloop/application-error',
      },
    ],
  },
  {
    cause: 'crashloop/api-access-denied',
    gives: { target: 'deploy/autolabeler', recording: 'r-platform-autolabeler' },
    near: [
      {
        what: 'the API server cannot be reached',
        change: logging(
          'E1122 07:38:40.118840       1 main.go:112] "unable to sync caches" err="Get \\"https://10.96.0.1:443/api/v1/configmaps\\": dial tcp 10.96.0.1:443: i/o timeout"',
        ),
        instead: 'crashloop/dependency-unreachable',
      },
      {
        what: 'another service refuses it',
        change: logging(
          'FATAL: password authentication failed for user "labeler"',
          'E1122 07:38:40.119003       1 main.go:112] "cannot open database" err="pq: password authentication failed for user \\"labeler\\""',
        ),
        instead: 'crashloop/dependency-rejected',
      },
    ],
  },
];
