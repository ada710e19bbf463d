import { type Command, InvalidArgumentError, Option } from 'commander';

/** The flags that say which cluster is asked, and how. */
export function clusterOptions(command: Command): Command {
  return command
    .option('--context <name>', 'kubeconfig context')
    .option('--kubeconfig <file>', 'kubeconfig file (default: $KUBECONFIG, ~/.kube/config, in-cluster)')
    .option('--recording <file>', 'answer from a recording instead of a cluster')
    .option('--playbooks <dir>', "your site's own files, see podwhy playbooks (default: $PLAYBOOKS_DIR)")
    .addOption(new Option('--timeout <seconds>', 'for each request').argParser(positive).default(5));
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('It must be a number above 0.');
  return value;
}
