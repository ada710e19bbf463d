import { nearNames } from '../../src/diagnosis/near-names.ts';
import type { View } from '../../src/diagnosis/playbook.ts';

/** Programs that images are started with: a command close to one of them and not found is a typo of it. */
const KNOWN = [
  'apache2',
  'bash',
  'bundle',
  'bun',
  'caddy',
  'celery',
  'curl',
  'deno',
  'docker-entrypoint.sh',
  'dotnet',
  'envoy',
  'flask',
  'gunicorn',
  'haproxy',
  'httpd',
  'java',
  'kafka-server-start.sh',
  'memcached',
  'mongod',
  'mysqld',
  'nginx',
  'node',
  'npm',
  'npx',
  'perl',
  'php',
  'php-fpm',
  'pnpm',
  'postgres',
  'prometheus',
  'puma',
  'python',
  'python3',
  'rails',
  'rake',
  'redis-server',
  'ruby',
  'server',
  'sidekiq',
  'sleep',
  'supervisord',
  'uvicorn',
  'uwsgi',
  'wget',
  'worker',
  'yarn',
] as const;

/** Written so on purpose: `serve` is a program too, though `server` is no typo of it. */
const NO_TYPO: readonly string[] = ['serve', ...KNOWN];

/** The program that a command that was not found may be a typo of: one that the pod itself runs, else a known one. */
export function nearProgram(view: View, command: string): string | undefined {
  const own = view.containers.flatMap(({ spec }) => spec.command?.[0] ?? []);
  const [sibling] = nearNames(command, own, 1);
  if (sibling !== undefined) return sibling;
  const slash = command.lastIndexOf('/') + 1;
  const base = command.slice(slash);
  if (base.length < 3 || NO_TYPO.includes(base)) return undefined;
  const [known] = nearNames(
    base,
    KNOWN.filter((name) => Math.abs(name.length - base.length) <= 2),
    1,
  );
  return known === undefined ? undefined : command.slice(0, slash) + known;
}
