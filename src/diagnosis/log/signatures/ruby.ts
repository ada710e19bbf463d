import { type Signature, WEIGHT } from '../signature.ts';

const specific = { confidence: 'certain', weight: WEIGHT.specific } as const;

/** Ruby and Rails. An exception stands behind its message: `app.rb:12:in 'fetch': key not found (KeyError)`. */
export const RUBY: readonly Signature[] = [
  {
    ...specific,
    id: 'ruby/load-error',
    cause: 'module-missing',
    needles: [
      'cannot load such file',
      'bundler::gemnotfound',
      'could not find',
      'gem::',
      'uninitialized constant',
    ],
    pattern:
      /cannot load such file -- (?<module>[\w./-]{1,200})|Could not find (?:gem '(?<module2>[^']{1,120})|(?<module3>[\w-]{1,80}-\d[\w.-]{0,60})(?:, \S{1,80}){0,9} in (?:any|locally))|Could not find '(?<module4>[\w-]{1,80})' \(/,
  },
  {
    ...specific,
    weight: WEIGHT.specific + 1,
    id: 'ruby/permission',
    cause: 'permission-denied',
    needles: [' @ '],
    pattern:
      /(?:Permission denied|Operation not permitted|Read-only file system) @ \w{1,60} - (?<path>\/[^\s)]{1,300})/,
  },
  {
    ...specific,
    id: 'ruby/version',
    cause: 'application-error',
    needles: ['your ruby version is'],
    pattern: /Your Ruby version is (?<found>[\d.]{1,20}), but your Gemfile specified (?<wanted>\S{1,40})/,
  },
  {
    ...specific,
    id: 'rails/secret-key-base',
    cause: 'configuration-missing',
    needles: [
      'secret_key_base',
      'activesupport::messageencryptor::invalidmessage',
      'missing encryption key',
      'master.key',
      'rails_master_key',
    ],
    pattern:
      /Missing encryption key to decrypt.{0,200}?ENV\[["'](?<variable>\w{1,80})|Missing (?:`(?<key>secret_key_base)`|(?<key2>encryption key) to decrypt)|(?<key3>RAILS_MASTER_KEY|master\.key)|ActiveSupport::MessageEncryptor::InvalidMessage/,
  },
  {
    ...specific,
    id: 'rails/server-pid',
    cause: 'application-error',
    needles: ['a server is already running'],
    pattern: /A server is already running\b.{0,40}?(?<path>\/[\w./-]{1,200}\.pid)?/,
    dying: true,
  },
  {
    ...specific,
    weight: WEIGHT.exception,
    id: 'ruby/undefined-method',
    cause: 'application-error',
    needles: ['undefined method', 'undefined local variable'],
    pattern:
      /undefined (?:method|local variable or method) ['`](?<method>[^'`]{1,100})['`] for (?<message>.{1,120})/,
  },
  {
    ...specific,
    weight: WEIGHT.exception + 1,
    id: 'ruby/exception',
    cause: 'application-error',
    needles: ['error)', 'exception)', '(errno::', 'exit)', 'invalid)', 'notfound)', '::'],
    pattern:
      /^(?<file>[^\s:]{1,200}\.rb):(?<row>\d+):in ['`](?<frame>[^']{1,100})': (?<message>.{1,300}) \((?<exception>[A-Z]\w*(?:::\w+){0,6})\)$/,
    dying: true,
  },
  {
    ...specific,
    weight: WEIGHT.vague,
    id: 'ruby/database-error',
    cause: 'application-error',
    needles: ['pg::', 'mysql2::', 'sqlite3::', 'trilogy::'],
    pattern: /^(?<exception>(?:PG|Mysql2|SQLite3|Trilogy)::\w{1,80}): (?:ERROR: {1,4})?(?<message>.{1,300})/,
  },
  {
    ...specific,
    id: 'puma/child-killed',
    cause: 'child-killed',
    needles: ['child', 'worker'],
    pattern:
      /! Unable to start worker|(?:Child|Worker) (?<pid>\d+) (?:terminated|exited|killed).{0,40}(?:signal 9|SIGKILL)/,
  },
];
