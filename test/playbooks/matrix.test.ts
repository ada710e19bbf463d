import { expect, test } from 'vitest';
import { playbooks } from '../../playbooks/index.ts';
import { causeOf, judge } from '../../src/diagnosis/judge.ts';
import { collected, type RecordedTarget, recordedTargets } from '../contract/support/recorded-targets.ts';

function row(one: RecordedTarget): string {
  const snapshot = collected(one);
  const causes = playbooks.flatMap((playbook) => judge(snapshot, [playbook]).diagnosis.findings.map(causeOf));
  return `${one.recording.replace(/\.json$/, '')} ${one.target}: ${causes.join(' ') || '-'}`;
}

test('every playbook alone finds in every recording what it found before (npm run golden)', async () => {
  const rows = recordedTargets().map(row);
  await expect(`${rows.join('\n')}\n`).toMatchFileSnapshot('matrix.golden.txt');
});
