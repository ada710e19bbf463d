import { describe, expect, it } from 'vitest';
import { causesOf, eventOf, nodeOf, paramsOf, textOf, unplaced, why } from '../support/pending.ts';

const spec = { containers: [{ name: 'app' }], nodeName: 'node-z' };

function said(diagnosis: ReturnType<typeof why>): string {
  const [found] = diagnosis.findings;
  return found ? textOf(found) : '';
}

describe('a node that does not exist', () => {
  it('was named by hand, so no scheduler looks for another', () => {
    const diagnosis = why([unplaced({ spec }), nodeOf('node-a'), nodeOf('node-b')]);
    expect(causesOf(diagnosis)).toEqual(['node-missing']);
    expect(paramsOf(diagnosis)).toMatchObject({ missingNode: 'node-z', nodes: ['node-a', 'node-b'] });
    expect(said(diagnosis)).toContain('No scheduler placed web-1 there');
    expect(said(diagnosis)).toContain('{"spec":{"template":{"spec":{"nodeName":null}}}}');
    expect(said(diagnosis)).not.toContain('delete pod web-1');
    const stateful = why([unplaced({ spec, owner: { kind: 'StatefulSet', name: 'db' } }), nodeOf('node-a')]);
    expect(said(stateful)).toContain('kubectl -n shop delete pod web-1');
  });

  it('is named by a CronJob’s template, or by a pod that nothing owns', () => {
    const cron = why([unplaced({ spec, owner: { kind: 'Job', name: 'report-29000000' } })]);
    expect(paramsOf(cron)).toMatchObject({ staleJob: 'report-29000000' });
    expect(String(paramsOf(cron).patch)).toContain('jobTemplate');
    const bare = why([unplaced({ spec, owner: { kind: '', name: '' } })], ['nodes']);
    expect(causesOf(bare)).toEqual(['node-missing']);
    expect(paramsOf(bare).patch).toBeUndefined();
  });

  it('has gone since a scheduler chose it', () => {
    const chosen = eventOf('Scheduled', 'Successfully assigned shop/web-1 to node-z', { type: 'Normal' });
    const diagnosis = why([unplaced({ spec }), chosen, nodeOf('node-a')]);
    expect(said(diagnosis)).toContain('node-z has gone since');
    expect(said(diagnosis)).not.toContain('"nodeName":null');
    const owned = why([unplaced({ spec, says: '' }), nodeOf('node-a')], ['events']);
    expect(said(owned)).toContain('delete pod web-1');
    const bare = why([unplaced({ spec, says: '', owner: { kind: '', name: '' } }), nodeOf('node-a')]);
    expect(said(bare)).not.toContain('delete pod web-1');
  });

  it('is not said of a node that may not be read, nor of a pod that a kubelet has', () => {
    expect(causesOf(why([unplaced({ spec })], ['node']))).toEqual([]);
    expect(causesOf(why([unplaced({ spec }), nodeOf('node-z')]))).toEqual([]);
    const taken = { status: { phase: 'Pending', startTime: '2026-01-01T11:59:00Z' } };
    expect(causesOf(why([unplaced({ spec, ...taken })]))).toEqual([]);
    const reported = { status: { phase: 'Pending', containerStatuses: [{ name: 'app' }] } };
    expect(causesOf(why([unplaced({ spec, ...reported })]))).toEqual([]);
    const { status: _, ...silent } = unplaced({ spec });
    expect(causesOf(why([silent]))).toEqual([]);
    const leaving = { deletionTimestamp: '2026-01-01T11:59:00Z' };
    expect(causesOf(why([unplaced({ spec, ...leaving })]))).toEqual([]);
  });
});
