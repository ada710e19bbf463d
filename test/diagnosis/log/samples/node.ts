import type { Sample } from './sample.ts';

/** Nest, Prisma, Mongoose, ioredis, Next and schema checks as they print their end. */
export const NODE: readonly Sample[] = [
  {
    cause: 'dependency-unreachable',
    name: 'prisma P1001',
    text: `Prisma schema loaded from prisma/schema.prisma
Datasource "db": PostgreSQL database "shop", schema "public" at "shop-db:5432"

Error: P1001: Can't reach database server at \`shop-db:5432\`

Please make sure your database server is running at \`shop-db:5432\`.`,
    params: { host: 'shop-db', port: 5432 },
  },
  {
    cause: 'dependency-rejected',
    name: 'prisma P1000',
    text: `Error: P1000: Authentication failed against database server at \`shop-db\`, the provided database credentials for \`shop\` are not valid.

Please make sure to provide valid database credentials for the database server at \`shop-db\`.`,
    line: 'shop',
  },
  {
    cause: 'migration-failed',
    name: 'prisma failed migration',
    text: `Prisma schema loaded from prisma/schema.prisma
Datasource "db": PostgreSQL database "shop", schema "public" at "shop-db:5432"

14 migrations found in prisma/migrations

Applying migration \`20261101120000_add_vat\`

Error: P3018

A migration failed to apply. New migrations cannot be applied before the error is recovered from. Read more about how to resolve migration issues in a production database: https://pris.ly/d/migrate-resolve

Migration name: 20261101120000_add_vat

Database error code: 42701

Database error:
ERROR: column "vat" of relation "orders" already exists`,
    params: { migration: '20261101120000_add_vat' },
  },
  {
    cause: 'configuration-missing',
    name: 'mongoose undefined uri',
    text: `/app/node_modules/mongoose/lib/connection.js:1060
      throw new MongooseError('The \`uri\` parameter to \`openUri()\` must be a ' +
            ^

MongooseError: The \`uri\` parameter to \`openUri()\` must be a string, got "undefined". Make sure the first parameter to \`mongoose.connect()\` or \`mongoose.createConnection()\` is a string.
    at NativeConnection.createClient (/app/node_modules/mongoose/lib/connection.js:1060:11)
    at main (/app/src/index.js:8:18)`,
    params: { key: 'uri' },
  },
  {
    cause: 'dependency-rejected',
    name: 'ioredis noauth',
    text: `ReplyError: NOAUTH Authentication required.
    at parseError (/app/node_modules/redis-parser/lib/parser.js:179:12)
    at parseType (/app/node_modules/redis-parser/lib/parser.js:302:14) {
  command: { name: 'info', args: [] }
}`,
    params: { reason: 'NOAUTH' },
  },
  {
    cause: 'command-not-found',
    name: 'pnpm command missing',
    text: `> api@1.0.0 start
> tsx src/index.ts

sh: tsx: not found
npm error Lifecycle script \`start\` failed with error:
npm error code 127
npm error path /app
npm error workspace api@1.0.0`,
    params: { command: 'tsx' },
  },
  {
    cause: 'configuration-missing',
    name: 'zod env',
    text: `❌ Invalid environment variables: { JWT_SECRET: [ 'Required' ] }
/app/dist/env.js:22
    throw new Error('Invalid environment variables');
          ^

Error: Invalid environment variables
    at Object.<anonymous> (/app/dist/env.js:22:11)
    at Module._compile (node:internal/modules/cjs/loader:1469:14)

Node.js v20.18.0`,
    params: { variable: 'JWT_SECRET' },
  },
  {
    cause: 'configuration-missing',
    name: 'zod error json',
    text: `ZodError: [
  {
    "code": "invalid_type",
    "expected": "string",
    "received": "undefined",
    "path": [
      "API_TOKEN"
    ],
    "message": "Required"
  }
]
    at get error [as error] (/app/node_modules/zod/lib/types.js:55:31)
    at Object.<anonymous> (/app/dist/config.js:9:28)`,
    params: { variable: 'API_TOKEN' },
  },
  {
    cause: 'application-error',
    name: 'unhandled typeerror',
    text: `/app/dist/tariff.js:31
    return plan.currency.toUpperCase();
                ^

TypeError: Cannot read properties of undefined (reading 'currency')
    at normalize (/app/dist/tariff.js:31:17)
    at Object.<anonymous> (/app/dist/main.js:4:1)

Node.js v20.18.0`,
    params: { row: 31 },
    line: "Cannot read properties of undefined (reading 'currency')",
  },
  {
    cause: 'permission-denied',
    name: 'eacces mkdir',
    text: `Error: EACCES: permission denied, mkdir '/app/.cache'
    at Object.mkdirSync (node:fs:1377:26)
    at Object.<anonymous> (/app/dist/cache.js:4:4) {
  errno: -13,
  code: 'EACCES',
  syscall: 'mkdir',
  path: '/app/.cache'
}`,
    params: { path: '/app/.cache' },
  },
];
