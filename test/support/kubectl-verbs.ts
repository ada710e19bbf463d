const CHANGING = new Set(
  'annotate apply autoscale cordon create debug delete drain edit expose label patch replace run scale set taint uncordon'.split(
    ' ',
  ),
);
const CHANGING_ROLLOUT = new Set(['pause', 'restart', 'resume', 'undo']);
/** Flags before the verb that take their value as the next word. */
const WITH_VALUE = new Set(['-n', '--namespace', '--context', '--as']);

/** Of a cloud's own tool: access that the cluster's nodes are given is a change of the cluster as well. */
const CHANGING_CLOUD =
  /^(?:az .* update |gcloud .* add-iam-policy-binding |aws .* (?:put|set|create|delete)-)/;

/** True when a shell command has a kubectl, or a cloud's tool, in it that changes the cluster. */
export function changesCluster(command: string): boolean {
  if (CHANGING_CLOUD.test(command)) return true;
  return command.split(/\||&&|;|\n|\$\(/).some((part) => {
    const words = part.trim().split(/\s+/);
    const start = words.indexOf('kubectl');
    if (start < 0 || words.some((word) => word === '--list' || word.startsWith('--dry-run'))) return false;
    const [verb = '', next = ''] = verbOf(words.slice(start + 1));
    return CHANGING.has(verb) || (verb === 'rollout' && CHANGING_ROLLOUT.has(next));
  });
}

function verbOf(words: readonly string[]): readonly string[] {
  const [first, ...rest] = words;
  if (first?.startsWith('-')) return verbOf(WITH_VALUE.has(first) ? rest.slice(1) : rest);
  return words;
}
