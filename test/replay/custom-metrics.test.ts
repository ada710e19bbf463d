import { expect, test } from 'vitest';
import { object, recordingOf } from '../kube/support/objects.ts';
import { get, serveShop } from './running-replay.ts';

const USED = 'kubelet_volume_stats_used_bytes';
const IN_SHOP = '/apis/custom.metrics.k8s.io/v1beta1/namespaces/shop/persistentvolumeclaims';

function measured(namespace: string, name: string, values: Readonly<Record<string, string>>) {
  return object('custom.metrics.k8s.io/v1beta1', 'PersistentVolumeClaim', namespace, name, { values });
}

function serve() {
  const claims = [
    measured('shop', 'data', { [USED]: '9Gi' }),
    measured('shop', 'logs', { [USED]: '1Gi' }),
    measured('pay', 'data', { [USED]: '2Gi' }),
    measured('pay', 'bare', {}),
  ];
  return serveShop({ recordings: [recordingOf(claims)], stoppedClock: true });
}

test('a metric is served for all objects of a namespace', async () => {
  const got = await get(await serve(), `${IN_SHOP}/*/${USED}?limit=500`);
  expect(got).toMatchObject({
    status: 200,
    json: { kind: 'MetricValueList', apiVersion: 'custom.metrics.k8s.io/v1beta1' },
  });
  expect(got.json.items).toEqual(
    ['data', 'logs'].map((name) => ({
      describedObject: { kind: 'PersistentVolumeClaim', namespace: 'shop', name, apiVersion: '/v1' },
      metricName: USED,
      timestamp: '2026-03-01T10:00:00Z',
      value: name === 'data' ? '9Gi' : '1Gi',
      selector: null,
    })),
  );
});

test('a metric is served for one object, and is an empty list where it is of another', async () => {
  const replay = await serve();
  const items = async (path: string) => (await get(replay, path)).json.items.length;
  expect(await items(`${IN_SHOP}/logs/${USED}`)).toBe(1);
  expect(await items(`${IN_SHOP}/none/${USED}`)).toBe(0);
  expect(await items(`${IN_SHOP.replace('shop', 'empty')}/*/${USED}`)).toBe(0);
});

test('a metric that nothing has is not found, and neither is the API where nothing is measured', async () => {
  const unknown = await get(await serve(), `${IN_SHOP}/*/http_requests`);
  expect(unknown.json).toMatchObject({
    code: 404,
    message: 'the server could not find the metric http_requests for persistentvolumeclaims',
  });
  expect(await get(await serveShop(), `${IN_SHOP}/*/${USED}`)).toMatchObject({
    status: 404,
    text: '404 page not found\n',
  });
});

test('a recording without metrics still has its claims', async () => {
  const replay = await serveShop({
    recordings: [recordingOf([object('v1', 'PersistentVolumeClaim', 'shop', 'data')])],
  });
  expect(await get(replay, '/api/v1/namespaces/shop/persistentvolumeclaims/data')).toMatchObject({
    status: 200,
  });
});
