import type { Whole } from '../sample.ts';

/** Django, gunicorn, FastAPI, Celery and scripts as whole logs. */
export const WHOLE_PYTHON: readonly Whole[] = [
  {
    name: 'pydantic missing',
    cause: 'configuration-missing',
    names: ['database_url', 'jwt_secret'],
    text: `Traceback (most recent call last):
  File "/usr/local/bin/uvicorn", line 8, in <module>
    sys.exit(main())
  File "/usr/local/lib/python3.12/site-packages/uvicorn/config.py", line 434, in load
    self.loaded_app = import_from_string(self.app)
  File "/app/main.py", line 3, in <module>
    from app.core.config import settings
  File "/app/app/core/config.py", line 21, in <module>
    settings = Settings()
               ^^^^^^^^^^
  File "/usr/local/lib/python3.12/site-packages/pydantic_settings/main.py", line 84, in __init__
    super().__init__(
  File "/usr/local/lib/python3.12/site-packages/pydantic/main.py", line 192, in __init__
    self.__pydantic_validator__.validate_python(data, self_instance=self)
pydantic_core._pydantic_core.ValidationError: 2 validation errors for Settings
database_url
  Field required [type=missing, input_value={'log_level': 'info'}, input_type=dict]
    For further information visit https://errors.pydantic.dev/2.8/v/missing
jwt_secret
  Field required [type=missing, input_value={'log_level': 'info'}, input_type=dict]
    For further information visit https://errors.pydantic.dev/2.8/v/missing`,
  },
  {
    name: 'redis auth',
    cause: 'dependency-rejected',
    line: 'invalid username-password pair',
    names: ['redis'],
    text: `[2026-03-02 09:14:01 +0000] [1] [INFO] Starting gunicorn 22.0.0
[2026-03-02 09:14:01 +0000] [1] [INFO] Listening at: http://0.0.0.0:8000 (1)
[2026-03-02 09:14:01 +0000] [1] [INFO] Using worker: sync
[2026-03-02 09:14:01 +0000] [7] [INFO] Booting worker with pid: 7
[2026-03-02 09:14:02 +0000] [7] [ERROR] Exception in worker process
Traceback (most recent call last):
  File "/usr/local/lib/python3.11/site-packages/gunicorn/arbiter.py", line 609, in spawn_worker
    worker.init_process()
  File "/app/api/__init__.py", line 18, in create_app
    cache.ping()
  File "/usr/local/lib/python3.11/site-packages/redis/connection.py", line 524, in read_response
    raise response
redis.exceptions.AuthenticationError: invalid username-password pair or user is disabled.
[2026-03-02 09:14:02 +0000] [7] [INFO] Worker exiting (pid: 7)
[2026-03-02 09:14:02 +0000] [1] [ERROR] Worker (pid:7) exited with code 3
[2026-03-02 09:14:02 +0000] [1] [ERROR] Shutting down: Master
[2026-03-02 09:14:02 +0000] [1] [ERROR] Reason: Worker failed to boot.`,
  },
  {
    name: 'python data error with dependency decoy',
    cause: 'application-error',
    names: ['rates.csv', '4411'],
    text: `2026-11-22 07:49:52,266 DEBUG app.api slow query took 812ms n=104
2026-11-22 07:49:51,952 DEBUG app.api slow query took 812ms n=702
2026-11-22 07:49:56,435 INFO app.db retrying webhook delivery n=869
2026-11-22 07:49:53,001 WARNING app.api webhook https://hooks.partner.example/x answered 503, will retry later
2026-11-22 07:49:53,120 INFO app.tasks loading rates.csv
2026-11-22 07:49:54,120 CRITICAL app.tasks rates.csv line 4411: currency "EURO" is not an ISO code, refusing to go on`,
  },
  {
    name: 'python tmp full',
    cause: 'disk-full',
    names: ['/scratch'],
    text: `2026-11-22 07:49:53,661 INFO app.tasks queue drained n=998
2026-11-22 07:49:58,816 WARNING app.tasks queue drained n=494
2026-11-22 07:49:52,374 WARNING app.tasks pool checked out n=224
2026-11-22 07:49:57,120 INFO app.tasks unpacking to /scratch/batch-12
Traceback (most recent call last):
  File "/app/unpack.py", line 44, in <module>
    main()
  File "/app/unpack.py", line 31, in main
    tar.extractall("/scratch/batch-12")
  File "/usr/local/lib/python3.12/shutil.py", line 200, in copyfileobj
    fdst_write(buf)
OSError: [Errno 28] No space left on device`,
  },
  {
    name: 'tensorflow dso decoy then key',
    cause: 'configuration-missing',
    params: { variable: 'MODEL_BUCKET' },
    text: `2026-03-02 09:14:01.104231: W tensorflow/stream_executor/platform/default/dso_loader.cc:64] Could not load dynamic library 'libcudart.so.11.0'; dlerror: libcudart.so.11.0: cannot open shared object file: No such file or directory
2026-03-02 09:14:01.104252: I tensorflow/stream_executor/cuda/cudart_stub.cc:29] Ignore above cudart dlerror if you do not have a GPU set up on your machine.
2026-03-02 09:14:03.504252: E tensorflow/compiler/xla/stream_executor/cuda/cuda_driver.cc:266] failed call to cuInit: CUDA_ERROR_NO_DEVICE: no CUDA-capable device is detected
INFO:root:loading model
Traceback (most recent call last):
  File "/srv/serve.py", line 88, in <module>
    app = build()
  File "/srv/serve.py", line 61, in build
    bucket = os.environ["MODEL_BUCKET"]
  File "/usr/local/lib/python3.10/os.py", line 680, in __getitem__
    raise KeyError(key) from None
KeyError: 'MODEL_BUCKET'`,
  },
  {
    name: 'asyncio cancel noise',
    cause: 'dependency-unreachable',
    params: { host: 'nats', port: 4222 },
    text: `2026-11-22 07:49:52,997 WARNING app.db retrying webhook delivery n=69
2026-11-22 07:49:56,607 INFO app.tasks retrying webhook delivery n=632
2026-11-22 07:49:58,415 INFO app.tasks pool checked out n=987
2026-03-02 09:14:01,100 INFO app.bus connecting to nats://nats:4222
nats: encountered error
Traceback (most recent call last):
  File "/usr/local/lib/python3.12/site-packages/nats/aio/client.py", line 1310, in _select_next_server
    await self._transport.connect(
  File "/usr/local/lib/python3.12/asyncio/base_events.py", line 1122, in create_connection
    raise exceptions[0]
ConnectionRefusedError: [Errno 111] Connect call failed ('10.96.77.4', 4222)
2026-03-02 09:14:05,100 ERROR app.bus no servers
Traceback (most recent call last):
  File "/app/bus.py", line 22, in open
    await nc.connect("nats://nats:4222", max_reconnect_attempts=2)
nats.errors.NoServersError: nats: no servers available for connection
2026-03-02 09:14:05,200 ERROR asyncio Task exception was never retrieved
future: <Task finished name='Task-3' coro=<poll() done, defined at /app/poll.py:11> exception=CancelledError()>
Traceback (most recent call last):
  File "/app/poll.py", line 19, in poll
    await asyncio.sleep(5)
asyncio.exceptions.CancelledError
2026-03-02 09:14:05,300 INFO app.main bye`,
  },
  {
    name: 'python smtp auth',
    cause: 'dependency-rejected',
    names: ['smtp.acme.test', '535'],
    text: `2026-11-22 07:49:55,535 DEBUG app.api retrying webhook delivery n=537
2026-11-22 07:49:55,767 INFO app.tasks request served n=588
2026-11-22 07:49:57,257 DEBUG app.db retrying webhook delivery n=966
2026-03-02 09:14:01,001 INFO app.mail logging in at smtp.acme.test:587
Traceback (most recent call last):
  File "/app/mail.py", line 18, in <module>
    server.login(user, password)
  File "/usr/local/lib/python3.12/smtplib.py", line 750, in login
    raise last_exception
smtplib.SMTPAuthenticationError: (535, b'5.7.8 Error: authentication failed: UGFzc3dvcmQ6')`,
  },
  {
    name: 'asgi attribute',
    cause: 'module-missing',
    names: ['application', 'app.main'],
    text: `INFO:     Will watch for changes in these directories: ['/srv']
ERROR:    Error loading ASGI app. Attribute "application" not found in module "app.main".`,
  },
  {
    name: 'gunicorn conf missing',
    cause: 'configuration-missing',
    params: { path: '/etc/gunicorn/conf.py' },
    text: `Error: '/etc/gunicorn/conf.py' doesn't exist`,
  },
  {
    name: 'grpc python',
    cause: 'dependency-unreachable',
    params: { port: 50051, reason: 'refused' },
    names: ['10.96.1.1'],
    text: `2026-11-22 07:49:51,148 WARNING app.api pool checked out n=83
2026-11-22 07:49:52,776 DEBUG app.tasks request served n=687
2026-11-22 07:49:54,888 INFO app.tasks slow query took 812ms n=500
Traceback (most recent call last):
  File "/app/quote.py", line 22, in <module>
    stub.List(pb.ListRequest())
  File "/usr/local/lib/python3.12/site-packages/grpc/_channel.py", line 1006, in _end_unary_response_blocking
    raise _InactiveRpcError(state)  # pytype: disable=not-instantiable
grpc._channel._InactiveRpcError: <_InactiveRpcError of RPC that terminated with:
	status = StatusCode.UNAVAILABLE
	details = "failed to connect to all addresses; last error: UNKNOWN: ipv4:10.96.1.1:50051: Failed to connect to remote host: connect: Connection refused (111)"
	debug_error_string = "UNKNOWN:Error received from peer  {grpc_message:\\"failed to connect to all addresses\\", grpc_status:14}"
>`,
  },
  {
    name: 'python exception group',
    cause: 'dependency-unreachable',
    params: { host: 'jobs-redis', port: 6379 },
    text: `  + Exception Group Traceback (most recent call last):
  |   File "/app/main.py", line 30, in <module>
  |     asyncio.run(main())
  |   File "/app/main.py", line 22, in main
  |     async with asyncio.TaskGroup() as group:
  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "/app/queue.py", line 12, in poll
    |     await redis.ping()
    | redis.exceptions.ConnectionError: Error 111 connecting to jobs-redis:6379. Connection refused.
    +------------------------------------`,
  },
];
