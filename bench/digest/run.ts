/** A digest of all namespaces in a process of its own: `node run.ts KUBECONFIG [limited]`. */
import { playbooks } from '../../playbooks/index.ts';
import { connect } from '../../src/kube/cluster.ts';
import { runDigest } from '../../src/workflows/digests/run-digest.ts';
import { measured } from './weighed.ts';

const [kubeconfig = '', mode] = process.argv.slice(2);
// The limit spares a real cluster: how long it holds requests back says nothing about the program.
const rateLimit = mode === 'limited' ? {} : { rateLimit: { perSecond: 100_000, burst: 100_000 } };
const cluster = await connect({ kubeconfig, ...rateLimit });
await measured(() => runDigest(cluster, { playbooks, clock: Date }));
await cluster.close();
