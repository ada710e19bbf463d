import type { Sample } from './sample.ts';

/** Modules, the API, memory, processes. */
export const SYSTEM: readonly Sample[] = [
  {
    name: 'an import in Python',
    cause: 'module-missing',
    text: `Traceback (most recent call last):
  File "/srv/run.py", line 1, in <module>
    import lxml.etree
ModuleNotFoundError: No module named 'lxml'`,
    params: { module: 'lxml', file: '/srv/run.py' },
  },
  {
    name: 'python -m',
    cause: 'module-missing',
    text: '/usr/local/bin/python: No module named uvicorn',
    params: { module: 'uvicorn' },
  },
  {
    name: 'an ES module in Node',
    cause: 'module-missing',
    text: "node:internal/modules/esm/resolve:266\n    throw new ERR_MODULE_NOT_FOUND(\n          ^\n\nError [ERR_MODULE_NOT_FOUND]: Cannot find package 'fastify' imported from /app/server.mjs",
    params: { module: 'fastify' },
  },
  {
    name: 'the entry point of Node',
    cause: 'module-missing',
    text: "Error: Cannot find module '/app/dist/indx.js'\n    at Module._resolveFilename (node:internal/modules/cjs/loader:1225:15)",
    params: { module: '/app/dist/indx.js' },
  },
  {
    name: 'a class in the JVM',
    cause: 'module-missing',
    text: 'Exception in thread "main" java.lang.NoClassDefFoundError: org/slf4j/LoggerFactory\n\tat com.acme.Main.main(Main.java:5)\nCaused by: java.lang.ClassNotFoundException: org.slf4j.LoggerFactory',
    params: { module: 'org.slf4j.LoggerFactory' },
  },
  {
    name: 'the main class',
    cause: 'module-missing',
    text: 'Error: Could not find or load main class com.acme.Mian\nCaused by: java.lang.ClassNotFoundException: com.acme.Mian',
    params: { module: 'com.acme.Mian' },
  },
  {
    name: 'the jar',
    cause: 'module-missing',
    text: 'Error: Unable to access jarfile /app/service.jar',
    params: { module: '/app/service.jar' },
  },
  {
    name: 'a gem',
    cause: 'module-missing',
    text: "<internal:/usr/local/lib/ruby/3.3.0/rubygems/core_ext/kernel_require.rb>:136:in `require': cannot load such file -- sidekiq (LoadError)",
    params: { module: 'sidekiq' },
  },
  {
    name: 'a bundle',
    cause: 'module-missing',
    text: 'Could not find rack-3.0.9, puma-6.4.2 in locally installed gems (Bundler::GemNotFound)',
    params: { module: 'rack-3.0.9' },
  },
  {
    name: 'PHP without its vendor folder',
    cause: 'module-missing',
    text: "PHP Fatal error:  Uncaught Error: Failed opening required '/app/vendor/autoload.php' (include_path='.') in /app/index.php:3",
    params: { module: '/app/vendor/autoload.php' },
  },
  {
    name: 'a shared library',
    cause: 'module-missing',
    text: './server: error while loading shared libraries: libssl.so.1.1: cannot open shared object file: No such file or directory',
    params: { module: 'libssl.so.1.1' },
  },
  {
    name: 'a library on musl',
    cause: 'module-missing',
    text: 'Error loading shared library ld-linux-x86-64.so.2: No such file or directory (needed by /app/node_modules/bcrypt/lib/bcrypt.node)',
    params: { module: 'ld-linux-x86-64.so.2' },
  },
  {
    name: 'glibc too old',
    cause: 'module-missing',
    text: "/app/server: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found (required by /app/server)",
    params: { module: 'GLIBC_2.34' },
  },
  {
    name: 'an assembly',
    cause: 'module-missing',
    text: "Unhandled exception. System.IO.FileNotFoundException: Could not load file or assembly 'Serilog, Version=3.1.0.0, Culture=neutral'. The system cannot find the file specified.",
    params: { module: 'Serilog' },
  },
  {
    name: 'the informer of a controller',
    cause: 'api-access-denied',
    text: 'E0401 00:00:00.000000       1 reflector.go:138] failed to list *v1.Secret: secrets is forbidden: User "system:serviceaccount:mesh:gateway" cannot list resource "secrets" in API group "" at the cluster scope',
    params: { verb: 'list', resource: 'secrets', account: 'gateway', accountNamespace: 'mesh' },
  },
  {
    name: 'a group and a namespace in escaped JSON',
    cause: 'api-access-denied',
    text: '{"level":"error","msg":"reconcile","error":"deployments.apps \\"web\\" is forbidden: User \\"system:serviceaccount:ops:scaler\\" cannot patch resource \\"deployments\\" in API group \\"apps\\" in the namespace \\"shop\\""}',
    params: {
      verb: 'patch',
      resource: 'deployments',
      apiGroup: 'apps',
      namespace: 'shop',
      account: 'scaler',
    },
  },
  {
    name: 'a Python client',
    cause: 'api-access-denied',
    text: `kubernetes.client.exceptions.ApiException: (403)
Reason: Forbidden
HTTP response body: {"kind":"Status","status":"Failure","message":"pods is forbidden: User \\"system:serviceaccount:ops:janitor\\" cannot list resource \\"pods\\" in API group \\"\\" in the namespace \\"ops\\"","code":403}`,
    params: { verb: 'list', resource: 'pods', account: 'janitor' },
  },
  {
    name: 'a client without a token',
    cause: 'api-access-denied',
    text: 'panic: unable to load in-cluster configuration, KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT must be defined',
    params: { reason: 'no-token' },
  },
  {
    name: 'the heap of the JVM',
    cause: 'runtime-heap-exhausted',
    text: 'Exception in thread "http-nio-8080-exec-4" java.lang.OutOfMemoryError: Java heap space\n\tat com.acme.Report.rows(Report.java:77)',
    params: { limit: 'Java heap space', runtime: 'java' },
  },
  {
    name: 'the metaspace',
    cause: 'runtime-heap-exhausted',
    text: 'java.lang.OutOfMemoryError: Metaspace',
    params: { limit: 'Metaspace' },
  },
  {
    name: 'the JVM that ends itself',
    cause: 'runtime-heap-exhausted',
    text: 'Terminating due to java.lang.OutOfMemoryError: GC overhead limit exceeded',
    params: { limit: 'GC overhead limit exceeded' },
  },
  {
    name: 'Go',
    cause: 'runtime-heap-exhausted',
    text: 'fatal error: runtime: out of memory\n\nruntime stack:\nruntime.throw({0x1, 0x2})',
    params: { runtime: 'go' },
  },
  {
    name: 'Python',
    cause: 'runtime-heap-exhausted',
    text: 'Traceback (most recent call last):\n  File "/srv/load.py", line 8, in load\n    data = f.read()\nMemoryError',
    params: { runtime: 'python' },
  },
  {
    name: 'PHP',
    cause: 'runtime-heap-exhausted',
    text: 'PHP Fatal error:  Allowed memory size of 134217728 bytes exhausted (tried to allocate 20480 bytes) in /app/Report.php on line 14',
    params: { limit: '134217728', runtime: 'php' },
  },
  {
    name: 'gunicorn',
    cause: 'child-killed',
    text: '[2026-04-01 00:00:00 +0000] [1] [ERROR] Worker (pid:17) was sent SIGKILL! Perhaps out of memory?',
    params: { signal: 'SIGKILL', pid: '17' },
  },
  {
    name: 'celery',
    cause: 'child-killed',
    text: "[2026-04-01 00:00:00,000: ERROR/MainProcess] Process 'ForkPoolWorker-2' pid:12 exited with 'signal 9 (SIGKILL)'\nbilliard.exceptions.WorkerLostError: Worker exited prematurely: signal 9 (SIGKILL) Job: 4.",
  },
  {
    name: 'a shell',
    cause: 'child-killed',
    text: '/entrypoint.sh: line 12:    21 Killed                  python /srv/train.py',
    params: { command: 'python /srv/train.py' },
  },
  {
    name: 'Go that runs a tool',
    cause: 'child-killed',
    text: 'level=error msg="ffmpeg failed" err="signal: killed"',
    params: { signal: 'killed' },
  },
  {
    name: 'uwsgi',
    cause: 'child-killed',
    text: 'DAMN ! worker 2 (pid: 31) died, killed by signal 9 :( trying respawn ...',
    params: { signal: '9', pid: '31' },
  },
  {
    name: 'php-fpm',
    cause: 'child-killed',
    text: '[01-Apr-2026 00:00:00] WARNING: [pool www] child 22 exited on signal 9 (SIGKILL) after 30.1 seconds from start',
    params: { signal: '9', pid: '22' },
  },
  {
    name: 'Postgres',
    cause: 'child-killed',
    text: '2026-04-01 00:00:00 UTC [1] LOG:  server process (PID 88) was terminated by signal 9: Killed\n2026-04-01 00:00:00 UTC [1] LOG:  terminating any other active server processes',
  },
  { name: 'a shell', cause: 'segmentation-fault', text: 'Segmentation fault (core dumped)' },
  {
    name: 'the JVM',
    cause: 'segmentation-fault',
    text: '#\n# A fatal error has been detected by the Java Runtime Environment:\n#\n#  SIGSEGV (0xb) at pc=0x00007f2a, pid=1, tid=8',
    params: { signal: 'SIGSEGV' },
  },
  {
    name: 'Python',
    cause: 'segmentation-fault',
    text: 'Fatal Python error: Segmentation fault\n\nCurrent thread 0x00007f (most recent call first):',
  },
];
