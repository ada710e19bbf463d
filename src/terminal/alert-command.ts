import { Command, Option } from 'commander';
import type { AlertOptions } from './alert.ts';
import { clusterOptions } from './cluster-options.ts';
import { countArgument } from './count-argument.ts';
import { EXIT_CODES_HELP } from './exit-code.ts';
import type { TerminalPorts } from './io.ts';
import { OUTPUTS } from './why.ts';

const HELP = `
It reads the webhooks of Alertmanager and Grafana, PagerDuty's webhook events (version 3), what Alertmanager's API
lists, and any JSON object or list of objects with labels: see docs/alerts.md.

Examples:
  amtool alert query -o json | podwhy alert
  podwhy alert --dry-run payload.json
${EXIT_CODES_HELP}
Of several answers the worst counts, in the order 1, 2, 3, 0; an alert that could not be looked at is a 2.`;

/** `podwhy alert`. */
export function alertCommand(ports: TerminalPorts, done: (code: number) => void): Command {
  const command = new Command('alert')
    .description('answer alerts: what each is about is diagnosed, once')
    .argument('[file]', 'JSON with alerts; - or nothing: what is piped in')
    .option('-n, --namespace <name>', 'namespace of alerts whose labels name none');
  return clusterOptions(command)
    .addOption(
      new Option('-o, --output <format>', 'how to print the answers').choices(OUTPUTS).default('text'),
    )
    .addOption(
      new Option('--most <number>', 'how many targets to diagnose at the most')
        .argParser(countArgument)
        .default(10),
    )
    .option('--dry-run', 'only say what would be diagnosed; asks no cluster')
    .option('--no-color', 'no colours (also: NO_COLOR)')
    .addHelpText('after', HELP)
    .action(async (file: string | undefined, options: AlertOptions) => {
      // It validates what it reads: a library that no other command needs.
      const { alert } = await import('./alert.ts');
      done(await alert(file, options, ports));
    });
}
