import { cleanText } from '../diagnosis/gate.ts';
import type { Playbook } from '../diagnosis/playbook.ts';
import type { TerminalPorts } from './io.ts';
import { problemLine } from './site-problem.ts';

/** The playbooks to judge by: podwhy's own, with the site's where there is a folder. Its problems are told on stderr. */
export async function sitePlaybooks(
  { playbooks: directory }: { readonly playbooks?: string },
  ports: TerminalPorts,
): Promise<readonly Playbook[]> {
  const path = directory ?? ports.env.PLAYBOOKS_DIR;
  if (!path) return ports.playbooks;
  const { playbooks, problems } = await ports.openSite(path);
  for (const problem of problems) ports.err(`podwhy: ${cleanText(problemLine(problem, path))}\n`);
  if (problems.length > 0) ports.err('podwhy: the answer is without these files\n');
  return playbooks;
}
