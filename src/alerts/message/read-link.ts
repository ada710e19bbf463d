import type { AlertSource } from '../alert.ts';
import { labelName } from './label-name.ts';
import { labelPairs, type Pair } from './label-value.ts';

/** What a message's links say of its sender, and of what all its alerts have in common. */
export interface LinkFacts {
  readonly source?: AlertSource;
  readonly externalURL?: string;
  readonly receiver?: string;
  readonly labels: readonly Pair[];
}

type Home = Pick<LinkFacts, 'source' | 'externalURL'>;

const ALERTMANAGER = /^(https?:\/\/[^#?\s]{1,2000}?)\/?#\/(?:alerts|silences)\b/;
const GRAFANA = /^(https?:\/\/[^#?\s]{1,2000}?)\/alerting\//;
const PAGERDUTY = /^https:\/\/[\w.-]{1,100}\.pagerduty\.com\/incidents\/\w{1,40}/;
const OPSGENIE = /^https:\/\/(?:[\w-]{1,100}\.){0,3}(?:opsgenie\.com|opsg\.in)\//;
/** `name="value"`, `name=value` of a filter; a pattern (`=~`) or a negation names nothing. */
const MATCHER = /(?<![\w.])([a-zA-Z_][\w.]{0,100})=(?:"([^"\\]{0,300})"|([^",{}~\s]{1,300}))/g;
const MOST_MATCHERS = 100;

/** Alertmanager's and Grafana's links to a silence or a list carry the labels that the alerts share. */
export function readLinks(links: readonly string[]): LinkFacts {
  const homes = links.map(homeOf);
  const home =
    homes.find(({ source }) => source === 'pagerduty' || source === 'opsgenie') ?? homes.find(hasSource);
  const receiver = links.map((link) => queryOf(link)?.get('receiver')).find((value) => value);
  return {
    ...home,
    ...(receiver ? { receiver: receiver.slice(0, 200) } : {}),
    labels: agreed(links.flatMap(labelsOf)),
  };
}

function hasSource({ source }: Home): boolean {
  return source !== undefined;
}

function homeOf(link: string): Home {
  const [, alertmanager] = ALERTMANAGER.exec(link) ?? [];
  if (alertmanager) return { source: 'alertmanager', externalURL: alertmanager };
  const [, grafana] = GRAFANA.exec(link) ?? [];
  if (grafana) return { source: 'grafana', externalURL: grafana };
  const [incident] = PAGERDUTY.exec(link) ?? [];
  if (incident) return { source: 'pagerduty', externalURL: incident };
  return OPSGENIE.test(link) ? { source: 'opsgenie', externalURL: link.slice(0, 2_048) } : {};
}

function labelsOf(link: string): readonly Pair[] {
  if (homeOf(link).source === undefined) return [];
  const query = queryOf(link);
  const matchers = [...(query?.getAll('matcher') ?? []), ...(query?.getAll('filter') ?? [])];
  return matchers
    .slice(0, MOST_MATCHERS)
    .flatMap((matcher) => [...matcher.slice(0, 4_000).matchAll(MATCHER)])
    .slice(0, MOST_MATCHERS)
    .flatMap(([, key = '', quoted, word = '']) => {
      const name = labelName(key);
      return name === undefined ? [] : labelPairs(name, quoted ?? word);
    });
}

/** Alertmanager's query is part of its fragment. */
function queryOf(link: string): URLSearchParams | undefined {
  const mark = link.indexOf('?');
  return mark < 0 ? undefined : new URLSearchParams(link.slice(mark + 1));
}

/** Links of several alerts contradict each other: what they say differently holds for none of them. */
function agreed(pairs: readonly Pair[]): readonly Pair[] {
  const values = new Map<string, Set<string>>();
  for (const { name, value } of pairs) values.set(name, (values.get(name) ?? new Set()).add(value));
  return [...values].flatMap(([name, all]) =>
    all.size === 1 ? [...all].map((value) => ({ name, value })) : [],
  );
}
