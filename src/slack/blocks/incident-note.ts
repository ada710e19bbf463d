import type { Gate } from '../../diagnosis/gate.ts';
import type { IncidentNote } from '../../incidents/incident.ts';
import type { Message } from '../../ports.ts';
import { cutLine } from '../limits.ts';
import { context, line, plain, rich } from './block-kit.ts';
import { part } from './fit-blocks.ts';
import { readyWords, resolvedWords, stillWords, unwellWords } from './incident-headline.ts';
import type { ShownIncident } from './incident-shown.ts';
import { durationWords, ofPods } from './incident-words.ts';
import { groupMention } from './mentions.ts';
import { message } from './rendered.ts';

const TITLE = 300;

/** What has changed about an incident, in a line or two for its thread. */
export function noteMessage(note: IncidentNote, incident: ShownIncident, clean: Gate): Message {
  const text = noteText(note, incident, (title) => cutLine(clean(title), TITLE).replace(/\.$/, ''));
  // An edit of the card would tell nobody.
  const called = note.kind === 'critical' ? groupMention(incident.mention) : undefined;
  const who = called === undefined ? [] : [part(0, [context('Critical for', called)])];
  return message(text, [part(0, [rich(line(plain(text)))]), ...who]);
}

function noteText(note: IncidentNote, incident: ShownIncident, titled: (title: string) => string): string {
  switch (note.kind) {
    case 'cause-changed':
      return note.from === undefined
        ? `🔥 ${incident.about}: ${titled(note.to)}`
        : `🔥 Cause changed: ${titled(note.from)} → ${titled(note.to)}`;
    case 'spread':
      return `${note.to > note.from ? '📈' : '📉'} Now ${ofPods(note.to, note.pods)} unwell (was ${note.from})`;
    case 'recovered':
      return `🟢 Recovered after ${durationWords(note.afterMs)}${sentences(ready(note.pods), stillWords(incident))}`;
    case 'closed':
      return `✅ Resolved after ${durationWords(note.afterMs)}${ready(note.pods)}`;
    case 'gone':
      return `✅ ${incident.about} is gone, ${durationWords(note.afterMs)} after it began`;
    case 'replaced':
      return note.by === undefined
        ? `✅ Over after ${durationWords(note.afterMs)}: pods of another revision have taken the place of these`
        : `🔁 Pods of another revision have taken the place of these, and fail as well: ${titled(note.by)}. That is a new incident.`;
    case 'still-unwell':
      return `⚠️ ${resolvedWords(incident)}, but ${unwellWords(note)}. I keep looking.`;
    case 'again':
      return `🔥 ${incident.about} is unwell again, ${durationWords(note.afterMs)} after it was over`;
    case 'critical':
      return `🚨 ${incident.about} is critical now`;
    case 'snooze-over':
      return `⏰ The snooze is over, and ${incident.about} is still unwell${share(incident)}`;
  }
}

function ready(pods: number): string {
  const words = readyWords({ unwell: 0, pods });
  return words === undefined ? '' : `: ${words}`;
}

function sentences(first: string, second: string): string {
  return second === '' ? first : `${first}. ${second}.`;
}

function share({ unwell, pods }: ShownIncident): string {
  return unwell === 0 || pods === 0 ? '' : `: ${ofPods(unwell, pods)}`;
}
