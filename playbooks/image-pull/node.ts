import { fromNode } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Params } from '../../src/diagnosis/finding.ts';
import type { Node } from '../../src/diagnosis/objects/node.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { notFoundParams } from './reference.ts';
import type { Trouble } from './trouble.ts';

/** What the node itself says to an image that does not fit it: its platform, or how full it is. */
export function nodeParams(
  view: View<'node'>,
  trouble: Trouble,
): { readonly params: Params; readonly evidence: readonly Evidence[] } {
  const name = view.pod.spec?.nodeName ?? '';
  const answer = name === '' ? undefined : view.get({ section: 'node', name });
  const node = answer?.status === 'ok' ? answer.value : undefined;
  if (trouble.error.kind === 'node-disk-full') return pressureParams(node, name);
  const architecture = architectureOf(node) ?? platformIn(trouble)?.architecture;
  const system = node?.status?.nodeInfo?.operatingSystem ?? platformIn(trouble)?.system ?? 'linux';
  const own = architecture && `${system}/${architecture}`;
  return {
    params: {
      architecture,
      platform: own ?? "the node's platform",
      platforms: [...new Set(['linux/amd64', 'linux/arm64', ...(own ? [own] : [])])].join(','),
      pushable: notFoundParams(trouble).pushable,
    },
    evidence: node && architecture ? [fromNode(name, 'status.nodeInfo.architecture', architecture)] : [],
  };
}

function architectureOf(node: Node | undefined): string | undefined {
  return node?.status?.nodeInfo?.architecture ?? node?.metadata?.labels?.['kubernetes.io/arch'];
}

/** The platform that CRI-O and dockerd name in their words. */
function platformIn({ error }: Trouble): { architecture?: string; system?: string } | undefined {
  const { text } = error;
  const docker = /no matching manifest for (\w+)\/(\w+)/.exec(text);
  if (docker) return { system: docker[1], architecture: docker[2] };
  const architecture = /architecture "?(\w+)/i.exec(text)?.[1];
  return architecture === undefined ? undefined : { architecture, system: /OS "?(\w+)/.exec(text)?.[1] };
}

function pressureParams(node: Node | undefined, name: string) {
  const condition = node?.status?.conditions?.find(
    ({ type, status }) => type === 'DiskPressure' && status === 'True',
  );
  if (condition === undefined) return { params: {}, evidence: [] };
  const { reason = '', message = '', lastTransitionTime } = condition;
  return {
    params: { pressureSince: lastTransitionTime },
    evidence: [fromNode(name, 'status.conditions[DiskPressure]', `True ${reason}: ${message}`)],
  };
}
