import { expect, test } from 'vitest';
import { get, namesOf, serveShop } from './running-replay.ts';
import { podUid } from './shop-recording.ts';

const pods = '/api/v1/namespaces/shop/pods';

test.each([
  ['app=web', ['web-1']],
  ['app==web', ['web-1']],
  ['app!=web', ['big-1', 'db-0']],
  ['tier!=back', ['big-1', 'web-1']],
  ['app in (web, db)', ['db-0', 'web-1']],
  ['app notin (web,db)', ['big-1']],
  ['tier notin (back)', ['big-1', 'web-1']],
  ['tier', ['db-0', 'web-1']],
  ['!tier', ['big-1']],
  ['app in (web,db),tier=back', ['db-0']],
  ['', ['big-1', 'db-0', 'web-1']],
])('the label selector "%s" selects %j', async (selector, names) => {
  const got = await get(await serveShop(), `${pods}?labelSelector=${encodeURIComponent(selector)}`);
  expect(namesOf(got)).toEqual(names);
});

test.each(['app in (web', '=web', 'app=web=db', 'a b'])('"%s" is no label selector', async (selector) => {
  const got = await get(await serveShop(), `${pods}?labelSelector=${encodeURIComponent(selector)}`);
  expect(got.json).toMatchObject({ code: 400, reason: 'BadRequest' });
});

test.each([
  [pods, 'metadata.name=web-1', ['web-1']],
  [pods, 'metadata.name!=web-1', ['big-1', 'db-0']],
  [pods, 'spec.nodeName=node-a', ['web-1']],
  [pods, 'spec.nodeName=', ['big-1']],
  [pods, 'status.phase==Pending,spec.nodeName=node-b', ['db-0']],
  ['/api/v1/pods', 'metadata.namespace!=shop', ['agent-1']],
  ['/api/v1/events', `involvedObject.uid=${podUid}`, ['web-1.17b1']],
  ['/api/v1/events', 'involvedObject.kind=Pod,involvedObject.name=web-1,reason=BackOff', ['web-1.17b1']],
  ['/api/v1/events', 'type=Normal', []],
  ['/api/v1/events', 'source=kubelet', ['web-1.17b1']],
  ['/apis/events.k8s.io/v1/events', 'regarding.name=web-1', ['web-1.17b1']],
  ['/api/v1/nodes', 'spec.unschedulable=true', ['node-b']],
  ['/api/v1/namespaces', 'status.phase=Active', ['shop']],
  ['/api/v1/secrets', 'type=Opaque', ['db-login']],
  ['/apis/apps/v1/deployments', 'metadata.name=web', ['web']],
])('%s by %s are %j', async (path, selector, names) => {
  const got = await get(await serveShop(), `${path}?fieldSelector=${encodeURIComponent(selector)}`);
  expect(namesOf(got)).toEqual(names);
});

test.each([
  [pods, 'spec.priority=0', 'field label not supported: spec.priority'],
  [
    '/apis/apps/v1/deployments',
    'spec.replicas=1',
    '"spec.replicas" is not a known field selector: only "metadata.name", "metadata.namespace"',
  ],
  [pods, 'nonsense', "invalid selector: 'nonsense'; can't understand 'nonsense'"],
])('%s cannot be selected by %s', async (path, selector, message) => {
  const got = await get(await serveShop(), `${path}?fieldSelector=${encodeURIComponent(selector)}`);
  expect(got.json).toMatchObject({ code: 400, reason: 'BadRequest', message });
});
