import type { Answer } from './answer.ts';
import { type FaultPlan, replayUser } from './fault-plan.ts';
import { at, textAt } from './json-path.ts';
import type { ResourceType } from './resources.ts';
import type { ResourceRequest } from './route.ts';
import { qualified } from './status.ts';

/** The resources through which a client asks who it is and what it may do. */
export const reviewResources: readonly ResourceType[] = [
  review('authentication.k8s.io', 'selfsubjectreviews', 'SelfSubjectReview'),
  review('authorization.k8s.io', 'selfsubjectaccessreviews', 'SelfSubjectAccessReview'),
  review('authorization.k8s.io', 'selfsubjectrulesreviews', 'SelfSubjectRulesReview'),
];

const readVerbs = ['get', 'list', 'watch'];

/** Answers a posted review, or nothing where the request is none. */
export function answerReview(
  request: ResourceRequest,
  body: unknown,
  plan: FaultPlan,
  types: readonly ResourceType[],
): Answer | undefined {
  if (request.verb !== 'create') return undefined;
  const type = reviewResources.find(
    (one) => one.group === request.group && one.resource === request.resource,
  );
  if (type === undefined || request.version !== type.version) return undefined;
  const spec = at(body, 'spec') ?? {};
  const answered = { kind: type.kind, apiVersion: `${type.group}/v1`, metadata: { creationTimestamp: null } };
  const created = (rest: Record<string, unknown>): Answer => ({
    kind: 'json',
    code: 201,
    body: { ...answered, ...rest },
  });
  if (type.kind === 'SelfSubjectReview')
    return created({ status: { userInfo: { username: replayUser, groups: ['system:authenticated'] } } });
  if (type.kind === 'SelfSubjectRulesReview')
    return created({ spec: {}, status: rulesFor(textAt(spec, 'namespace'), plan, types) });
  return created({ spec, status: accessFor(spec, plan) });
}

function accessFor(spec: unknown, plan: FaultPlan): Record<string, unknown> {
  const asked = at(spec, 'resourceAttributes');
  if (asked === undefined) return { allowed: textAt(spec, 'nonResourceAttributes', 'verb') === 'get' };
  const [namespace, name] = [textAt(asked, 'namespace'), textAt(asked, 'name')];
  const subresource = textAt(asked, 'subresource');
  const [verb, group, resource] = [textAt(asked, 'verb'), textAt(asked, 'group'), textAt(asked, 'resource')];
  if (!readVerbs.includes(verb)) {
    const allowed =
      verb === 'create' && reviewResources.some((one) => qualified(one) === qualified({ group, resource }));
    return allowed ? { allowed } : { allowed, reason: 'the replay is read-only' };
  }
  const request: ResourceRequest = {
    kind: 'resource',
    verb,
    group,
    version: textAt(asked, 'version') || 'v1',
    resource,
    ...(subresource && { subresource }),
    ...(namespace && { namespace }),
    ...(name && { name }),
  };
  return plan.forbids(request)
    ? { allowed: false }
    : { allowed: true, reason: 'the replay lets everything be read' };
}

function rulesFor(
  namespace: string,
  plan: FaultPlan,
  types: readonly ResourceType[],
): Record<string, unknown> {
  const rule = (type: ResourceType, subresource?: string) => {
    const { group, version, resource } = type;
    const asked = {
      kind: 'resource',
      group,
      version,
      resource,
      ...(subresource && { subresource }),
    } as const;
    const allowed = readVerbs.filter(
      (verb) => !plan.forbids({ ...asked, verb, ...(namespace && { namespace }) }),
    );
    const verbs = subresource === undefined ? allowed : allowed.filter((verb) => verb === 'get');
    return { verbs, apiGroups: [group], resources: [subresource ? `${resource}/${subresource}` : resource] };
  };
  const reviews = reviewResources.map((type) => ({
    verbs: ['create'],
    apiGroups: [type.group],
    resources: [type.resource],
  }));
  const reads = types.flatMap((type) => [rule(type), ...type.subresources.map((one) => rule(type, one))]);
  return {
    resourceRules: [...reviews, ...reads.filter(({ verbs }) => verbs.length > 0)],
    nonResourceRules: [{ verbs: ['get'], nonResourceURLs: ['*'] }],
    incomplete: false,
  };
}

function review(group: string, resource: string, kind: string): ResourceType {
  const names = {
    resource,
    kind,
    singular: kind.toLowerCase(),
    shortNames: [],
    categories: [],
    subresources: [],
  };
  return { group, version: 'v1', namespaced: false, ...names };
}
