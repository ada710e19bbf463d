import { nearNames } from '../diagnosis/near-names.ts';
import type { Candidate } from '../ports.ts';
import type { ApiClient } from './api-client.ts';
import type { ApiRequest } from './api-request.ts';
import type { ApiFailure } from './http-status.ts';
import { CRON_JOB, DAEMON_SET, DEPLOYMENT, JOB, type Kind, POD, STATEFUL_SET } from './kinds.ts';
import { list } from './list.ts';
import type { PartialObject } from './named-objects.ts';

/** A name in one namespace. */
export interface Named {
  readonly name: string;
  readonly namespace: string;
  readonly kind?: Kind;
}

export type NearSearch =
  /** One object is meant beyond doubt. */
  | { readonly status: 'fits'; readonly kind: Kind; readonly name: string }
  | { readonly status: 'ambiguous'; readonly candidates: readonly Candidate[] }
  | { readonly status: 'near'; readonly near: readonly Candidate[] }
  /** What is forbidden could have been it. */
  | { readonly status: 'blocked'; readonly failure: ApiFailure; readonly request: ApiRequest };

interface Known {
  readonly kind: Kind;
  readonly name: string;
  /** A controller made it: whoever names it means the controller. */
  readonly controlled: boolean;
}

/** The order is that of likelihood, which breaks ties. */
const SEARCHED = [DEPLOYMENT, STATEFUL_SET, DAEMON_SET, CRON_JOB, JOB, POD];
const MOST = 10;

/** Compares a name with those of the namespace's objects, read as metadata alone. */
export async function findNear(api: ApiClient, named: Named): Promise<NearSearch> {
  const kinds = kindsLike(named.kind);
  const lists = await Promise.all(kinds.map((kind) => listKnown(api, kind, named.namespace)));
  const known = lists.flatMap((listed) => listed.known);
  const asked = known.filter(({ kind }) => !named.kind || kind === named.kind);
  const blocked = lists.find(({ kind, blocked }) => blocked && (!named.kind || kind === named.kind))?.blocked;
  if (blocked && blocked.failure.reason !== 'not-found') return { status: 'blocked', ...blocked };
  const fitting = withPrefix(asked, named.name);
  if (fitting.length > 0) return chooseFrom(fitting, named.namespace);
  return { status: 'near', near: nearest(known, named) };
}

/** What could have been meant: a node is nothing else. */
function kindsLike(kind: Kind | undefined): readonly Kind[] {
  if (!kind || SEARCHED.includes(kind)) return SEARCHED;
  return kind.clusterScoped ? [kind] : [kind, ...SEARCHED];
}

async function listKnown(
  api: ApiClient,
  kind: Kind,
  namespace: string,
): Promise<{ kind: Kind; known: readonly Known[]; blocked?: { failure: ApiFailure; request: ApiRequest } }> {
  const request = { ...kind, ...(kind.clusterScoped ? {} : { namespace }), metadataOnly: true };
  const fetched = await list<PartialObject>(api, request, 2);
  if (fetched.status !== 'ok') return { kind, known: [], blocked: { failure: fetched, request } };
  const known = fetched.value.items.map(({ metadata }) => ({
    kind,
    name: metadata?.name ?? '',
    controlled: metadata?.ownerReferences?.some((reference) => reference.controller) ?? false,
  }));
  return { kind, known };
}

/**
 * `web` is short for `web-frontend`, but only a typo away from `webhook`. Of what a controller made, only a name cut
 * short within its generated part counts.
 */
function withPrefix(known: readonly Known[], wanted: string): readonly Known[] {
  const longer = known.filter(({ name }) => name.startsWith(wanted));
  const whole = longer.filter(({ name, controlled }) => !controlled && name.startsWith(`${wanted}-`));
  if (whole.length > 0) return whole;
  return longer.filter(({ controlled }) => controlled && wanted.includes('-'));
}

function chooseFrom(known: readonly Known[], namespace: string): NearSearch {
  const [only] = known;
  if (only && known.length === 1) return { status: 'fits', kind: only.kind, name: only.name };
  const candidates = known.slice(0, MOST).map((one) => toCandidate(one, namespace));
  return { status: 'ambiguous', candidates };
}

/** The very name in another kind first, then names like it. */
function nearest(known: readonly Known[], { name, namespace }: Named): readonly Candidate[] {
  const same = known.filter((one) => one.name === name);
  const free = known.filter(({ controlled }) => !controlled).map((one) => one.name);
  const names = nearNames(name, free);
  // Siblings of a pod that is gone are near only by the chance of their suffix.
  const more =
    same.length + names.length > 0
      ? []
      : nearNames(
          name,
          known.map((one) => one.name),
        );
  const like = [...names, ...more].flatMap((near) => known.filter((one) => one.name === near).slice(0, 1));
  return [...same, ...like].slice(0, MOST).map((one) => toCandidate(one, namespace));
}

function toCandidate({ kind, name }: Known, namespace: string): Candidate {
  return { kind: kind.kind, namespace, name };
}
