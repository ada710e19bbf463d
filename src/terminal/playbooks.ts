import { counted } from '../diagnosis/counted.ts';
import { cleanText } from '../diagnosis/gate.ts';
import { cleanDeep } from '../diagnosis/sanitize.ts';
import type { SiteKnowledge, TestResult } from '../site-knowledge.ts';
import { EXIT } from './exit-code.ts';
import type { TerminalPorts } from './io.ts';
import { causeTable } from './playbook-table.ts';
import { fileIn, problemLine } from './site-problem.ts';

/** 1: something is wrong with the files, or a test failed. */
const NOT_FINE = 1;

/** `podwhy playbooks lint`: what is wrong with a folder's files, a line each. */
export async function lintPlaybooks(directory: string | undefined, ports: TerminalPorts): Promise<number> {
  return withSite(directory, ports, async (site, path) => {
    tellProblems(site, path, ports);
    if (site.problems.length > 0) return NOT_FINE;
    const own = site.causes.filter(({ file }) => file !== undefined).length;
    const changed = site.causes.filter((cause) => cause.changed.length > 0).length;
    ports.out(
      `${counted(site.files, 'file')} in order: ${counted(own, 'own cause')}, ${counted(changed, 'cause')} of podwhy's changed\n`,
    );
    return EXIT.healthy;
  });
}

/** `podwhy playbooks test`: runs the tests of the own causes, a line each. */
export async function testPlaybooks(directory: string | undefined, ports: TerminalPorts): Promise<number> {
  return withSite(directory, ports, async (site, path) => {
    tellProblems(site, path, ports);
    const results = await site.test();
    for (const result of results) ports.out(`${cleanText(resultLine(result, path))}\n`);
    const of = (status: TestResult['status']) => results.filter((one) => one.status === status).length;
    const untested = of('untested');
    ports.out(
      `${of('passed')} passed, ${of('failed')} failed${untested > 0 ? `, ${counted(untested, 'cause')} without a test` : ''}\n`,
    );
    return of('failed') > 0 || site.problems.length > 0 ? NOT_FINE : EXIT.healthy;
  });
}

/** `podwhy playbooks list`: every cause, with what the site's files change. */
export async function listPlaybooks(
  directory: string | undefined,
  { output }: { readonly output: 'text' | 'json' },
  ports: TerminalPorts,
): Promise<number> {
  const path = directory ?? ports.env.PLAYBOOKS_DIR;
  const site = await ports.openSite(path || undefined);
  const causes = cleanDeep(site.causes, cleanText);
  ports.out(output === 'json' ? `${JSON.stringify(causes, null, 2)}\n` : causeTable(causes, ports.columns));
  for (const problem of site.problems) ports.err(`podwhy: ${cleanText(problemLine(problem, path ?? ''))}\n`);
  return EXIT.healthy;
}

async function withSite(
  directory: string | undefined,
  ports: TerminalPorts,
  run: (site: SiteKnowledge, path: string) => Promise<number>,
): Promise<number> {
  const path = directory ?? ports.env.PLAYBOOKS_DIR;
  if (path) return run(await ports.openSite(path), path);
  ports.err('podwhy: name the folder, or set PLAYBOOKS_DIR: podwhy playbooks lint playbooks.d\n');
  return EXIT.usage;
}

function tellProblems({ problems }: SiteKnowledge, path: string, ports: TerminalPorts): void {
  for (const problem of problems) ports.out(`${cleanText(problemLine(problem, path))}\n`);
}

const MARKS: Readonly<Record<TestResult['status'], string>> = {
  passed: 'ok      ',
  failed: 'FAILED  ',
  untested: 'no test ',
};

function resultLine({ status, cause, name, file, line, message }: TestResult, path: string): string {
  const title = name === '' ? cause : `${cause}: ${name}`;
  const where = status === 'failed' ? `${fileIn(path, file)}:${line}: ` : '';
  return `${MARKS[status]}${where}${title}${message === undefined ? '' : ` (${message})`}`;
}
