import { expect, test } from 'vitest';
import { podReferences } from '../../src/diagnosis/config-references.ts';

test('every place that names a ConfigMap or Secret', () => {
  expect(podReferences({})).toEqual([]);
  const references = podReferences({
    spec: {
      initContainers: [{ name: 'init', envFrom: [{ configMapRef: { name: 'a' } }, { secretRef: {} }] }],
      containers: [
        {
          name: 'app',
          env: [{ name: 'B', valueFrom: { secretKeyRef: { name: 'b', key: 'k', optional: true } } }],
        },
      ],
      volumes: [
        {
          name: 'c',
          configMap: {
            name: 'c',
            items: [
              { key: 'x', path: 'x' },
              { key: 'y', path: 'y' },
            ],
          },
        },
        { name: 'd', emptyDir: {} },
      ],
    },
  });
  expect(references).toEqual([
    { kind: 'ConfigMap', name: 'a', optional: false, by: { place: 'envFrom', container: 'init' } },
    {
      kind: 'Secret',
      name: 'b',
      key: 'k',
      optional: true,
      by: { place: 'env', container: 'app', variable: 'B' },
    },
    { kind: 'ConfigMap', name: 'c', key: 'x', optional: false, by: { place: 'volume', volume: 'c' } },
    { kind: 'ConfigMap', name: 'c', key: 'y', optional: false, by: { place: 'volume', volume: 'c' } },
  ]);
});
