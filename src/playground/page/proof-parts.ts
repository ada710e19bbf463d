import type { PageProof } from '../contract.ts';
import { foldedJson } from './folded-json.ts';
import { fetchProof } from './server.ts';

/** What was concluded, and what from: one fetch for both, once one of them is opened. */
export function proofParts(url: string, key: string): readonly HTMLElement[] {
  let fetching: Promise<PageProof | undefined> | undefined;
  async function proof(): Promise<PageProof | undefined> {
    fetching ??= fetchProof(url);
    const found = await fetching;
    if (!found) fetching = undefined;
    return found;
  }
  return [
    foldedJson('The findings as JSON', `report ${key}`, async () => (await proof())?.report),
    foldedJson('The snapshot as JSON', `snapshot ${key}`, async () => (await proof())?.snapshot),
  ];
}
