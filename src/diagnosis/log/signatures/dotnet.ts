import { type Signature, WEIGHT } from '../signature.ts';

const specific = { confidence: 'certain', weight: WEIGHT.specific } as const;

/** .NET and ASP.NET Core. */
export const DOTNET: readonly Signature[] = [
  {
    ...specific,
    id: 'dotnet/assembly-missing',
    cause: 'module-missing',
    needles: [
      'could not load file or assembly',
      'dllnotfoundexception',
      'unable to load shared library',
      "does not exist: '",
      'application to execute does not exist',
      "the application '",
      'the required library',
      'system.typeloadexception',
    ],
    pattern:
      /Could not load file or assembly '(?<module>[^',]{1,160})|Unable to load shared library '(?<module2>[^']{1,160})'|The (?:specified )?application(?: to execute)? does not exist: '(?<module3>[^']{1,200})'|Could not load type '(?<module4>[^']{1,160})'|The application '(?<module5>[^']{1,200})' does not exist|The required library (?<module6>[\w.-]{1,80}) could not be found/,
  },
  {
    ...specific,
    weight: WEIGHT.specific + 1,
    id: 'dotnet/framework-named',
    cause: 'module-missing',
    needles: ["framework: 'microsoft"],
    pattern: /Framework: '(?<module>[^']{1,100})', version '[^']{1,40}'/,
    dying: true,
  },
  {
    ...specific,
    id: 'dotnet/framework-missing',
    cause: 'module-missing',
    needles: ['you must install or update .net', 'it was not possible to find any compatible framework'],
    pattern: /You must install or update \.NET|not possible to find any compatible framework version/,
    dying: true,
  },
  {
    ...specific,
    id: 'dotnet/icu-missing',
    cause: 'module-missing',
    needles: ['icu package'],
    pattern: /Couldn't find a valid ICU package/,
    params: { module: 'libicu' },
    dying: true,
  },
  {
    ...specific,
    id: 'dotnet/service-missing',
    cause: 'application-error',
    needles: [
      'unable to resolve service for type',
      'some services are not able to be constructed',
      'no service for type',
    ],
    pattern:
      /Unable to resolve service for type '(?<module>[^']{1,200})'|No service for type '(?<module2>[^']{1,200})' has been registered/,
  },
  {
    ...specific,
    id: 'dotnet/connection-string',
    cause: 'configuration-missing',
    needles: ['connection string', 'connectionstring'],
    pattern:
      /[Cc]onnection ?string ["']?(?<key>[\w:.-]{1,120})["']? (?:is |was |has )?(?:not (?:found|been (?:set|initialized)|configured|set)|missing|null|empty|required)|The ConnectionString property has not been initialized|No connection string named '(?<key2>[^']{1,120})'|A named connection string was used, but the name '(?<key3>[^']{1,120})'/,
  },
  {
    ...specific,
    id: 'dotnet/connection-host',
    cause: 'configuration-missing',
    needles: ["host can't be null"],
    pattern: /ArgumentException: (?<key>Host) can't be null/,
  },
  {
    ...specific,
    id: 'dotnet/null-parameter',
    cause: 'configuration-missing',
    confidence: 'likely',
    weight: WEIGHT.vague,
    needles: ['value cannot be null'],
    pattern:
      /Value cannot be null\.? \(Parameter '(?<key>connectionString|uriString|[\w:]{0,40}(?:[Cc]onfig|[Ss]etting|[Oo]ption|[Kk]ey|[Ss]ecret|[Uu]rl|[Uu]ri)\w{0,40})'\)/,
  },
  {
    ...specific,
    id: 'dotnet/configuration-section',
    cause: 'configuration-missing',
    needles: ["section '", 'the configuration file'],
    pattern:
      /[Ss]ection '(?<key>[^']{1,120})' not found in configuration|The configuration file '(?<path>[^']{1,200})' was not found and is not optional/,
  },
  {
    ...specific,
    id: 'dotnet/options-validation',
    cause: 'configuration-missing',
    confidence: 'likely',
    needles: ['optionsvalidationexception'],
    pattern:
      /OptionsValidationException: .{0,120}?(?:members: '(?<key>[^']{1,120})'|(?<key2>\b[\w.:]{2,80}) (?:is required|field is required|must be))/,
  },
  {
    ...specific,
    weight: WEIGHT.decisive,
    id: 'dotnet/out-of-memory',
    cause: 'runtime-heap-exhausted',
    needles: ['system.outofmemoryexception', 'out of memory.', 'gc heap initialization failed'],
    pattern: /System\.OutOfMemoryException|^Out of memory\.$|GC heap initialization failed/,
    params: { runtime: 'dotnet' },
    dying: true,
  },
  {
    ...specific,
    id: 'dotnet/file-missing',
    cause: 'configuration-missing',
    needles: [
      'could not find file',
      'could not find a part of the path',
      'filenotfoundexception',
      'directorynotfoundexception',
    ],
    pattern: /Could not find (?:file|a part of the path) '(?<path>[^']{1,300})'/,
  },
  {
    ...specific,
    id: 'dotnet/access-denied',
    cause: 'permission-denied',
    needles: ['access to the path'],
    pattern: /Access to the path '(?<path>[^']{1,300})' is denied/,
  },
];
