import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/** What the browser is sent. */
export interface BuiltPage {
  readonly html: string;
  readonly js: string;
  readonly css: string;
}

/** In the order of the cascade. */
const STYLES = ['base', 'frame', 'messages', 'blocks', 'overlays', 'other-views', 'phone'];

/** Makes one script of the page's modules; they need nothing but each other. */
export async function buildPage(): Promise<BuiltPage> {
  const [html, js, ...styles] = await Promise.all([
    read('page.html'),
    bundle(),
    ...STYLES.map((name) => read(`styles/${name}.css`)),
  ]);
  return { html, js, css: styles.join('\n') };
}

function read(name: string): Promise<string> {
  return readFile(placeOf(name), 'utf8');
}

async function bundle(): Promise<string> {
  const bundled = await rolldown({ input: placeOf('main.ts'), platform: 'browser' });
  try {
    const { output } = await bundled.generate({ format: 'esm', minify: true });
    return output[0].code;
  } finally {
    await bundled.close();
  }
}

function placeOf(name: string): string {
  return fileURLToPath(new URL(`./page/${name}`, import.meta.url));
}
