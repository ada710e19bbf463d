import type { Playbook } from '../diagnosis/playbook.ts';
import type { Clock, Logger } from '../ports.ts';
import type { Problem } from '../site-knowledge.ts';
import { loadSite, type Site, type SiteOptions } from './load-site.ts';
import { type FolderContent, readFolder } from './read-folder.ts';

export interface WatchOptions extends SiteOptions {
  readonly directory: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Milliseconds in which the folder is read once at the most. */
const CHECK_MS = 30_000;
const MOST_LOGGED = 20;

/**
 * The playbooks as the folder has them now: it is read before an ask, at most every 30 seconds. Its contents are
 * compared, not watched: a mounted ConfigMap is swapped by a link, which file watchers miss. What is wrong is logged
 * once and stops nothing.
 */
export async function watchSite(options: WatchOptions): Promise<() => Promise<readonly Playbook[]>> {
  const { directory, clock, logger } = options;
  let site: Site = { playbooks: options.builtIn, rules: new Map(), problems: [] };
  let content: string | undefined;
  let checkedAt = Number.NEGATIVE_INFINITY;
  let checking: Promise<void> | undefined;
  await check();
  return async () => {
    if (clock.now() - checkedAt >= CHECK_MS) {
      checking ??= check().finally(() => {
        checking = undefined;
      });
    }
    await checking;
    return site.playbooks;
  };

  async function check(): Promise<void> {
    const folder = await readFolder(directory);
    checkedAt = clock.now();
    const now = JSON.stringify(folder);
    if (now === content) return;
    content = now;
    site = reload(folder, site);
    report(site);
  }

  /** A folder that can't be read, as one that is being mounted anew, leaves everything as it was. */
  function reload({ files, problem }: FolderContent, before: Site): Site {
    const problems = problem === undefined ? [] : [{ file: '', line: 1, message: `the folder ${problem}` }];
    if (problem !== undefined && files.length === 0) return { ...before, problems };
    const loaded = loadSite(files, options, before.rules);
    return { ...loaded, problems: [...problems, ...loaded.problems] };
  }

  function report({ rules, problems }: Site): void {
    for (const problem of problems.slice(0, MOST_LOGGED))
      logger.warn('playbooks.problem', describe(problem, rules));
    const own = [...rules.values()].flatMap(({ family }) => family?.causes ?? []).length;
    logger.info('playbooks.loaded', {
      directory,
      files: [...rules.keys()],
      ownCauses: own,
      problems: problems.length,
    });
  }

  function describe({ file, line, message }: Problem, rules: Site['rules']): Record<string, unknown> {
    const applies = file === '' ? {} : { applies: rules.has(file) ? 'as it was before' : 'not at all' };
    return { directory, ...(file === '' ? {} : { file, line }), problem: message, ...applies };
  }
}
