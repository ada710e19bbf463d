import { type Signature, WEIGHT } from '../signature.ts';

const specific = { confidence: 'certain', weight: WEIGHT.specific } as const;

/** PHP, php-fpm and Laravel. */
export const PHP: readonly Signature[] = [
  {
    ...specific,
    weight: WEIGHT.decisive,
    id: 'php/memory',
    cause: 'runtime-heap-exhausted',
    needles: ['allowed memory size'],
    pattern: /Allowed memory size of (?<limit>\d+) bytes exhausted/,
    params: { runtime: 'php' },
  },
  {
    ...specific,
    id: 'php/class-missing',
    cause: 'module-missing',
    needles: [
      'failed opening required',
      'class "',
      "class '",
      'call to undefined function',
      'could not find driver',
      'unable to load dynamic library',
      'please provide a valid cache path',
    ],
    pattern:
      /Failed opening required '(?<module>[^']{1,200})'|Class ["'](?<module2>[\w\\]{1,200})["'] not found|Call to undefined function (?<module3>[\w\\]{1,120})\(|(?<module4>could not find driver)|Unable to load dynamic library '(?<module5>[^']{1,120})'/,
  },
  {
    ...specific,
    weight: WEIGHT.specific + 1,
    id: 'php/database-refused',
    cause: 'dependency-unreachable',
    needles: ['sqlstate[hy000] [2002]'],
    pattern: /SQLSTATE\[HY000\] \[2002\] Connection refused/,
    params: { service: 'mysql', reason: 'refused' },
  },
  {
    ...specific,
    id: 'laravel/key',
    cause: 'configuration-missing',
    needles: ['no application encryption key', 'environmentnotfound', 'environment file'],
    pattern:
      /No application encryption key has been specified|Unable to read (?:any of )?the environment file/,
    params: { variable: 'APP_KEY' },
  },
  {
    ...specific,
    weight: WEIGHT.exception,
    id: 'php/uncaught',
    cause: 'application-error',
    needles: ['php fatal error', 'fatal error: ', 'php parse error', 'parse error: '],
    pattern:
      /(?:PHP )?(?:Fatal|Parse) error: {1,2}(?:Uncaught (?<exception>[\w\\]{1,120}): )?(?<message>.{1,300}?) in (?<file>\/[^\s:]{1,200})(?::(?<row>\d+)| on line (?<row2>\d+))/,
    dying: true,
  },
  {
    ...specific,
    weight: WEIGHT.exception,
    id: 'symfony/console',
    cause: 'application-error',
    needles: [''],
    pattern: /^\s{2}(?<message>\S.{0,300})$/,
    near: /^In (?<file>\S{1,120}\.php) line (?<row>\d+):$/,
    dying: true,
  },
  {
    ...specific,
    id: 'php/fpm-child',
    cause: 'child-killed',
    needles: ['child '],
    pattern: /\[pool (?<service>[\w.-]{1,60})\] child (?<pid>\d+) exited on signal (?<signal>9|SIGKILL)/,
  },
  {
    ...specific,
    id: 'php/fpm-segfault',
    cause: 'segmentation-fault',
    needles: ['child '],
    pattern: /\[pool (?<service>[\w.-]{1,60})\] child (?<pid>\d+) exited on signal (?<signal>11)/,
  },
  {
    ...specific,
    weight: WEIGHT.specific + 1,
    id: 'php/fpm-configuration',
    cause: 'application-error',
    needles: ['.conf:', '.ini:'],
    pattern: /\bERROR: \[(?<file>\/[^\s:\]]{1,200}\.(?:conf|ini)):(?<row>\d+)\] (?<message>.{1,200})/,
  },
  {
    ...specific,
    id: 'php/fpm-port',
    cause: 'port-in-use',
    needles: ['another fpm instance'],
    pattern: /Another FPM instance seems to already listen on (?:\S{0,80}:)?(?<port>\d{1,5})\b/,
  },
  {
    ...specific,
    id: 'php/fpm-user',
    cause: 'application-error',
    needles: ['cannot get uid for user', 'cannot get gid for group', 'getpwnam', 'getgrnam'],
    pattern:
      /cannot get [ug]id for (?:user|group) '(?<user>[^']{1,80})'|get(?:pw|gr)nam\("(?<user2>[^"]{1,80})"\) failed/,
  },
];
