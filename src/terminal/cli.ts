import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { alertCommand } from './alert-command.ts';
import { clusterOptions } from './cluster-options.ts';
import { digestCommand } from './digest-command.ts';
import { EXIT, EXIT_CODES_HELP } from './exit-code.ts';
import type { ServiceRole, TerminalPorts } from './io.ts';
import { playbooksCommand } from './playbooks-command.ts';
import { record } from './record.ts';
import { replay } from './replay.ts';
import { serve } from './serve.ts';
import { OUTPUTS, type WhyOptions, why } from './why.ts';

const ROLES: readonly (readonly [role: ServiceRole, what: string])[] = [
  ['serve', 'run the Slack bot and its worker in one process'],
  ['bot', 'run the Slack bot alone; workers share its REDIS_URL'],
  ['worker', 'run a worker for the bots that share its REDIS_URL'],
];
const SERVICE_HELP = '\nConfigured by environment variables and CONFIG_FILE: see docs/configuration.md.';

/** Runs one command line (without `node` and the script's name) and returns the exit code. */
export async function runCli(args: readonly string[], ports: TerminalPorts): Promise<number> {
  let code: number = EXIT.healthy;
  const program = new Command('podwhy')
    .description('Why a Kubernetes pod fails: the cause, the proof and the fix. Read-only.')
    .version(ports.version)
    .showHelpAfterError('(see podwhy --help)')
    .exitOverride()
    .configureOutput({ writeOut: ports.out, writeErr: ports.err });
  program.addCommand(whyCommand((target, options) => why(target, options, ports).then(set)));
  program.addCommand(digestCommand(ports, set));
  program.addCommand(alertCommand(ports, set));
  program.addCommand(recordCommand((target, options) => record(target, options, ports).then(set)));
  program.addCommand(replayCommand((files, options) => replay(files, options, ports).then(set)));
  program.addCommand(playbooksCommand(ports, set));
  for (const [role, what] of ROLES) {
    const command = new Command(role).description(what).addHelpText('after', SERVICE_HELP);
    program.addCommand(command.action(() => serve(role, ports).then(set)));
  }
  for (const command of program.commands.flatMap((one) => [one, ...one.commands]))
    command.exitOverride().configureOutput({ writeOut: ports.out, writeErr: ports.err });
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.healthy : EXIT.usage;
  }
  return code;

  function set(result: number): void {
    code = result;
  }
}

function targetOptions(command: Command): Command {
  const named = command
    .argument(
      '[target]',
      'web, shop/web, pod/web-5d6f, deploy/web, sts, ds, rs, job, cronjob, svc, ing, hpa, pdb, pvc, node',
    )
    .option('-n, --namespace <name>', "namespace (default: the context's)")
    .option('-A, --all-namespaces', 'look for the name in every namespace')
    .option('-l, --selector <labels>', 'the pods with these labels, as in kubectl');
  return clusterOptions(named);
}

function whyCommand(run: (target: string | undefined, options: WhyOptions) => Promise<void>): Command {
  const command = new Command('why').description(
    'say why a pod or workload is unwell, with the proof and the fix',
  );
  return targetOptions(command)
    .option('-c, --container <name>', 'only what concerns this container')
    .addOption(
      new Option('-o, --output <format>', 'how to print the answer').choices(OUTPUTS).default('text'),
    )
    .option('--explain', 'all findings in full, what was ruled out, every request made')
    .option('--no-color', 'no colours (also: NO_COLOR)')
    .addHelpText('after', EXIT_CODES_HELP)
    .action((target: string | undefined, options: WhyOptions, self: Command) => {
      needTarget(target, options, self);
      return run(target, options);
    });
}

function recordCommand(run: (target: string | undefined, options: WhyOptions) => Promise<void>): Command {
  const command = new Command('record').description(
    'print what a diagnosis of the target reads, redacted, as a recording',
  );
  return targetOptions(command).action((target: string | undefined, options: WhyOptions, self: Command) => {
    needTarget(target, options, self);
    return run(target, { ...options, output: 'text' });
  });
}

function replayCommand(
  run: (
    files: readonly string[],
    options: { port: number; kubeconfig?: string; fault: readonly string[] },
  ) => Promise<void>,
): Command {
  return new Command('replay')
    .description('serve recordings as a Kubernetes API on 127.0.0.1, for kubectl and podwhy')
    .argument('<files...>', 'recordings')
    .addOption(
      new Option('--port <number>', 'port to listen on (0: any free one)').argParser(port).default(0),
    )
    .option('--kubeconfig <file>', 'write a kubeconfig for it here')
    .addOption(
      new Option(
        '--fault <fault...>',
        'misbehave: 403:list:events, 429:get:pods:retry-after=1, hang:get:nodes, latency:5ms',
      ).default([]),
    )
    .action((files: readonly string[], options) => run(files, options));
}

function needTarget(target: string | undefined, { selector }: WhyOptions, command: Command): void {
  if (target !== undefined && selector !== undefined)
    command.error('error: give a target or --selector, not both');
  if (target === undefined && selector === undefined)
    command.error('error: missing target: podwhy why <name>, or -l <labels>');
}

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new InvalidArgumentError('It must be a port, 0 to 65535.');
  return value;
}
