import type { Signature } from '../signature.ts';
import { BEAM } from './beam.ts';
import { CLOUD } from './cloud.ts';
import { CONFIGURATION } from './configuration.ts';
import { DATABASE_SERVERS } from './database-servers.ts';
import { DATABASES } from './databases.ts';
import { DEPENDENCIES } from './dependencies.ts';
import { DOTNET } from './dotnet.ts';
import { FILES } from './files.ts';
import { GENERIC } from './generic.ts';
import { GO } from './go.ts';
import { JVM } from './jvm.ts';
import { KUBERNETES } from './kubernetes.ts';
import { MIGRATIONS } from './migrations.ts';
import { MISMATCHES } from './mismatches.ts';
import { NETWORK } from './network.ts';
import { NODE } from './node.ts';
import { PERL } from './perl.ts';
import { PHP } from './php.ts';
import { PROXIES } from './proxies.ts';
import { PYTHON } from './python.ts';
import { RARE_LANGUAGES } from './rare-languages.ts';
import { RESOLUTION } from './resolution.ts';
import { RIGHTS } from './rights.ts';
import { RUBY } from './ruby.ts';
import { RUST } from './rust.ts';
import { SERVICES } from './services.ts';
import { SHELL } from './shell.ts';
import { SYNTAX } from './syntax.ts';
import { TLS } from './tls.ts';

/** Every row; of two that match a line equally well the earlier one speaks. */
export const SIGNATURES: readonly Signature[] = [
  ...KUBERNETES,
  ...SHELL,
  ...TLS,
  ...DATABASES,
  ...DATABASE_SERVERS,
  ...SERVICES,
  ...CLOUD,
  ...MIGRATIONS,
  ...RESOLUTION,
  ...NETWORK,
  ...DEPENDENCIES,
  ...JVM,
  ...PYTHON,
  ...NODE,
  ...DOTNET,
  ...RUBY,
  ...PHP,
  ...RUST,
  ...BEAM,
  ...PERL,
  ...RARE_LANGUAGES,
  ...GO,
  ...CONFIGURATION,
  ...SYNTAX,
  ...RIGHTS,
  ...FILES,
  ...PROXIES,
  ...MISMATCHES,
  ...GENERIC,
];
