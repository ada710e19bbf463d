import type { Reply } from '../../asks.ts';
import { renderDescribe } from './describe.ts';
import { renderDigestReply } from './digest.ts';
import { renderEvents } from './events.ts';
import { renderFailed } from './failed.ts';
import { renderList } from './list.ts';
import { renderLogs } from './logs.ts';
import { renderNodes } from './nodes.ts';
import type { RenderedReply, RenderOptions } from './rendered.ts';
import { renderReport } from './report.ts';
import { renderTop } from './top.ts';
import { renderUnresolved } from './unresolved.ts';
import { renderYaml } from './yaml.ts';

/** What a worker worked out, as a message that Slack takes: every text of the cluster past the gate, literal, in size. */
export function renderReply(reply: Reply, options: RenderOptions): RenderedReply {
  switch (reply.kind) {
    case 'report':
      return renderReport(reply, options);
    case 'unresolved':
      return renderUnresolved(reply, options);
    case 'failed':
      return renderFailed(reply, options);
    case 'logs':
      return renderLogs(reply, options);
    case 'events':
      return renderEvents(reply, options);
    case 'describe':
      return renderDescribe(reply, options);
    case 'list':
      return renderList(reply, options);
    case 'top':
      return renderTop(reply, options);
    case 'nodes':
      return renderNodes(reply, options);
    case 'yaml':
      return renderYaml(reply, options);
    case 'digest':
      return renderDigestReply(reply, options);
  }
}
