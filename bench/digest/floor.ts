/** The floor: reads all pods page by page and parses them, nothing else. `node floor.ts URL`. */
import { measured } from './weighed.ts';

interface Page {
  readonly metadata: { readonly continue?: string };
  readonly items: readonly unknown[];
}

const PAGE = 500;
const url = process.argv[2] ?? '';

await measured(async () => {
  let pods = 0;
  let token: string | undefined;
  do {
    const from = token === undefined ? '' : `&continue=${token}`;
    const response = await fetch(`${url}/api/v1/pods?limit=${PAGE}${from}`);
    const { metadata, items } = (await response.json()) as Page;
    pods += items.length;
    token = metadata.continue;
  } while (token);
  return { pods };
});
