import { expect, test } from 'vitest';
import { changesCluster } from '../support/kubectl-verbs.ts';

test.each([
  ['kubectl -n shop set image deployment/web app=app:2', true],
  ['kubectl --namespace=shop patch deployment/web -p x', true],
  ['kubectl -n shop rollout undo deployment/web', true],
  ['kubectl -n shop rollout status deployment/web', false],
  ['kubectl -n shop get pod web-1 -o yaml', false],
  ['kubectl -n set get pod delete', false],
  ['kubectl -n shop get pod web-1 -o yaml | kubectl apply -f -', true],
  ['kubectl create secret generic a --dry-run=client -o yaml', false],
  ['kubectl set env deployment/web --list', false],
  ['kubectl uncordon node-a', true],
  ['kubectl', false],
  ['crictl pull app:1', false],
])('%s changes the cluster: %s', (command, changes) => {
  expect(changesCluster(command)).toBe(changes);
});
