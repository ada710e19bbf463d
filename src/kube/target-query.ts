import { BotError } from '../errors.ts';
import type { TargetQuery } from '../ports.ts';
import { type Kind, kindOf, unsupportedKind } from './kinds.ts';

/** What a query means, whatever exists. */
export type ParsedTarget =
  | { readonly form: 'selector'; readonly selector: string; readonly namespace?: string }
  | {
      readonly form: 'name';
      readonly name: string;
      readonly kind?: Kind;
      /** All namespaces where absent; empty for a kind that is in none. */
      readonly namespace?: string;
    };

/** RFC 1123: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;
const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/**
 * Reads `web`, `shop/web`, `deploy/web`, `shop/deploy/web`, `deploy web`, or a selector.
 * @param home the namespace where the query names none.
 * @throws BotError target-invalid, target-unsupported.
 */
export function parseTarget(query: TargetQuery, home: string): ParsedTarget {
  const text = query.text?.trim() ?? '';
  const selector = query.selector?.trim() ?? '';
  if (selector !== '' && text !== '') throw invalid('Give either a name or a selector (-l), not both.');
  if (selector === '' && text === '')
    throw invalid('Name a pod or a workload: `web`, `deploy/web`, `shop/web`.');
  if (selector !== '') {
    const namespace = namespaceOf(query, undefined, home);
    return { form: 'selector', selector, ...(namespace === undefined ? {} : { namespace }) };
  }
  const { kind, name, namespace: named } = splitText(text);
  const namespace = kind?.clusterScoped ? '' : namespaceOf(query, named, home);
  return {
    form: 'name',
    name: checkName(name),
    ...(kind === undefined ? {} : { kind }),
    ...(namespace === undefined ? {} : { namespace }),
  };
}

function splitText(text: string): { namespace?: string; kind?: Kind; name: string } {
  const parts = text.split(/\s*\/\s*|\s+/);
  const [first = '', second = '', third = ''] = parts;
  if (parts.length > 3 || parts.includes('')) {
    throw invalid(`"${text}" is not a target: write name, kind/name, namespace/name or namespace/kind/name.`);
  }
  if (parts.length === 1) return { name: first };
  const kind = supported(first, text);
  if (parts.length === 2) return kind ? { kind, name: second } : { namespace: first, name: second };
  if (kind) return { kind, namespace: second, name: third };
  const inner = supported(second, text);
  if (inner) return { namespace: first, kind: inner, name: third };
  throw invalid(`"${second}" is not a kind: try ${first}/deploy/${third} or ${first}/pod/${third}.`);
}

function supported(word: string, text: string): Kind | undefined {
  const other = unsupportedKind(word);
  if (other === undefined) return kindOf(word);
  throw new BotError(
    'target-unsupported',
    `${other}s cannot be explained, so "${text}" was not looked at. Name a pod, what creates pods (deploy, sts, ds, ` +
      'rs, job, cronjob), or svc, ing, hpa, pdb, pvc, node.',
  );
}

function namespaceOf(query: TargetQuery, named: string | undefined, home: string): string | undefined {
  const flag = query.namespace?.trim() || undefined;
  if (query.allNamespaces) {
    return named === undefined ? undefined : checkNamespace(named);
  }
  if (named !== undefined && flag !== undefined && named !== flag) {
    throw invalid(`The target names the namespace "${named}" and -n says "${flag}". Give one of them.`);
  }
  return checkNamespace(named ?? flag ?? home);
}

function checkName(name: string): string {
  if (SUBDOMAIN.test(name)) return name;
  const lower = name.toLowerCase();
  const hint = SUBDOMAIN.test(lower) ? ` Did you mean "${lower}"?` : '';
  throw invalid(
    `"${name}" cannot be the name of a Kubernetes object: names are lowercase letters, digits, "-" and ".".${hint}`,
  );
}

function checkNamespace(namespace: string): string {
  if (LABEL.test(namespace)) return namespace;
  throw invalid(
    `"${namespace}" is neither a kind that can be explained nor a possible namespace: those are lowercase letters, digits and "-", at most 63. ` +
      'List them with `kubectl get namespaces`.',
  );
}

function invalid(message: string): BotError {
  return new BotError('target-invalid', message);
}
