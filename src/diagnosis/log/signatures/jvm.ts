import { type Signature, WEIGHT } from '../signature.ts';

const heap = {
  cause: 'runtime-heap-exhausted',
  confidence: 'certain',
  weight: WEIGHT.decisive,
  dying: true,
} as const;
const specific = { confidence: 'certain', weight: WEIGHT.specific } as const;

/** The JVM and Spring. */
export const JVM: readonly Signature[] = [
  {
    ...heap,
    id: 'jvm/out-of-memory',
    needles: ['outofmemoryerror'],
    pattern:
      /OutOfMemoryError: (?<limit>Java heap space|Metaspace|GC overhead limit exceeded|Compressed class space|Direct buffer memory|Cannot reserve \d+ bytes of direct buffer memory|Requested array size exceeds VM limit|PermGen space)|OutOfMemoryError$/,
    params: { runtime: 'java' },
  },
  {
    ...heap,
    id: 'jvm/native-thread',
    cause: 'application-error',
    needles: ['unable to create native thread', 'unable to create new native thread'],
    pattern: /unable to create (?:new )?native thread/,
    params: { runtime: 'java', limit: 'threads' },
  },
  {
    ...heap,
    id: 'jvm/heap-reservation',
    needles: [
      'could not reserve enough space',
      'insufficient memory for the java runtime',
      'invalid maximum heap size',
      'initial heap size set to a larger',
    ],
    pattern:
      /Could not reserve enough space for (?<limit>[^.]{1,60})|insufficient memory for the Java Runtime Environment to continue|Invalid maximum heap size: (?<limit2>\S+)|Initial heap size set to a larger value than the maximum heap size/,
    params: { runtime: 'java' },
  },
  {
    ...specific,
    id: 'jvm/crash',
    cause: 'segmentation-fault',
    needles: ['sigsegv (0xb)', 'sigbus (0x7)', 'sigill (0x4)'],
    pattern: /^#\s+(?<signal>SIGSEGV|SIGBUS|SIGILL) \(0x\w+\) at pc=/,
    params: { runtime: 'java' },
    dying: true,
  },
  {
    ...specific,
    weight: WEIGHT.decisive,
    id: 'spring/placeholder',
    cause: 'configuration-missing',
    needles: ['could not resolve placeholder', 'placeholderresolutionexception'],
    pattern: /Could not resolve placeholder '(?<key>[^':}]{1,200})/,
  },
  {
    ...specific,
    id: 'spring/datasource-url',
    cause: 'configuration-missing',
    needles: ["'url' attribute is not specified", 'failed to determine a suitable driver class'],
    pattern: /'url' attribute is not specified|Failed to determine a suitable driver class/,
    params: { key: 'spring.datasource.url' },
  },
  {
    ...specific,
    id: 'spring/config-data',
    cause: 'configuration-missing',
    needles: ['config data', 'config resource'],
    pattern:
      /Config (?:data )?(?:resource|location) '?[^']{0,80}(?:\[(?<path>\/[^\]]{1,200})\]|'(?<path2>[^']{1,200})')?[^']{0,80}'? (?:via location .{0,120} )?(?:does not exist|cannot be found|could not be found)/,
  },
  {
    ...specific,
    id: 'spring/property-required',
    cause: 'configuration-missing',
    needles: [
      'error resolving property',
      'required property',
      'required key',
      'missingrequiredproperties',
      'required configuration',
    ],
    pattern:
      /Error resolving property value \[\$\{(?<key3>[^:}]{1,160})|[Rr]equired (?:configuration )?(?:property|key) ['"[]?(?<key>[\w.-]{2,160})['"\]]? (?:not found|is (?:missing|not set))|MissingRequiredPropertiesException: .{0,120}\[(?<key2>[\w., -]{1,200})\]/,
  },
  {
    ...specific,
    id: 'spring/binding-missing',
    cause: 'configuration-missing',
    needles: ['reason: must not be'],
    pattern: /^\s+Reason: (?<message>must not be (?:null|blank|empty))/,
    near: /^\s+Property: (?<key>[\w.[\]-]{2,160})/,
    dying: true,
  },
  {
    ...specific,
    id: 'spring/binding-invalid',
    cause: 'application-error',
    needles: ['reason: '],
    pattern: /^\s+Reason: (?<message>(?!must not be (?:null|blank|empty)).{1,300})/,
    near: /^\s+Property: (?<key>[\w.[\]-]{2,160})/,
    dying: true,
  },
  {
    ...specific,
    id: 'kafka/missing-configuration',
    cause: 'configuration-missing',
    needles: ['missing required configuration'],
    pattern: /Missing required configuration "(?<key>[\w.-]{1,120})"/,
  },
  {
    ...specific,
    id: 'quarkus/config',
    cause: 'configuration-missing',
    needles: [
      'srcfg',
      'no config value',
      'the config property',
      'configuration key',
      'no configuration setting found',
    ],
    pattern:
      /config property (?<key>[\w."-]{1,160}) is (?:required|defined)|No config value of type \S+ exists for:? (?<key2>[\w.-]{1,160})|No configuration setting found for key '(?<key3>[^']{1,160})'/,
  },
  {
    ...specific,
    id: 'jvm/class-missing',
    cause: 'module-missing',
    needles: ['classnotfoundexception', 'noclassdeffounderror', 'could not find or load main class'],
    pattern:
      /(?:ClassNotFoundException|NoClassDefFoundError): (?!Could not initialize)(?<module>[\w.$/-]{2,200})|Could not find or load main class (?<module2>\S{1,200})/,
    dying: true,
  },
  {
    ...specific,
    id: 'jvm/jar-missing',
    cause: 'module-missing',
    needles: [
      'jar manifest missing',
      'unable to access jarfile',
      'invalid or corrupt jarfile',
      'no main manifest attribute',
    ],
    pattern:
      /Unable to access jarfile (?<module>\S{1,200})|Invalid or corrupt jarfile (?<module2>\S{1,200})|no main manifest attribute, in (?<module3>\S{1,200})|JAR manifest missing : (?<module4>\S{1,200})/,
    dying: true,
  },
  {
    ...specific,
    id: 'jvm/class-version',
    cause: 'application-error',
    needles: ['unsupportedclassversionerror', 'compiled by a more recent version'],
    pattern: /(?<module>[\w./$]{1,200}) has been compiled by a more recent version of the Java Runtime/,
    dying: true,
  },
  {
    ...specific,
    id: 'jvm/option',
    cause: 'application-error',
    needles: ['unrecognized option', 'unrecognized vm option', 'could not create the java virtual machine'],
    pattern: /Unrecognized (?:VM )?option:? '?(?<option>[^\s']{1,120})/,
    dying: true,
  },
  {
    ...specific,
    id: 'spring/port-in-use',
    cause: 'port-in-use',
    needles: ['in use'],
    pattern: /\bPort (?<port>\d{1,5}) (?:was|is|seems to be) (?:already )?in use/i,
  },
  {
    ...specific,
    weight: WEIGHT.vague,
    id: 'spring/bean-missing',
    cause: 'application-error',
    needles: [
      'required a bean of type',
      'nosuchbeandefinitionexception',
      'no qualifying bean',
      'the dependencies of some of the beans',
    ],
    pattern:
      /required a bean of type '(?<module>[^']{1,200})'|No qualifying bean of type '(?<module2>[^']{1,200})'|dependencies of some of the beans in the application context form a cycle/,
  },
  {
    ...specific,
    id: 'jvm/keystore-password',
    cause: 'application-error',
    needles: ['password was incorrect'],
    pattern: /(?<message>[Kk]eystore (?:was tampered with, or )?password was incorrect)/,
  },
  {
    ...specific,
    id: 'jvm/file-missing',
    cause: 'configuration-missing',
    needles: ['filenotfoundexception', 'nosuchfileexception'],
    pattern:
      /(?:FileNotFoundException|NoSuchFileException): (?:class path resource \[)?(?<path>(?!Could\b)[^\s()\]:]{1,300})(?!.{0,40}(?:Permission denied|Read-only|Is a directory))/,
  },
];
