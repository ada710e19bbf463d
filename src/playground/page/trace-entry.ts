import { tookWords } from '../../diagnosis/took-words.ts';
import type { PageRequest, PageTrace } from '../contract.ts';
import { clock } from './clock.ts';
import { element } from './element.ts';
import type { Entry } from './keyed-list.ts';
import { proofParts } from './proof-parts.ts';

/** How one answer came about: its steps, what was asked of the cluster, and what was concluded. */
export function traceEntry(trace: PageTrace, isNewest: boolean): Entry {
  const key = `${trace.askedAt} ${trace.question}`;
  return { key, shows: JSON.stringify(trace), make: () => render(trace, key, isNewest) };
}

function render(trace: PageTrace, key: string, isNewest: boolean): HTMLElement {
  const { question, askedAt, durationMs, steps, requests, proofUrl } = trace;
  const summary = element(
    'summary',
    { 'data-key': `summary ${key}` },
    element('code', {}, question),
    element(
      'span',
      { class: 'muted' },
      ` ${clock(askedAt).short}, ${tookWords(durationMs)}, ${requests.length} ${requests.length === 1 ? 'request' : 'requests'}`,
    ),
  );
  const entry = element('details', { class: 'trace', open: isNewest, 'data-key': `trace ${key}` }, summary);
  if (steps.length > 0) {
    const items = steps.map(({ text, at }) =>
      element('li', {}, element('span', { class: 'at' }, tookWords(at)), element('span', {}, text)),
    );
    entry.append(element('h3', {}, 'Steps'), element('ol', { class: 'steps' }, ...items));
  }
  if (requests.length > 0) entry.append(element('h3', {}, 'Requests to the cluster'), requestTable(trace));
  if (proofUrl !== undefined) entry.append(...proofParts(proofUrl, key));
  // A list keeps entries by their outer element, and what is open in them by what is inside.
  return element('div', {}, entry);
}

function requestTable({ requests, durationMs }: PageTrace): HTMLElement {
  const span = Math.max(durationMs, ...requests.map(({ at, ms }) => at + ms), 1);
  const heads = ['Request', 'Status', 'Time'].map((head) => element('th', { scope: 'col' }, head));
  const rows = requests.map((request) => requestRow(request, span));
  return element(
    'table',
    { class: 'requests' },
    element('thead', {}, element('tr', {}, ...heads)),
    element('tbody', {}, ...rows),
  );
}

function requestRow(request: PageRequest, span: number): HTMLElement {
  const { method, path, status, at, ms, problem } = request;
  const bar = element('span', { class: 'bar', 'aria-hidden': 'true' });
  bar.style.marginInlineStart = `${Math.min(98, (100 * at) / span)}%`;
  bar.style.width = `${Math.max(2, (100 * ms) / span)}%`;
  const asked = element('td', {}, element('code', {}, `${method} `, ...readable(path)));
  if (problem !== undefined) asked.append(element('div', { class: 'refused' }, problem));
  asked.append(element('span', { class: 'bars' }, bar));
  const isRefused = status === undefined || status >= 400;
  return element(
    'tr',
    {},
    asked,
    element('td', { class: isRefused ? 'refused' : undefined }, String(status ?? 'none')),
    element('td', {}, tookWords(ms)),
  );
}

/** Without its encoding, and broken over lines where a part of it ends. */
function readable(path: string): readonly Node[] {
  return decoded(path)
    .split(/(?<=[/?&,=])/)
    .flatMap((part, index) => [...(index === 0 ? [] : [element('wbr')]), document.createTextNode(part)]);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
