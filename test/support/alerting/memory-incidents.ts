import type { IncidentStore } from '../../../src/incident-ports.ts';
import type { AlertSubject } from '../../../src/incidents/alert-news.ts';
import type { Incident, Storm } from '../../../src/incidents/incident.ts';
import { subjectKey } from '../../../src/incidents/incident-key.ts';
import type { Trouble } from './trouble.ts';

const MINUTE_MS = 60_000;
const CALM_MS = 120_000;

export interface MemoryIncidents extends IncidentStore {
  /** All that are known, in the order in which they were first stored. */
  all(): readonly Incident[];
  /** What alerts named, with what runs it. */
  remembered(): Readonly<Record<string, string>>;
}

/** What is known of incidents, in memory: what goes in comes out as JSON would have it. */
export function memoryIncidents(clock: { now(): number }, trouble: Trouble): MemoryIncidents {
  const incidents = new Map<string, string>();
  const subjects = new Map<string, string>();
  const storms = new Map<string, string>();
  const shown = new Map<string, Map<string, number>>();
  let storming = 0;
  const all = () => [...incidents.values()].map((text) => JSON.parse(text) as Incident);
  const read = (channel: string): Storm | undefined => {
    const text = storms.get(channel);
    return text === undefined ? undefined : JSON.parse(text);
  };

  function join(channel: string, incident: string, mention: string | undefined): Storm {
    const now = clock.now();
    const known = read(channel);
    const rages = known !== undefined && !known.over && now - known.lastAt < CALM_MS;
    const storm: Storm = rages
      ? known
      : { id: `storm-${++storming}`, channel, beganAt: now, lastAt: now, over: false, incidents: [] };
    const joined: Storm = {
      ...storm,
      lastAt: now,
      incidents: [...new Set([...storm.incidents, incident])],
      ...(mention === undefined || storm.mention !== undefined ? {} : { mention }),
    };
    storms.set(channel, JSON.stringify(joined));
    return joined;
  }

  return {
    all,
    remembered: () => Object.fromEntries(subjects),
    async of(subject) {
      const key = subjectKey(subject);
      return all()
        .filter((incident) => subjectKey(incident.subject) === key)
        .toSorted((a, b) => b.openedAt - a.openedAt);
    },
    some: async (ids) => ids.flatMap((id) => all().find((incident) => incident.id === id) ?? []),
    put: (incident) => trouble.around('put', () => void incidents.set(incident.id, JSON.stringify(incident))),
    async runnerOf(named) {
      const text = subjects.get(subjectKey(named));
      return text === undefined ? undefined : (JSON.parse(text) as AlertSubject);
    },
    rememberRunner: (named, runner) =>
      trouble.around('rememberRunner', () => void subjects.set(subjectKey(named), JSON.stringify(runner))),
    countShown: (channel, id) =>
      trouble.around('countShown', () => {
        const now = clock.now();
        const times = new Map([...(shown.get(channel) ?? [])].filter(([, at]) => now - at < MINUTE_MS));
        shown.set(channel, times.set(id, now));
        return times.size;
      }),
    storm: async (channel) => read(channel),
    joinStorm: (channel, incident, { mention }) =>
      trouble.around('joinStorm', () => join(channel, incident, mention)),
    putStorm: (storm) =>
      trouble.around('putStorm', () => {
        // Who joined meanwhile stays.
        const incidents = read(storm.channel)?.incidents ?? storm.incidents;
        storms.set(storm.channel, JSON.stringify({ ...storm, incidents }));
      }),
  };
}
