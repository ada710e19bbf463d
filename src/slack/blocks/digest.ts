import type { Ask, Chart, Reply, ToldDigest } from '../../asks.ts';
import { counted } from '../../diagnosis/counted.ts';
import type { Verdict } from '../../diagnosis/diagnosis.ts';
import type { Gate } from '../../diagnosis/gate.ts';
import { tookWords } from '../../diagnosis/took-words.ts';
import type { Digest } from '../../digests/digest.ts';
import { digestMarkdown } from '../../digests/digest-markdown.ts';
import { comparedSpan } from '../../digests/digest-row.ts';
import { placeOf } from '../../digests/digest-summary.ts';
import type { DigestSubscription } from '../../digests/subscription.ts';
import { askedBy } from '../escape.ts';
import { cutLine, LIMITS } from '../limits.ts';
import { ACTION_IDS } from './action-ids.ts';
import { encodeAsk } from './ask-value.ts';
import { actions, type Block, type Button, bold, button, context, line, picture, rich } from './block-kit.ts';
import { digestBody } from './digest-body.ts';
import { type ShownDigest, shownDigest } from './digest-shown.ts';
import { part } from './fit-blocks.ts';
import { message, type RenderedFile, type RenderedReply, type RenderOptions, textFile } from './rendered.ts';
import { clockTime, footerText } from './words.ts';
import { zonedMoment } from './zoned-moment.ts';

const MARKS: Readonly<Record<Verdict, string>> = {
  healthy: '✅',
  unhealthy: '❌',
  waiting: '⏳',
  inconclusive: '⚠️',
};
/** As long as Slack's ids of files are. */
const ANY_FILE = 'F0000000000';

/** Around a digest: where it comes from, and what can be done with it. */
export interface DigestFrame {
  readonly clean: Gate;
  /** One of the configured clusters: what the buttons ask of. */
  readonly cluster: string;
  /** Where somebody asked for it: it can be asked again. */
  readonly ask?: Ask;
  /** Slack's id of who asked. */
  readonly requestedBy?: string;
  readonly ephemeral?: boolean;
  /** Where it is posted by itself. */
  readonly schedule?: Pick<DigestSubscription, 'id' | 'when' | 'timeZone'>;
  /** A picture that Slack has already. */
  readonly picture?: { readonly fileId: string; readonly altText: string };
}

/** The digest that somebody asked for. */
export function renderDigestReply(
  { kind: _, ask, ...told }: Extract<Reply, { kind: 'digest' }>,
  { clean, requestedBy, ephemeral = false }: RenderOptions,
): RenderedReply {
  return renderDigest(told, {
    clean,
    cluster: ask.cluster,
    ask,
    ephemeral,
    ...(requestedBy === undefined ? {} : { requestedBy }),
  });
}

/** How things are on the whole, then what is broken by severity and cause, what changed, and what may break next. */
export function renderDigest(told: ToldDigest, frame: DigestFrame): RenderedReply {
  const { clean, ephemeral = false } = frame;
  const shown = shownDigest(told, frame.cluster, clean);
  const { summary } = shown;
  const headline = `${MARKS[summary.verdict]} ${summary.headline}`;
  const first = rich(line(bold(cutLine(headline, 600))));
  const chart = ephemeral ? undefined : chartFile(told.chart, clean);
  // Its place is kept until Slack has it, so that its coming changes nothing else.
  const altText = frame.picture?.altText ?? chart?.altText;
  const place = altText === undefined ? [] : [picture(frame.picture?.fileId ?? ANY_FILE, clean(altText))];
  const [buttons, footer] = [buttonRow(told, frame), footerBlock(shown, frame)];
  const body = digestBody(shown, [first, ...place, ...buttons, footer], ephemeral);
  const isQuiet = body.blocks.length === 0;
  const files = isQuiet
    ? []
    : [...(chart ? [chart] : []), ...(body.whole || ephemeral ? [] : [wholeFile(shown)])];
  return {
    message: message(headline, [
      part(0, [first]),
      part(0, isQuiet || !frame.picture ? [] : place),
      part(1, body.blocks, 'what is broken'),
      { importance: 0, variants: [isQuiet ? actions(shareButton(frame)) : buttons, []] },
      part(0, [footer]),
    ]),
    files,
    ...(isQuiet || !chart ? {} : { withPicture: withPicture(told, frame, chart.altText) }),
  };
}

function withPicture(told: ToldDigest, frame: DigestFrame, altText: string): RenderedReply['withPicture'] {
  return (fileId) => renderDigest(told, { ...frame, picture: { fileId, altText } }).message;
}

function buttonRow({ id }: ToldDigest, { ask, ephemeral, schedule }: DigestFrame): readonly Block[] {
  // A file needs a thread, which what one person sees has not.
  const kept = ephemeral ? undefined : id;
  return actions([
    ...(ask && !schedule ? button('Re-run', ACTION_IDS.rerun, encodeAsk(ask)) : []),
    ...button('Markdown', ACTION_IDS.digestMarkdown, kept),
    ...button('JSON', ACTION_IDS.digestJson, kept),
    ...shareButton({ ask, ephemeral }),
  ]);
}

function shareButton({ ask, ephemeral }: Pick<DigestFrame, 'ask' | 'ephemeral'>): readonly Button[] {
  return ask && ephemeral ? button('Share', ACTION_IDS.share, encodeAsk(ask)) : [];
}

function footerBlock({ digest }: ShownDigest, frame: DigestFrame): Block {
  const { schedule, cluster, requestedBy } = frame;
  const { takenAt, seen, cost } = digest;
  const at = Date.parse(takenAt);
  const text = footerText([
    `cluster ${cluster}`,
    seen.partial ? undefined : `${counted(seen.pods, 'pod')} in ${counted(seen.namespaces, 'namespace')}`,
    comparedWords(digest),
    `${counted(cost.requests, 'request')}, ${tookWords(cost.durationMs)}`,
    schedule ? zonedMoment(at, schedule.timeZone, at) : clockTime(at),
    schedule && `${schedule.when} (${schedule.timeZone}), schedule ${schedule.id}`,
  ]);
  return context(cutLine(text, 600), askedBy(requestedBy));
}

function comparedWords(digest: Digest): string {
  const { changes } = digest;
  if (!changes) return 'nothing earlier to compare with';
  const span = comparedSpan(digest);
  return `compared with ${span ? `${span} earlier` : changes.since}`;
}

function chartFile(chart: Chart | undefined, clean: Gate): (RenderedFile & { altText: string }) | undefined {
  if (!chart) return undefined;
  const altText = cutLine(clean(chart.altText), LIMITS.altText) || 'A chart of the last digests';
  return { name: 'digests.png', title: cutLine(altText, 200), content: chart.png, altText };
}

/** All of it, for the thread of a message that had no room. */
function wholeFile({ digest }: ShownDigest): RenderedFile {
  const place = placeOf(digest);
  const name = `digest-${place}-${digest.takenAt.slice(0, 10)}.md`;
  return textFile(name, `All of the digest of ${place}`, digestMarkdown(digest));
}
