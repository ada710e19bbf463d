/** `npm run demo`: a recorded cluster is served as a Kubernetes API and a failing pod of it explained, as a person would ask. */
import { createTerminalPorts } from '../src/app.ts';
import { runCli } from '../src/terminal/cli.ts';

const QUESTIONS = [
  ['r-feed-timeline.json', 'deploy/timeline'],
  ['r-mixed-2-loader.json', 'deploy/loader'],
  ['r-payroll-calc.json', 'deploy/calc'],
] as const;

const ports = await createTerminalPorts({
  env: process.env,
  isTTY: process.stdout.isTTY ?? false,
  columns: process.stdout.columns ?? 100,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  interrupted: () => new Promise(() => undefined),
});
console.log('Three recordings of a real Kubernetes 1.32 cluster, each served as an API on this machine:\n');
for (const [recording, target] of QUESTIONS) {
  console.log(`$ podwhy why ${target} --recording test/recordings/${recording}\n`);
  const file = new URL(`../test/recordings/${recording}`, import.meta.url).pathname;
  const code = await runCli(['why', target, '--recording', file], ports);
  console.log('');
  if (code !== 1) throw new Error(`expected an unhealthy answer (exit code 1), got ${code}`);
}
console.log('The same against your own cluster (read-only; kubeconfig as kubectl finds it):\n');
console.log('  npm run -s podwhy -- why <pod or workload> -n <namespace>');
