import { type Signature, WEIGHT } from '../signature.ts';

const specific = { confidence: 'certain', weight: WEIGHT.specific } as const;
const missing = { ...specific, cause: 'configuration-missing' } as const;
const EXTENSIONS = 'ya?ml|json|toml|ini|conf|cfg|cnf|properties|env|xml|pem|crt|key|cert|hcl|tpl|sql|config';

/** Files, ports and devices, in the words of the C library and of shells. */
export const FILES: readonly Signature[] = [
  {
    ...specific,
    weight: WEIGHT.decisive,
    id: 'files/disk-full',
    cause: 'disk-full',
    needles: [
      'no space left on device',
      'disk quota exceeded',
      'disk full',
      'not enough space on the disk',
      'database or disk is full',
    ],
    pattern:
      /(?:(?:writing|write|open|opening|create|creating|mkdir|append(?:ing)?(?: to)?)(?: to)? ['"`]?(?<path>\/[^\s'"`:]{1,300})['"`]?(?:: |: write: ).{0,40})?(?:No space left on device|Disk quota exceeded|not enough space on the disk|database or disk is full|\bdisk full\b)(?:: ['"](?<path2>\/[^'"]{1,300})['"])?/i,
  },
  {
    ...specific,
    weight: WEIGHT.decisive + 1,
    id: 'files/kernel-limit',
    cause: 'application-error',
    needles: ['inotify', 'fsnotify', 'semaphore', 'semget'],
    // the kernel says ENOSPC of its tables, too: https://man7.org/linux/man-pages/man2/inotify_add_watch.2.html
    pattern:
      /\b(?:inotify\w*|fsnotify|semaphores?|semget)\b.{0,200}(?:No space left on device|Too many open files)/i,
  },
  {
    ...specific,
    weight: WEIGHT.decisive + 1,
    id: 'files/shared-memory-full',
    cause: 'disk-full',
    needles: ['shared memory'],
    pattern:
      /shared memory (?:segment|object|file)?.{0,120}No space left on device|out of shared memory\. Please try to raise your shared memory limit/i,
    params: { path: '/dev/shm' },
  },
  {
    ...specific,
    id: 'files/address-in-use',
    cause: 'port-in-use',
    needles: [
      'address already in use',
      'address in use',
      'only one usage of each socket address',
      'port already in use',
      'addressinuse',
      'bindexception',
      'failed to bind',
    ],
    pattern:
      /\b(?:listen|bind)(?:\(\))? (?:on |to )?(?:tcp[46]? |udp[46]? )?[^\s:]{0,80}?:(?<port>\d{1,5})\b.{0,60}already in use|(?:[\d.]{7,15}|\[::\]|\*|localhost):(?<port2>\d{1,5})\b.{0,60}?(?:already )?in use|port (?<port3>\d{1,5})\b.{0,60}(?:already )?in use|Failed to bind to (?:address )?\S{1,80}:(?<port4>\d{1,5})|Address (?:already )?in use|AddressInUse|BindException: (?!Permission)/i,
  },
  {
    ...specific,
    id: 'files/bind-denied',
    cause: 'permission-denied',
    needles: ['bind', 'listen', 'socket'],
    pattern:
      /Permission denied\b.{0,60}\bbind to (?:address )?\S{0,80}?:(?<port2>\d{1,5})\b|\b(?:listen|bind)\w*(?:\(\))?:? (?:on |to )?(?:tcp[46]? |udp[46]? )?[^\s:]{0,80}?:(?<port>\d{1,5})\b.{0,60}?(?:Permission denied|Operation not permitted|access permissions)|\b(?:listen|bind)\w*(?:\(\))?:? .{0,100}?(?:Permission denied|Operation not permitted|access permissions)/i,
  },
  {
    ...specific,
    id: 'files/read-only',
    cause: 'permission-denied',
    needles: ['read-only file system', 'readonly file system', 'read only file system', 'readonlyfilesystem'],
    pattern:
      /(?:can(?:no|')t (?:create|open|touch|remove|mkdir|write)(?: directory| file| regular file)?|open|mkdir|create|touch|write|creating|opening|remove|unlink|rename|chmod|chown|unlinkat|openat)[ :]{1,2}['"‘`]?(?<path>\/[^\s'"’`:]{1,300})['"’`]?.{0,60}?Read-only file ?system|(?<path2>\/[^\s'"`:()]{1,300})['")]?(?:: | \()Read-only file system|Read-?\s?only ?file ?system(?:: ['"]?(?<path3>\/[^\s'"]{1,300}))?/i,
  },
  {
    ...specific,
    id: 'files/permission-denied',
    cause: 'permission-denied',
    needles: [
      'permission denied',
      'operation not permitted',
      'access is denied',
      'accessdenied',
      'not writable',
      'is not writeable',
      'must be writable',
      'must be writeable',
      'permissionerror',
      'permission to access',
    ],
    pattern:
      /(?:can(?:no|')t (?:create|open|touch|remove|mkdir|write|access|stat)(?: directory| file| regular file)?|open|mkdir|create|touch|write|exec|creating|opening|read|stat|chown|chmod|chdir to|remove|unlink|rename|access)(?: to| of)?(?: directory| file| path)?[ :]{1,2}['"‘`]?(?<path>\/[^\s'"’`:()]{1,300})['"’`]?.{0,60}?(?:Permission denied|Operation not permitted)|(?<path2>\/[^\s'"`:()]{1,300})['")]?(?:: | \(|: line \d+: |: failed: | failed \()(?:\d+: )?(?:Permission denied|Operation not permitted|AccessDenied)|(?:AccessDeniedException|UnauthorizedAccessException|PermissionError): (?:Access to the path ')?(?<path3>\/[^\s':]{1,300})|(?<path4>\/[^\s'"`:(]{1,300})['"]? is not writ(?:e)?able|(?:'(?<path5>[^'\s]{1,300})'|"(?<path6>[^"\s]{1,300})"|(?<path7>\/[^\s'"`:(]{1,300})) must be writ(?:e)?able/i,
  },
  {
    ...specific,
    weight: WEIGHT.vague,
    confidence: 'likely',
    id: 'files/permission-denied-plain',
    cause: 'permission-denied',
    needles: ['permission denied', 'operation not permitted', 'access denied'],
    pattern:
      /^(?!.*:\/\/).*\b(?:Permission denied|Operation not permitted|(?:file|disk|directory|drive) access denied)\b/i,
  },
  {
    ...specific,
    id: 'files/permissions-too-open',
    cause: 'application-error',
    needles: ['too open'],
    pattern:
      /[Pp]ermissions (?:\d{3,4} )?(?:on|for|of) ['"\x60]?(?<path>\/[^\s'"\x60]{1,300})['"\x60]? are too open/,
  },
  {
    ...missing,
    id: 'files/configuration-missing',
    needles: [
      'config',
      'settings',
      'cannot',
      "can't",
      'could not',
      'unable',
      'failed',
      'missing',
      'not found',
      'no such file',
      'does not exist',
      'error',
    ],
    pattern: new RegExp(
      String.raw`\b(?:can(?:no|')t|could ?n[o']t|unable to|failed to|fail(?:ed|ure)|error|missing|no|did not)(?: to)?(?: (?:read|open|load|loading|reading|opening|find|access|parse|locate|stat|get))?(?: (?:the |a )?(?:(?:required |main |application )?(?:config(?:uration)?|settings|env(?:ironment)?|properties|certificate|key|secrets?)?(?: ?file)?))?(?: (?:at|from|in))?[ :]{1,3}['"\x60]?(?<path>[\w./~@-]{0,200}\/[\w.@-]{1,100}\.(?:${EXTENSIONS}))\b`,
      'i',
    ),
  },
  {
    ...missing,
    id: 'files/not-found',
    needles: [
      'not found',
      'does not exist',
      "doesn't exist",
      'no such file',
      'not exist',
      'is missing',
      'could not be found',
      'cannot find the file',
      'could not find file',
    ],
    pattern: new RegExp(
      String.raw`['"\x60(\[]?(?<path>(?:\/|\.{1,2}\/)?[\w./@-]{0,200}[\w@-]\.(?:${EXTENSIONS}))['"\x60)\]]?(?:: | \(|,? )?(?:file )?(?:was |is )?(?:not found|does not exist|doesn't exist|missing|could not be found|No such file|\(?(?:os error 2|2: No such file))|(?:No such file or directory|file not found|cannot find the file|Could not find (?:a part of the path|file)|could not be found)(?:[^/'"\n]{0,60}?)['"\x60:( ]{1,3}(?<path2>\/[^\s'"\x60)]{1,300})|(?:can(?:no|')t|could not|unable to|failed to) (?:open|read|access|stat|load)(?: file)?:? ['"\x60‘]?(?<path3>\/[^\s'"\x60’:]{1,300})['"\x60’]?.{0,30}No such file`,
      'i',
    ),
  },
  {
    ...missing,
    weight: WEIGHT.vague - 1,
    confidence: 'likely',
    id: 'files/path-missing',
    needles: ['does not exist', "doesn't exist", 'is missing', 'not found'],
    // a path that was asked for over HTTP is none of these
    pattern:
      /^(?!.*\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|[Rr]oute|[Ee]ndpoint|[Uu][Rr][Ll]|[Rr]equest)\b).*?(?<![\w:/.])['"`]?(?<path>\/[\w.@-]{1,100}(?:\/[\w.@-]{1,100}){1,20})['"`]? (?:does not exist|doesn't exist|is missing|was not found|not found)\b/,
  },
  {
    ...missing,
    weight: WEIGHT.vague,
    confidence: 'likely',
    id: 'files/no-such-file',
    needles: ['no such file or directory', 'os error 2', 'file does not exist'],
    pattern:
      /(?:^|[\s'"`:(])(?<path>\/[^\s'"`:()]{1,300})['"`]?:? (?:\(?(?:No such file or directory|os error 2)|file does not exist)|\b(?:No such file or directory|file does not exist)\b/i,
  },
  {
    ...missing,
    weight: WEIGHT.vague,
    confidence: 'likely',
    id: 'files/is-a-directory',
    needles: ['is a directory', 'eisdir'],
    pattern:
      /(?:^|[\s'"`:(])(?<path>\/[^\s'"`:()]{1,300})['"`]?:? ?.{0,20}Is a directory|\bEISDIR\b(?:.{0,60}['"](?<path2>[^'"]{1,200})['"])?|(?:read|open)(?: error)?: Is a directory/i,
  },
];
