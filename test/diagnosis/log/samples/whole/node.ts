import type { Whole } from '../sample.ts';

/** Nest, Prisma, Express and scripts as whole logs. */
export const WHOLE_NODE: readonly Whole[] = [
  {
    name: 'nest joi two',
    cause: 'configuration-missing',
    names: ['DATABASE_URL', 'JWT_SECRET'],
    text: `> shop-api@1.4.0 start:prod
> node dist/main

[Nest] 18  - 03/02/2026, 9:14:01 AM     LOG [NestFactory] Starting Nest application...
/app/node_modules/@nestjs/config/dist/config.module.js:88
                throw new Error(\`Config validation error: \${error.message}\`);
                ^

Error: Config validation error: "DATABASE_URL" is required. "JWT_SECRET" is required
    at ConfigModule.forRoot (/app/node_modules/@nestjs/config/dist/config.module.js:88:23)
    at Object.<anonymous> (/app/dist/app.module.js:41:35)
    at Module._compile (node:internal/modules/cjs/loader:1554:14)
    at node:internal/main/run_main_module:36:49

Node.js v20.19.2`,
  },
  {
    name: 'prisma auth',
    cause: 'dependency-rejected',
    params: { host: 'pg-main' },
    names: ['shop'],
    text: `info: starting shop
prisma:info Starting a postgresql pool with 9 connections.
/app/node_modules/@prisma/client/runtime/library.js:111
\${t}:\${s}\`;
                 ^

PrismaClientInitializationError: Authentication failed against database server at \`pg-main\`, the provided database credentials for \`shop\` are not valid.

Please make sure to provide valid database credentials for the database server at \`pg-main\`.
    at t (/app/node_modules/@prisma/client/runtime/library.js:111:2337)
    at async Proxy.onModuleInit (/app/dist/prisma.service.js:17:9) {
  clientVersion: '5.22.0',
  errorCode: 'P1000'
}

Node.js v20.19.2`,
  },
  {
    name: 'prisma engine openssl',
    cause: 'module-missing',
    names: ['debian-openssl-1.1.x'],
    text: `PrismaClientInitializationError: Prisma Client could not locate the Query Engine for runtime "debian-openssl-1.1.x".

This happened because Prisma Client was generated for "linux-musl-openssl-3.0.x", but the actual deployment required "debian-openssl-1.1.x".
Add "debian-openssl-1.1.x" to \`binaryTargets\` in the "schema.prisma" file and run \`prisma generate\` after saving it:

generator client {
  provider      = "prisma-client-js"
  binaryTargets = ["native", "debian-openssl-1.1.x"]
}

The following locations have been searched:
  /app/node_modules/.prisma/client
  /app/node_modules/@prisma/client
    at yl (/app/node_modules/@prisma/client/runtime/library.js:64:805)
    at async /app/dist/index.js:22:5 {
  clientVersion: '5.22.0',
  errorCode: undefined
}`,
  },
  {
    name: 'npm noise then syntax error',
    cause: 'application-error',
    line: 'SyntaxError',
    names: ['/app/src/routes/cart.js', '41'],
    text: `npm warn config production Use \`--omit=dev\` instead.

> cart@1.9.0 start
> node --enable-source-maps src/index.js

(node:18) [DEP0040] DeprecationWarning: The \`punycode\` module is deprecated. Please use a userland alternative instead.
(Use \`node --trace-deprecation ...\` to show where the warning was created)
/app/src/routes/cart.js:41
  const total = await price(items);
                ^^^^^

SyntaxError: await is only valid in async functions and the top level bodies of modules
    at wrapSafe (node:internal/modules/cjs/loader:1378:20)
    at Module._compile (node:internal/modules/cjs/loader:1428:41)
    at node:internal/main/run_main_module:28:49

Node.js v20.17.0
npm notice
npm notice New major version of npm available! 10.8.2 -> 11.1.0
npm notice To update run: npm install -g npm@11.1.0
npm notice`,
  },
  {
    name: 'node attempts giving up',
    cause: 'dependency-unreachable',
    params: { host: 'search', port: 9200, reason: 'refused' },
    text: `{"level":30,"time":1795333796091,"pid":1,"hostname":"x","msg":"retrying upstream","ms":346}
{"level":30,"time":1795333796586,"pid":1,"hostname":"x","msg":"token refreshed","ms":179}
{"level":30,"time":1795333796968,"pid":1,"hostname":"x","msg":"request completed","ms":467}
{"level":40,"time":1795333796100,"pid":1,"hostname":"x","msg":"search not reachable, attempt 1/5","err":{"type":"ConnectionError","message":"connect ECONNREFUSED 10.96.5.5:9200","stack":"ConnectionError: connect ECONNREFUSED 10.96.5.5:9200\\n    at SniffingTransport.request (/app/node_modules/@elastic/transport/lib/Transport.js:540:31)"},"node":"http://search:9200/"}
{"level":40,"time":1795333797100,"pid":1,"hostname":"x","msg":"search not reachable, attempt 2/5","err":{"type":"ConnectionError","message":"connect ECONNREFUSED 10.96.5.5:9200","stack":"ConnectionError: connect ECONNREFUSED 10.96.5.5:9200\\n    at SniffingTransport.request (/app/node_modules/@elastic/transport/lib/Transport.js:540:31)"},"node":"http://search:9200/"}
{"level":40,"time":1795333798100,"pid":1,"hostname":"x","msg":"search not reachable, attempt 5/5","err":{"type":"ConnectionError","message":"connect ECONNREFUSED 10.96.5.5:9200","stack":"ConnectionError: connect ECONNREFUSED 10.96.5.5:9200\\n    at SniffingTransport.request (/app/node_modules/@elastic/transport/lib/Transport.js:540:31)"},"node":"http://search:9200/"}
{"level":60,"time":1795333798101,"pid":1,"hostname":"x","msg":"search index cannot be prepared, giving up"}`,
  },
  {
    name: 'node json config',
    cause: 'application-error',
    names: ['/etc/app/flags.json'],
    text: `{"level":30,"time":1795333796950,"pid":1,"hostname":"x","msg":"request completed","ms":171}
{"level":30,"time":1795333796125,"pid":1,"hostname":"x","msg":"retrying upstream","ms":141}
{"level":30,"time":1795333796118,"pid":1,"hostname":"x","msg":"token refreshed","ms":533}
{"level":30,"time":1795333797001,"pid":1,"hostname":"x","msg":"reading /etc/app/flags.json"}
/app/dist/flags.js:9
  const flags = JSON.parse(text);
                     ^

SyntaxError: Expected ',' or '}' after property value in JSON at position 212 (line 9 column 3)
    at JSON.parse (<anonymous>)
    at load (/app/dist/flags.js:9:22)
    at Object.<anonymous> (/app/dist/main.js:4:1)

Node.js v20.19.2`,
  },
  {
    name: 'pino http decoys',
    cause: 'application-error',
    line: 'ledger is locked by run 77',
    text: `{"level":30,"time":1772442841101,"pid":1,"hostname":"x","req":{"id":1,"method":"GET","url":"/healthz"},"res":{"statusCode":200},"responseTime":3,"msg":"request completed"}
{"level":50,"time":1772442841111,"pid":1,"hostname":"x","req":{"id":2,"method":"POST","url":"/book"},"res":{"statusCode":500},"err":{"type":"Error","message":"failed with status code 500","stack":"Error: failed with status code 500\\n    at ServerResponse.onResFinished (/app/node_modules/pino-http/logger.js:129:39)"},"responseTime":21,"msg":"request errored"}
{"level":30,"time":1772442842101,"pid":1,"hostname":"x","req":{"id":3,"method":"GET","url":"/healthz"},"res":{"statusCode":200},"responseTime":3,"msg":"request completed"}
{"level":30,"time":1772442843101,"pid":1,"hostname":"x","req":{"id":4,"method":"GET","url":"/healthz"},"res":{"statusCode":200},"responseTime":3,"msg":"request completed"}
{"level":60,"time":1772442844101,"pid":1,"hostname":"x","msg":"ledger is locked by run 77, leaving"}`,
  },
  {
    name: 'nest v11 json',
    cause: 'application-error',
    line: "Cannot read properties of undefined (reading 'split')",
    names: ['/app/dist/roles.js', '9'],
    text: `{"level":"log","pid":1,"timestamp":1772442841101,"message":"Starting Nest application...","context":"NestFactory"}
{"level":"error","pid":1,"timestamp":1772442841301,"message":"Cannot read properties of undefined (reading 'split')","context":"ExceptionHandler","stack":["TypeError: Cannot read properties of undefined (reading 'split')\\n    at parseRoles (/app/dist/roles.js:9:31)\\n    at InstanceWrapper.useFactory [as metatype] (/app/dist/app.module.js:22:50)"]}`,
  },
  {
    name: 'ansi nest',
    cause: 'configuration-missing',
    names: ['STRIPE_SECRET'],
    text: `\u001b[32m[Nest] 1  - \u001b[39m03/02/2026, 9:14:01 AM \u001b[32m    LOG\u001b[39m \u001b[38;5;3m[NestFactory] \u001b[39m\u001b[32mStarting Nest application...\u001b[39m
\u001b[31m[Nest] 1  - \u001b[39m03/02/2026, 9:14:01 AM \u001b[31m  ERROR\u001b[39m \u001b[38;5;3m[ExceptionHandler] \u001b[39m\u001b[31mConfiguration key "STRIPE_SECRET" does not exist\u001b[39m
TypeError: Configuration key "STRIPE_SECRET" does not exist
    at ConfigService.getOrThrow (/app/node_modules/@nestjs/config/dist/config.service.js:98:19)
    at new PaymentService (/app/dist/payment.service.js:14:31)`,
  },
  {
    name: 'next env zod t3',
    cause: 'configuration-missing',
    names: ['NEXTAUTH_SECRET'],
    text: `❌ Invalid environment variables: [
  {
    expected: 'string',
    code: 'invalid_type',
    path: [ 'NEXTAUTH_SECRET' ],
    message: 'Invalid input: expected string, received undefined'
  }
]
/app/.next/server/chunks/1.js:1
throw new Error("Invalid environment variables")
^

Error: Invalid environment variables
    at onValidationError (/app/.next/server/chunks/1.js:1:2233)

Node.js v20.19.2`,
  },
  {
    name: 'wrapper retries twice',
    cause: 'module-missing',
    params: { module: 'dayjs' },
    text: `[entrypoint] starting api (attempt 1)
node:internal/modules/cjs/loader:1228
  throw err;
  ^

Error: Cannot find module 'dayjs'
Require stack:
- /app/dist/dates.js
- /app/dist/main.js
    at Module._resolveFilename (node:internal/modules/cjs/loader:1225:15) {
  code: 'MODULE_NOT_FOUND',
  requireStack: [ '/app/dist/dates.js', '/app/dist/main.js' ]
}

Node.js v20.17.0
[entrypoint] api exited with code 1, restarting in 1s
[entrypoint] starting api (attempt 2)
node:internal/modules/cjs/loader:1228
  throw err;
  ^

Error: Cannot find module 'dayjs'
Require stack:
- /app/dist/dates.js
- /app/dist/main.js
    at Module._resolveFilename (node:internal/modules/cjs/loader:1225:15) {
  code: 'MODULE_NOT_FOUND',
  requireStack: [ '/app/dist/dates.js', '/app/dist/main.js' ]
}

Node.js v20.17.0
[entrypoint] api exited with code 1, giving up`,
  },
];
