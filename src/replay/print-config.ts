import { ageOf } from './age.ts';
import { metricsText } from './autoscaler-metrics.ts';
import { accessModes, joined, labelSelectorText } from './cell-text.ts';
import { at, entriesAt, listAt, numberAt, textAt } from './json-path.ts';
import { type Cell, columns, type Printer } from './printer.ts';
import type { KubeObject } from './recording.ts';

/** A printer of the name, some cells, and the age. */
function printer(middle: readonly string[], cells: (object: KubeObject) => readonly Cell[]): Printer {
  return {
    columns: columns('Name', ...middle, 'Age'),
    cells: (object, now) => [
      object.metadata.name,
      ...cells(object),
      ageOf(object.metadata.creationTimestamp, now),
    ],
  };
}

/** The columns of the kinds that hold settings, storage and limits. */
export const configPrinters: Readonly<Record<string, Printer>> = {
  namespaces: printer(['Status'], (object) => [textAt(object, 'status', 'phase')]),
  configmaps: printer(['Data#'], (object) => [
    entriesAt(object, 'data').length + entriesAt(object, 'binaryData').length,
  ]),
  secrets: printer(['Type', 'Data#'], (object) => [textAt(object, 'type'), entriesAt(object, 'data').length]),
  serviceaccounts: printer(['Secrets#'], (object) => [listAt(object, 'secrets').length]),
  endpoints: printer(['Endpoints'], (object) => [endpointsText(object)]),
  persistentvolumeclaims: printer(
    ['Status', 'Volume', 'Capacity', 'Access Modes', 'StorageClass', 'VolumeAttributesClass'],
    (object) => {
      const bound = textAt(object, 'spec', 'volumeName');
      return [
        object.metadata.deletionTimestamp === undefined ? textAt(object, 'status', 'phase') : 'Terminating',
        bound,
        bound === '' ? '' : textAt(object, 'status', 'capacity', 'storage'),
        bound === '' ? '' : accessModes(listAt(object, 'status', 'accessModes')),
        textAt(object, 'spec', 'storageClassName'),
        textAt(object, 'spec', 'volumeAttributesClassName') || '<unset>',
      ];
    },
  ),
  persistentvolumes: printer(
    [
      ...['Capacity', 'Access Modes', 'Reclaim Policy', 'Status', 'Claim', 'StorageClass'],
      ...['VolumeAttributesClass', 'Reason'],
    ],
    (object) => {
      const claim = [
        textAt(object, 'spec', 'claimRef', 'namespace'),
        textAt(object, 'spec', 'claimRef', 'name'),
      ];
      return [
        textAt(object, 'spec', 'capacity', 'storage'),
        accessModes(listAt(object, 'spec', 'accessModes')),
        textAt(object, 'spec', 'persistentVolumeReclaimPolicy'),
        object.metadata.deletionTimestamp === undefined ? textAt(object, 'status', 'phase') : 'Terminating',
        claim.filter(Boolean).join('/'),
        textAt(object, 'spec', 'storageClassName'),
        textAt(object, 'spec', 'volumeAttributesClassName') || '<unset>',
        textAt(object, 'status', 'reason'),
      ];
    },
  ),
  'storageclasses.storage.k8s.io': {
    columns: columns(
      ...['Name', 'Provisioner', 'ReclaimPolicy', 'VolumeBindingMode', 'AllowVolumeExpansion', 'Age'],
    ),
    cells: (object, now) => [
      `${object.metadata.name}${isDefaultClass(object) ? ' (default)' : ''}`,
      textAt(object, 'provisioner'),
      textAt(object, 'reclaimPolicy') || 'Delete',
      textAt(object, 'volumeBindingMode') || '<unset>',
      at(object, 'allowVolumeExpansion') === true,
      ageOf(object.metadata.creationTimestamp, now),
    ],
  },
  'horizontalpodautoscalers.autoscaling': printer(
    ['Reference', 'Targets', 'MinPods', 'MaxPods#', 'Replicas#'],
    (object) => [
      `${textAt(object, 'spec', 'scaleTargetRef', 'kind')}/${textAt(object, 'spec', 'scaleTargetRef', 'name')}`,
      metricsText(object),
      String(at(object, 'spec', 'minReplicas') ?? '<unset>'),
      numberAt(object, 'spec', 'maxReplicas'),
      numberAt(object, 'status', 'currentReplicas'),
    ],
  ),
  'poddisruptionbudgets.policy': printer(
    ['Min Available', 'Max Unavailable', 'Allowed Disruptions#'],
    (object) => [
      String(at(object, 'spec', 'minAvailable') ?? 'N/A'),
      String(at(object, 'spec', 'maxUnavailable') ?? 'N/A'),
      numberAt(object, 'status', 'disruptionsAllowed'),
    ],
  ),
  'networkpolicies.networking.k8s.io': printer(['Pod-Selector'], (object) => [
    labelSelectorText(at(object, 'spec', 'podSelector')),
  ]),
  'controllerrevisions.apps': printer(['Controller', 'Revision#'], (object) => {
    const owner = listAt(object, 'metadata', 'ownerReferences').find((one) => at(one, 'controller') === true);
    const group = textAt(owner, 'apiVersion').split('/')[0] ?? '';
    const name = `${textAt(owner, 'kind').toLowerCase()}.${group}/${textAt(owner, 'name')}`;
    return [owner === undefined ? '<none>' : name, numberAt(object, 'revision')];
  }),
  'priorityclasses.scheduling.k8s.io': printer(['Value#', 'Global-Default'], (object) => [
    numberAt(object, 'value'),
    at(object, 'globalDefault') === true,
  ]),
  'runtimeclasses.node.k8s.io': printer(['Handler'], (object) => [textAt(object, 'handler')]),
};

function endpointsText(object: KubeObject): string {
  const all = listAt(object, 'subsets').flatMap((subset) => {
    const ports = listAt(subset, 'ports').map((port) => `:${numberAt(port, 'port')}`);
    const ends = ports.length === 0 ? [''] : ports;
    return ends.flatMap((port) => listAt(subset, 'addresses').map((one) => `${textAt(one, 'ip')}${port}`));
  });
  if (all.length === 0) return '<none>';
  return all.length > 3 ? `${joined(all.slice(0, 3))} + ${all.length - 3} more...` : joined(all);
}

function isDefaultClass(object: KubeObject): boolean {
  return object.metadata.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true';
}
