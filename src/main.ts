#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// The Kubernetes client is some thousand modules; compiled once, they load in a fraction of the time.
enableCompileCache();
const { createTerminalPorts } = await import('./app.ts');
const { runCli } = await import('./terminal/cli.ts');

const ports = await createTerminalPorts({
  env: process.env,
  isTTY: process.stdout.isTTY ?? false,
  errIsTTY: process.stderr.isTTY ?? false,
  columns: process.stdout.columns ?? 100,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  input: () => process.stdin,
  interrupted: () =>
    new Promise((resolve) => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
    }),
});
process.exitCode = await runCli(process.argv.slice(2), ports);
// A credential plugin that hangs must not keep the answered command from ending.
setTimeout(() => process.exit(), 500).unref();
