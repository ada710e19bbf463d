import type { Sample } from './sample.ts';

/** Lua, R, Julia, Haskell, OCaml, Swift, Deno, Dart. */
export const RARE_LANGUAGES: readonly Sample[] = [
  {
    cause: 'module-missing',
    name: 'lua openresty',
    text: `2026/04/11 08:00:00 [error] 1#1: init_by_lua error: init_by_lua:3: module 'resty.redis2' not found:
	no field package.preload['resty.redis2']
	no file '/usr/local/openresty/site/lualib/resty/redis2.ljbc'
	no file '/usr/local/openresty/site/lualib/resty/redis2.lua'
	no file './resty/redis2.lua'
nginx: [error] init_by_lua error: init_by_lua:3: module 'resty.redis2' not found:`,
    params: { module: 'resty.redis2' },
  },
  {
    cause: 'module-missing',
    name: 'R script',
    text: `Loading required package: methods
Error in library(forecast) : there is no package called ‘forecast’
Execution halted`,
    params: { module: 'forecast' },
  },
  {
    cause: 'application-error',
    name: 'R stop',
    text: `[1] "fitting model"
Error in fit(data) : negative variance in segment 4
Calls: main -> fit
Execution halted`,
    line: 'negative variance',
  },
  {
    cause: 'module-missing',
    name: 'julia',
    text: `ERROR: LoadError: ArgumentError: Package CSV not found in current path.
- Run \`import Pkg; Pkg.add("CSV")\` to install the CSV package.
Stacktrace:
 [1] macro expansion
   @ ./loading.jl:1772 [inlined]
 [2] top-level scope
   @ /app/run.jl:1
in expression starting at /app/run.jl:1`,
    params: { module: 'CSV' },
  },
  {
    cause: 'application-error',
    name: 'haskell',
    text: `rates-server: starting on port 8080
rates-server: Prelude.head: empty list
CallStack (from HasCallStack):
  error, called at libraries/base/GHC/List.hs:1646:3 in base:GHC.List
  errorEmptyList, called at libraries/base/GHC/List.hs:85:11 in base:GHC.List`,
    line: 'empty list',
  },
  {
    cause: 'configuration-missing',
    name: 'haskell env',
    text: `rates-server: RATES_DB: getEnv: does not exist (no environment variable)`,
    params: { variable: 'RATES_DB' },
  },
  {
    cause: 'configuration-missing',
    name: 'haskell file',
    text: `rates-server: /etc/rates/config.dhall: openFile: does not exist (No such file or directory)`,
    params: { path: '/etc/rates/config.dhall' },
  },
  {
    cause: 'application-error',
    name: 'ocaml',
    text: `Fatal error: exception Not_found
Raised at Stdlib__Hashtbl.find in file "hashtbl.ml", line 539, characters 13-28
Called from Dune__exe__Main in file "bin/main.ml", line 22, characters 10-31`,
    line: 'Not_found',
  },
  {
    cause: 'application-error',
    name: 'swift',
    text: `Swift/ContiguousArrayBuffer.swift:600: Fatal error: Index out of range
Current stack trace:
0    libswiftCore.so                    0x00007f2f8d0a5b10 _swift_stdlib_reportFatalErrorInFile + 109
1    App                                0x000055d1c2a1d3c4 main at /app/Sources/App/main.swift:14:9
Illegal instruction (core dumped)`,
    line: 'Index out of range',
  },
  {
    cause: 'permission-denied',
    name: 'deno permission',
    text: `error: Uncaught (in promise) NotCapable: Requires env access to "API_TOKEN", run again with the --allow-env flag
const token = Deno.env.get("API_TOKEN");
                       ^
    at Object.getEnv [as get] (ext:deno_os/30_os.js:124:10)
    at file:///app/main.ts:3:24`,
    line: 'NotCapable',
  },
  {
    cause: 'dependency-unreachable',
    name: 'dart',
    text: `Unhandled exception:
SocketException: Connection refused (OS Error: Connection refused, errno = 111), address = catalog, port = 8080
#0      _NativeSocket.startConnect (dart:io-patch/socket_patch.dart:682:35)
#1      _RawSocket.startConnect (dart:io-patch/socket_patch.dart:1893:26)`,
    params: { host: 'catalog', port: 8080, reason: 'refused' },
  },
  {
    cause: 'configuration-missing',
    name: 'missing mount',
    text: `mediad 2.0
mediad: library root /srv/media does not exist
mediad: exit`,
    params: { path: '/srv/media' },
  },
  {
    cause: 'dependency-rejected',
    name: 'quota exceeded api',
    text: `geo: calling https://maps.example.com/v2/geocode
geo: 429 Too Many Requests: daily quota exhausted
geo: no fallback configured, exiting`,
    params: { host: 'maps.example.com' },
  },
  {
    cause: 'configuration-missing',
    name: 'license file missing',
    text: `2026-04-11 08:00:00.001 [main] INFO  render 12.4
2026-04-11 08:00:00.020 [main] INFO  reading licence
2026-04-11 08:00:00.021 [main] ERROR license file /etc/acme/license.key not found
2026-04-11 08:00:00.022 [main] INFO  bye`,
    params: { path: '/etc/acme/license.key' },
  },
  {
    cause: 'application-error',
    name: 'cron expr',
    text: `INFO  loading 14 schedules
ERROR schedule 'purge': invalid cron expression '61 * * * *': minute 61 out of range
INFO  done`,
    line: '61 * * * *',
  },
];
