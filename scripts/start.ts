/** `npm start`: podwhy in a page that looks like Slack; with Slack's tokens set, the bot itself. */
import { enableCompileCache } from 'node:module';

enableCompileCache();
const [{ createTerminalPorts }, { runStart }, { runCli }] = await Promise.all([
  import('../src/app.ts'),
  import('../src/start.ts'),
  import('../src/terminal/cli.ts'),
]);

/** Whoever presses Ctrl-C is not kept waiting, whatever hangs. */
const STOP_MS = 1900;

const interrupted = () =>
  new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
    process.once('SIGHUP', () => resolve());
  });
const out = (text: string) => void process.stdout.write(text);
const err = (text: string) => void process.stderr.write(text);
const { env } = process;

process.exitCode = await runStart(process.argv.slice(2), {
  env,
  out,
  err,
  interrupted: async () => {
    await interrupted();
    setTimeout(() => process.exit(), STOP_MS).unref();
  },
  serve: async () =>
    runCli(['serve'], await createTerminalPorts({ env, isTTY: false, columns: 100, out, err, interrupted })),
  play: async (options) => {
    const [{ buildPage }, { startPlayground }] = await Promise.all([
      import('../src/playground/build-page.ts'),
      import('../src/playing.ts'),
    ]);
    return startPlayground({ ...options, page: await buildPage() });
  },
});
setTimeout(() => process.exit(), 500).unref();
