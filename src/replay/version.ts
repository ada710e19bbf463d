import type { Answer } from './answer.ts';

/** `/version` for a version such as `v1.32.1`. */
export function versionAnswer(gitVersion: string): Answer {
  const [, major = '1', minor = '0'] = /^v?(\d+)\.(\d+)/.exec(gitVersion) ?? [];
  const body = {
    major,
    minor,
    gitVersion,
    gitCommit: '',
    gitTreeState: 'clean',
    buildDate: '1970-01-01T00:00:00Z',
    goVersion: '',
    compiler: 'gc',
    platform: 'linux/amd64',
  };
  return { kind: 'json', code: 200, body };
}
