import { join } from 'node:path';
import type { SiteKnowledge } from '../site-knowledge.ts';
import { listCauses } from './list-causes.ts';
import { loadSite, type SiteOptions } from './load-site.ts';
import { type FolderContent, readFolder } from './read-folder.ts';
import { runTests, type TestPorts } from './run-tests.ts';

const NONE: FolderContent = { directory: '', files: [] };

/** A folder of site knowledge, or one file of it, as it is now; without one, what there is anyway. */
export async function openSite(
  path: string | undefined,
  options: SiteOptions & Pick<TestPorts, 'diagnose'>,
): Promise<SiteKnowledge> {
  const { builtIn, gate, diagnose } = options;
  const { files, problem, directory } = path === undefined ? NONE : await readFolder(path);
  const { playbooks, rules, problems } = loadSite(files, options);
  const unread = problem === undefined ? [] : [{ file: '', line: 1, message: problem }];
  return {
    playbooks,
    problems: [...unread, ...problems],
    files: files.length,
    causes: listCauses(builtIn, [...rules.values()]),
    test: () =>
      runTests(rules, playbooks, {
        gate,
        diagnose: (recording, ...rest) => diagnose(join(directory, recording), ...rest),
      }),
  };
}
