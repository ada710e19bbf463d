import type { Reply } from '../../asks.ts';
import { answerParts } from './answer.ts';
import { longText } from './long-text.ts';
import { message, type RenderedReply, type RenderOptions } from './rendered.ts';

/** An object as YAML: short in the message, else as a file. Its values were redacted where its structure was known. */
export function renderYaml(reply: Extract<Reply, { kind: 'yaml' }>, options: RenderOptions): RenderedReply {
  const { ask, target, text } = reply;
  const name = options.clean(target.name);
  const title = options.clean(`YAML of ${target.kind} ${target.namespace}/${target.name}`);
  const frame = answerParts(ask, title, options);
  const lines = options.clean.lines(text.trimEnd().split('\n'));
  const long = longText({ lines, fileName: `${name}.yaml`, title, keep: 'start', excerpt: 600 }, options);
  return { message: message(title, [...frame.before, ...long.parts, ...frame.after]), files: long.files };
}
