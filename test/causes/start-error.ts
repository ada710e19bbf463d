import type { CauseCase, Given } from './support/cause-case.ts';
import { remove, reword, saying } from './support/change.ts';

/** The container writes something else before it ends. */
function logging(text: string): NonNullable<Given['change']> {
  return (_, logs) => {
    for (const key of Object.keys(logs)) logs[key] = { current: { text }, previous: { text } };
  };
}

const NOT_THERE = 'exec: "/app/servr": stat /app/servr: no such file or directory';

export const cases: readonly CauseCase[] = [
  {
    cause: 'start-error/command-not-found',
    gives: { target: 'deploy/sessions', recording: 'r-identity-sessions' },
    near: [
      {
        what: 'the program is there and may not be executed',
        change: saying(NOT_THERE, 'exec: "/app/servr": permission denied'),
        instead: 'start-error/command-not-executable',
      },
      {
        what: 'the program runs and does not find a file of its own',
        target: 'deploy/poller',
        recording: 'r-feeds-poller',
        change: logging('Error: open /app/config.yaml: no such file or directory\n'),
        instead: 'crashloop/configuration-missing',
      },
    ],
  },
  {
    cause: 'start-error/command-not-executable',
    gives: { target: 'deploy/parser', recording: 'r-feeds-2-parser' },
    near: [
      {
        what: 'the program is not there',
        change: saying(
          '"/app/entrypoint.sh": permission denied',
          '"/app/entrypoint.sh": no such file or directory',
        ),
        instead: 'start-error/command-not-found',
      },
      {
        what: 'the program runs and may not open a file',
        target: 'deploy/poller',
        recording: 'r-feeds-poller',
        change: logging("PermissionError: [Errno 13] Permission denied: '/app/entrypoint.sh'\n"),
        instead: 'crashloop/permission-denied',
      },
    ],
  },
  {
    cause: 'start-error/exec-format-error',
    gives: { target: 'deploy/poller', recording: 'r-feeds-poller' },
    near: [
      {
        what: 'the program itself speaks of a format error',
        change: logging('feed.FormatError: exec plan has a format error in line 3\n'),
        instead: 'crashloop/application-error',
      },
      {
        what: 'the image has no variant for the node and is not pulled at all',
        target: 'deploy/telemetry',
        recording: 'r-fleet-2-telemetry',
        instead: 'image-pull/architecture-mismatch',
      },
    ],
  },
  {
    cause: 'start-error/working-directory-missing',
    gives: { target: 'deploy/renderer', recording: 'r-forms-renderer' },
    near: [
      {
        what: 'it is the program that is not there',
        change: saying(
          'error during container init: mkdir /app/server: not a directory',
          'exec: "/app/server": stat /app/server: no such file or directory',
        ),
        instead: 'start-error/command-not-found',
      },
      {
        what: 'what is mounted does not fit',
        target: 'deploy/front',
        recording: 'r-blog-front',
        instead: 'start-error/mount-path-conflict',
      },
    ],
  },
  {
    cause: 'start-error/mount-path-conflict',
    gives: { target: 'deploy/front', recording: 'r-blog-front' },
    near: [
      {
        what: 'the working directory is a file',
        target: 'deploy/renderer',
        recording: 'r-forms-renderer',
        instead: 'start-error/working-directory-missing',
      },
      {
        what: 'the kubelet can’t mount the volume in the first place',
        target: 'deploy/pricer',
        recording: 'r-odds-pricer',
        instead: 'volume/mount-failed',
      },
    ],
  },
  {
    cause: 'start-error/hook-failed',
    gives: { target: 'deploy/poll-api', recording: 'r-polls-poll-api' },
    near: [
      {
        what: 'it is the preStop hook that failed',
        change: (objects) => {
          reword(objects, 'PostStartHook failed', 'PreStopHook failed');
          reword(objects, 'FailedPostStartHook', 'FailedPreStopHook');
        },
        instead: 'crashloop/killed-by-signal',
      },
      {
        what: 'the liveness probe has it killed with the same exit code',
        target: 'deploy/web',
        recording: 'r-shop-web',
        instead: 'crashloop/liveness-probe-failing',
      },
    ],
  },
  {
    cause: 'start-error/runtime-failure',
    gives: { target: 'deploy/intake', recording: 'r-claims-2-intake' },
    near: [
      {
        what: 'the runtime names the program that it lacks',
        change: (objects) => {
          remove(objects, 'Event');
          reword(
            objects,
            'mount callback failed on',
            'exec: "intake": executable file not found in $PATH: on',
          );
        },
        instead: 'start-error/command-not-found',
      },
      {
        what: 'it is the kubelet that refuses, for the user',
        change: saying('no users found', 'container has runAsNonRoot and image will run as root'),
        instead: 'config-error/runs-as-root',
      },
    ],
  },
];
