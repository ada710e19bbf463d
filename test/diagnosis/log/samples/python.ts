import type { Sample } from './sample.ts';

/** Django, gunicorn, pydantic, SQLAlchemy, Celery and boto3 as they print their end. */
export const PYTHON: readonly Sample[] = [
  {
    cause: 'migration-failed',
    name: 'django conflicting migrations',
    text: `CommandError: Conflicting migrations detected; multiple leaf nodes in the migration graph: (0007_a, 0007_b in cart).
To fix them run 'python manage.py makemigrations --merge'`,
    line: 'Conflicting migrations',
  },
  {
    cause: 'child-killed',
    name: 'gunicorn worker oom',
    text: `[2026-11-20 08:00:00 +0000] [1] [INFO] Starting gunicorn 22.0.0
[2026-11-20 08:00:00 +0000] [1] [INFO] Listening at: http://0.0.0.0:8000 (1)
[2026-11-20 08:00:00 +0000] [7] [INFO] Booting worker with pid: 7
[2026-11-20 08:10:00 +0000] [1] [ERROR] Worker (pid:7) was sent SIGKILL! Perhaps out of memory?
[2026-11-20 08:10:00 +0000] [9] [INFO] Booting worker with pid: 9`,
    params: { signal: 'SIGKILL' },
  },
  {
    cause: 'configuration-missing',
    name: 'pydantic settings wrong value',
    text: `Traceback (most recent call last):
  File "/app/main.py", line 5, in <module>
    settings = Settings()
pydantic_core._pydantic_core.ValidationError: 1 validation error for Settings
max_workers
  Input should be a valid integer, unable to parse string as an integer [type=int_parsing, input_value='many', input_type=str]
    For further information visit https://errors.pydantic.dev/2.9/v/int_parsing`,
    params: { key: 'max_workers' },
  },
  {
    cause: 'module-missing',
    name: 'uvicorn import',
    text: `ERROR:    Error loading ASGI app. Could not import module "api.main".`,
    params: { module: 'api.main' },
  },
  {
    cause: 'dependency-unreachable',
    name: 'psycopg host unknown',
    text: `Traceback (most recent call last):
  File "/app/job.py", line 40, in <module>
    run()
  File "/usr/local/lib/python3.12/site-packages/psycopg/connection.py", line 119, in connect
    raise last_ex.with_traceback(None)
psycopg.OperationalError: failed to resolve host 'reports-db': [Errno -2] Name or service not known`,
    params: { host: 'reports-db', reason: 'unresolved' },
  },
  {
    cause: 'migration-failed',
    name: 'alembic missing revision',
    text: `INFO  [alembic.runtime.migration] Context impl PostgresqlImpl.
INFO  [alembic.runtime.migration] Will assume transactional DDL.
ERROR [alembic.util.messaging] Can't locate revision identified by '9f1c2ab77d10'
  FAILED: Can't locate revision identified by '9f1c2ab77d10'`,
    params: { migration: '9f1c2ab77d10' },
  },
  {
    cause: 'dependency-rejected',
    name: 'celery rabbit access refused',
    text: `[2026-11-20 08:00:02,120: CRITICAL/MainProcess] Unrecoverable error: AccessRefused(403, "ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN. For details see the broker logfile.", (0, 0), '')
Traceback (most recent call last):
  File "/usr/local/lib/python3.12/site-packages/celery/worker/worker.py", line 202, in start
    self.blueprint.start(self)
amqp.exceptions.AccessRefused: (0, 0): (403) ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN. For details see the broker logfile.`,
    params: { service: 'rabbitmq' },
  },
  {
    cause: 'module-missing',
    name: 'celery app missing',
    text: `Usage: celery [OPTIONS] COMMAND [ARGS]...
Try 'celery --help' for help.

Error: Invalid value for '-A' / '--app': 
Unable to load celery application.
The module shop.celery was not found.`,
    params: { module: 'shop.celery' },
  },
  {
    cause: 'dependency-rejected',
    name: 'boto no credentials',
    text: `INFO:uploader:looking for new exports
Traceback (most recent call last):
  File "/app/upload.py", line 17, in <module>
    s3.list_objects_v2(Bucket="exports")
  File "/usr/local/lib/python3.12/site-packages/botocore/auth.py", line 418, in add_auth
    raise NoCredentialsError()
botocore.exceptions.NoCredentialsError: Unable to locate credentials`,
    params: { service: 'aws' },
  },
  {
    cause: 'configuration-missing',
    name: 'boto no region',
    text: `Traceback (most recent call last):
  File "/app/upload.py", line 9, in <module>
    sqs = boto3.client("sqs")
  File "/usr/local/lib/python3.12/site-packages/botocore/regions.py", line 232, in construct_endpoint
    raise NoRegionError()
botocore.exceptions.NoRegionError: You must specify a region.`,
    params: { key: 'region.' },
  },
  {
    cause: 'application-error',
    name: 'custom exception with decoy urllib warning',
    text: `2026-11-20 08:00:00,120 WARNING urllib3.connectionpool Retrying (Retry(total=2, connect=None, read=None, redirect=None, status=None)) after connection broken by 'NewConnectionError('<urllib3.connection.HTTPConnection object at 0x7f8>: Failed to establish a new connection: [Errno 111] Connection refused')': /rates
2026-11-20 08:00:01,120 INFO rates fetched 212 rates
2026-11-20 08:00:01,320 INFO rates writing table
Traceback (most recent call last):
  File "/app/rates.py", line 60, in <module>
    main()
  File "/app/rates.py", line 44, in main
    raise RateError("no rates for 2026-11-20")
__main__.RateError: no rates for 2026-11-20`,
    line: 'no rates for 2026-11-20',
  },
];
