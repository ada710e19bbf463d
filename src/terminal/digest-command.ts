import { Command, InvalidArgumentError, Option } from 'commander';
import { isLabelName } from '../alerts/object-name.ts';
import { clusterOptions } from './cluster-options.ts';
import { countArgument } from './count-argument.ts';
import type { DigestOptions } from './digest.ts';
import type { TerminalPorts } from './io.ts';
import { OUTPUTS } from './why.ts';

const HELP = `
Examples:
  podwhy digest -n shop,pay
  podwhy digest -A -o json > today.json
  podwhy digest -A --against yesterday.json     # what is new, what recovered

Exit codes:
  0   nothing is broken
  1   something is
  2   could not tell: something could not be looked at, and nothing broken was seen
  3   nothing is broken, something is still waiting
  64  the command line was wrong`;

/** `podwhy digest`. */
export function digestCommand(ports: TerminalPorts, done: (code: number) => void): Command {
  const command = new Command('digest')
    .description('say what is broken in a namespace or a cluster, since when, why, and what is new')
    .addOption(
      new Option(
        '-n, --namespace <names>',
        "a namespace; several with commas, or by repeating it (default: the context's)",
      ).argParser(namespaces),
    )
    .addOption(new Option('-A, --all-namespaces', 'all namespaces').conflicts('namespace'))
    .addOption(
      new Option(
        '--against <file>',
        'an earlier -o json of the same, to say what is new and what recovered; older ones with it tell what flaps',
      ).argParser(collect),
    );
  return clusterOptions(noise(command))
    .addOption(
      new Option('-o, --output <format>', 'how to print the digest').choices(OUTPUTS).default('text'),
    )
    .addOption(
      new Option('--most <number>', 'how many owners of unwell pods to look into, the worst first')
        .argParser(countArgument)
        .default(50),
    )
    .option('--no-color', 'no colours (also: NO_COLOR)')
    .addHelpText('after', HELP)
    .action(async (options: DigestOptions) => {
      // What goes through a cluster and validates files is needed by no other command.
      const { digest } = await import('./digest.ts');
      done(await digest(options, ports));
    });
}

/** What nobody wants to read every morning. */
function noise(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--ignore-namespace <name>',
        'leave out namespaces; * is any text; repeatable, as all of these',
      ).argParser(collect),
    )
    .addOption(new Option('--ignore-owner <kind/name>', 'deployment/canary-*, */canary').argParser(collect))
    .addOption(new Option('--ignore-label <name=value>', 'of pods: tier=batch, sandbox=*').argParser(label))
    .addOption(
      new Option('--ignore-cause <name>', 'pending/*, job/deadline-exceeded, unexplained').argParser(collect),
    );
}

function label(
  text: string,
  before: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const [, name, value] = /^([^=]+)=(.*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new InvalidArgumentError('It must be a name and a value: tier=batch.');
  return { ...before, [name]: value };
}

function namespaces(text: string, before: readonly string[] = []): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  const wrong = names.find((name) => !isLabelName(name));
  if (wrong !== undefined) throw new InvalidArgumentError(`"${wrong}" cannot be the name of a namespace.`);
  return [...new Set([...before, ...names])];
}

function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}
