import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { BotError } from './errors.ts';
import type { Playing, PlayOptions } from './playing.ts';

/** What the process is to the start. */
export interface StartPorts {
  readonly env: Readonly<Record<string, string | undefined>>;
  out(text: string): void;
  err(text: string): void;
  /** Resolves when whoever started it wants it ended. */
  interrupted(): Promise<void>;
  /** The production start, `podwhy serve`; resolves with the exit code once it has ended. */
  serve(): Promise<number>;
  play(options: Omit<PlayOptions, 'page'>): Promise<Playing>;
}

type Flags = Pick<PlayOptions, 'port' | 'host' | 'cluster' | 'kubeconfig' | 'context'>;

const USAGE = 2;
const HELP = `
With no Slack tokens set: podwhy's real bot in a page that looks like Slack, on this machine alone.
With SLACK_BOT_TOKEN set: the same as "podwhy serve", see docs/configuration.md.`;

/** `npm start`. Returns the exit code. */
export async function runStart(args: readonly string[], ports: StartPorts): Promise<number> {
  let flags: Flags | undefined;
  const command = startCommand((given) => {
    flags = given;
  });
  command.configureOutput({ writeOut: ports.out, writeErr: ports.err });
  try {
    command.parse([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : USAGE;
  }
  if (!ports.env.SLACK_BOT_TOKEN?.trim()) return play(flags ?? {}, ports);
  if (args.length > 0)
    ports.err('SLACK_BOT_TOKEN is set: this is podwhy serve, and the flags of the playground do not hold.\n');
  return ports.serve();
}

function startCommand(run: (flags: Flags) => void): Command {
  return new Command('npm start --')
    .description('Tries podwhy out: a page that looks like Slack, the real bot, and a cluster with failures.')
    .addOption(
      new Option(
        '--port <number>',
        'port of the page, 0 for any (default: the first free one from 4321)',
      ).argParser(port),
    )
    .addOption(
      new Option(
        '--host <address>',
        'address to listen on (default: 127.0.0.1, this machine alone)',
      ).argParser(host),
    )
    .addOption(new Option('--cluster <which>', 'mine: ask your own cluster, read-only').choices(['mine']))
    .option('--kubeconfig <file>', 'of your own cluster (default: as kubectl finds it)')
    .option('--context <name>', 'of the kubeconfig (default: the current one)')
    .addHelpText('after', HELP)
    .allowExcessArguments(false)
    .exitOverride()
    .action((flags: Flags, self: Command) => {
      const needing = flags.kubeconfig === undefined ? '--context' : '--kubeconfig';
      if (flags.cluster === undefined && (flags.kubeconfig ?? flags.context) !== undefined)
        self.error(`error: ${needing} is of your own cluster: add --cluster mine`);
      run(flags);
    });
}

async function play(flags: Flags, ports: StartPorts): Promise<number> {
  const { out, err, env } = ports;
  // From now on: who changes their mind while it starts is heard, too.
  const interrupted = ports.interrupted();
  // What the end of a playground loses is meant to be lost.
  let isEnding = false;
  const write = (line: string) => isEnding || tellTrouble(line, err);
  try {
    const playing = await ports.play({ ...flags, environment: env, write });
    const { cluster } = playing;
    const asked = flags.cluster ? `your cluster ${cluster}, read-only` : `${cluster}: type /pod why checkout`;
    out(`\n  podwhy answers here:  ${playing.url}\n\n`);
    out(`  It asks ${asked}. Ctrl-C ends it all.\n\n`);
    if (flags.host !== undefined && !isLoopback(flags.host))
      out(`  It listens on ${addressOf(flags.host)}: whoever reaches it can see it and ask, too.\n\n`);
    await interrupted;
    isEnding = true;
    await playing.stop();
    return 0;
  } catch (error) {
    if (!(error instanceof BotError)) throw error;
    err(`podwhy: ${error.userMessage}\n`);
    return error.code === 'usage' ? USAGE : 1;
  }
}

function addressOf(host: string): string {
  return ['0.0.0.0', '::'].includes(host) ? 'every address of this machine' : host;
}

function isLoopback(host: string): boolean {
  return ['127.0.0.1', '::1', 'localhost'].includes(host);
}

/** The bot's log is for who runs it in earnest; here only what went wrong counts. */
function tellTrouble(line: string, err: StartPorts['err']): void {
  if (JSON.parse(line).level !== 'info') err(line);
}

/** Node would take an empty one, as of a variable that is not set, for every address. */
function host(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It must be an address.');
  return text;
}

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new InvalidArgumentError('It must be a port, 0 to 65535.');
  return value;
}
