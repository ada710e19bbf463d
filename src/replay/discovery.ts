import { negotiate } from './accept.ts';
import type { Answer } from './answer.ts';
import { apiVersionOf, type ResourceType } from './resources.ts';
import { reviewResources } from './self-reviews.ts';

const objectVerbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

/** Answers `/api`, `/apis` and the paths below them that list what the API serves; nothing for another path. */
export function answerDiscovery(
  path: string,
  accept: string | undefined,
  types: readonly ResourceType[],
): Answer | undefined {
  const all = [...types, ...reviewResources];
  const [root, first, second, ...more] = path.split('/').filter(Boolean);
  if (more.length > 0 || (root !== 'api' && root !== 'apis')) return undefined;
  if (first === undefined) return rootAnswer(root, accept, all);
  const group = root === 'api' ? '' : first;
  const version = root === 'api' ? first : second;
  const members = all.filter((type) => type.group === group);
  if (members.length === 0 || (root === 'api' && second !== undefined)) return undefined;
  negotiate(accept, 'nothing');
  if (version === undefined) return json({ kind: 'APIGroup', apiVersion: 'v1', ...groupOf(group, members) });
  const served = members.filter((type) => type.version === version);
  return served.length === 0 ? undefined : json(resourceList(served));
}

function rootAnswer(root: 'api' | 'apis', accept: string | undefined, all: readonly ResourceType[]): Answer {
  const form = negotiate(accept, 'discovery');
  const groups = groupsOf(all.filter((type) => (type.group === '') === (root === 'api')));
  if (form.kind === 'discovery') {
    const apiVersion = `apidiscovery.k8s.io/${form.version}`;
    const items = groups.map(([group, members]) => aggregated(group, members));
    const contentType = `application/json;g=apidiscovery.k8s.io;v=${form.version};as=APIGroupDiscoveryList`;
    return { ...json({ kind: 'APIGroupDiscoveryList', apiVersion, metadata: {}, items }), contentType };
  }
  if (root === 'api') {
    const addresses = [{ clientCIDR: '0.0.0.0/0', serverAddress: '127.0.0.1' }];
    return json({ kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: addresses });
  }
  const listed = groups.map(([group, members]) => groupOf(group, members));
  return json({ kind: 'APIGroupList', apiVersion: 'v1', groups: listed });
}

type Group = readonly [name: string, members: readonly ResourceType[]];

function groupsOf(types: readonly ResourceType[]): readonly Group[] {
  const names = new Set(types.map((type) => type.group));
  return [...names].map((name) => [name, types.filter((type) => type.group === name)]);
}

function versionsOf(members: readonly ResourceType[]): readonly string[] {
  return [...new Set(members.map((type) => type.version))];
}

function groupOf(name: string, members: readonly ResourceType[]): Record<string, unknown> {
  const versions = versionsOf(members).map((version) => ({ groupVersion: `${name}/${version}`, version }));
  return { name, versions, preferredVersion: versions[0] };
}

function resourceList(served: readonly ResourceType[]): unknown {
  const [first] = served;
  const resources = served.flatMap((type) => {
    const common = { singularName: type.singular, namespaced: type.namespaced, kind: type.kind };
    const names = {
      ...(type.shortNames.length > 0 && { shortNames: type.shortNames }),
      ...(type.categories.length > 0 && { categories: type.categories }),
    };
    const main = { name: type.resource, ...common, verbs: verbsOf(type), ...names };
    const subs = type.subresources.map((sub) => ({
      name: `${type.resource}/${sub}`,
      ...common,
      singularName: '',
      verbs: subresourceVerbs(sub),
    }));
    return [main, ...subs];
  });
  const groupVersion = first === undefined ? '' : apiVersionOf(first);
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources };
}

/** Discovery of a whole group at once: https://kubernetes.io/docs/concepts/overview/kubernetes-api/#aggregated-discovery */
function aggregated(group: string, members: readonly ResourceType[]): unknown {
  const versions = versionsOf(members).map((version) => ({
    version,
    freshness: 'Current',
    resources: members.filter((type) => type.version === version).map(aggregatedResource),
  }));
  return { metadata: { name: group, creationTimestamp: null }, versions };
}

function aggregatedResource(type: ResourceType): unknown {
  const responseKind = { group: type.group, version: type.version, kind: type.kind };
  const subresources = type.subresources.map((subresource) => ({
    subresource,
    responseKind,
    verbs: subresourceVerbs(subresource),
  }));
  return {
    resource: type.resource,
    responseKind,
    scope: type.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: type.singular,
    verbs: verbsOf(type),
    ...(type.shortNames.length > 0 && { shortNames: type.shortNames }),
    ...(type.categories.length > 0 && { categories: type.categories }),
    ...(subresources.length > 0 && { subresources }),
  };
}

function verbsOf(type: ResourceType): readonly string[] {
  return reviewResources.includes(type) ? ['create'] : objectVerbs;
}

function subresourceVerbs(subresource: string): readonly string[] {
  return subresource === 'log' ? ['get'] : ['get', 'patch', 'update'];
}

function json(body: unknown): Answer & { kind: 'json' } {
  return { kind: 'json', code: 200, body };
}
