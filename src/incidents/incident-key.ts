import type { AlertSubject } from './alert-news.ts';
import type { Incident, Look } from './incident.ts';

/** `prod/shop/Deployment/web` */
export function subjectKey({ cluster, namespace = '', kind, name }: AlertSubject): string {
  return [cluster, namespace, kind, name].map(encodeURIComponent).join('/');
}

/** Causes that name none: the next look may well say what it is, and it is the same trouble then. */
const OPEN_CAUSES: ReadonlySet<string> = new Set([
  'none',
  'unexplained',
  'unanswered',
  'question',
  'not-found',
  'ambiguous',
]);

export function namesCause({ cause }: Pick<Incident, 'cause'>): boolean {
  return !OPEN_CAUSES.has(cause);
}

/** Whether something was found unwell, explained or not. */
export function wasUnwell({ cause }: Pick<Incident, 'cause'>): boolean {
  return cause === 'unexplained' || !OPEN_CAUSES.has(cause);
}

/** Whether an incident is about what a look saw: the owner is the same already. */
export function isSameTrouble(incident: Pick<Incident, 'cause' | 'template'>, look: Look): boolean {
  return incident.cause === look.cause && isSameTemplate(incident, look);
}

/** What is wrong with the owner itself is wrong with every template. */
export function isSameTemplate(
  one: { readonly template: string },
  other: { readonly template: string },
): boolean {
  return one.template === other.template || one.template === '' || other.template === '';
}

/** Nothing is wrong with what was looked at, as far as the cluster knows. */
export function isOver({ cause }: Pick<Look, 'cause'>): boolean {
  return cause === 'none' || cause === 'not-found';
}
