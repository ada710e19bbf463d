import { Command, Option } from 'commander';
import type { TerminalPorts } from './io.ts';
import { lintPlaybooks, listPlaybooks, testPlaybooks } from './playbooks.ts';

const HELP = `
The folder holds YAML files that turn causes off, change their severity, add remedies and runbook links, and
name causes of your own: see docs/site-knowledge.md. It is the one that --playbooks and $PLAYBOOKS_DIR name.

Exit codes: 0 all in order, 1 something is wrong, 64 wrong usage.`;
const DIRECTORY = 'the folder, or one file of it (default: $PLAYBOOKS_DIR)';

/** `podwhy playbooks`, with its three commands. */
export function playbooksCommand(ports: TerminalPorts, done: (code: number) => void): Command {
  const command = new Command('playbooks')
    .description("check, test and list what your site's own files say")
    .addHelpText('after', HELP);
  command
    .command('lint')
    .description('say what is wrong with the files, as file:line: message')
    .argument('[dir]', DIRECTORY)
    .action((directory?: string) => lintPlaybooks(directory, ports).then(done));
  command
    .command('test')
    .description('run the tests of your own causes, and name the causes without one')
    .argument('[dir]', DIRECTORY)
    .action((directory?: string) => testPlaybooks(directory, ports).then(done));
  command
    .command('list')
    .description('print every cause, and what the files change')
    .argument('[dir]', `${DIRECTORY}; without one, podwhy's own causes`)
    .addOption(
      new Option('-o, --output <format>', 'how to print them').choices(['text', 'json']).default('text'),
    )
    .action((directory: string | undefined, options) => listPlaybooks(directory, options, ports).then(done));
  return command;
}
