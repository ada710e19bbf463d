import { shellQuote } from '../diagnosis/fill.ts';
import { type SilencedAlert, type SilenceMatcher, silenceMatchers } from './silence-matchers.ts';

export interface SilenceOptions {
  readonly durationHours: number;
  /** The name that stands at the silence; that of who runs the command where absent. */
  readonly author?: string;
  /** Why; Alertmanager wants one. */
  readonly comment: string;
}

export interface Silence {
  /** One line for a POSIX shell. */
  readonly command: string;
  /** Alertmanager's page with the form filled in; absent where its address is not known. */
  readonly url?: string;
  readonly matchers: readonly SilenceMatcher[];
}

/** What fits into a block of Slack's, beside other text. */
const MOST_IN_COMMAND = 2_499;
/** Of a button: https://docs.slack.dev/reference/block-kit/block-elements/button-element */
const MOST_IN_URL = 3_000;
const MOST_IN_COMMENT = 100;
const MOST_IN_AUTHOR = 60;
/** Without a name and a password: these are for nobody's eyes. */
const ADDRESS = /^https?:\/\/[\w.:[\]~%/-]{1,240}$/i;
const NO_ADDRESS = 'http://alertmanager:9093';

/**
 * How a person silences an incident's alerts: those that fire, or all where none does. Undefined where there are none.
 * What is said about their labels, see `silenceMatchers`.
 */
export function silenceCommand(
  alerts: readonly SilencedAlert[],
  options: SilenceOptions,
): Silence | undefined {
  const firing = alerts.filter(({ status }) => status === 'firing');
  const silenced = firing.length > 0 ? firing : alerts;
  const address = silenced.map(({ externalURL }) => externalURL).find((url) => url && ADDRESS.test(url));
  const matchers = [...silenceMatchers(silenced)];
  if (matchers.length === 0) return undefined;
  const needed = matchers[1]?.name === 'namespace' ? 2 : 1;
  // The least telling stand last.
  while (matchers.length > needed && !fits(commandOf(matchers, address, options), urlOf(matchers, address)))
    matchers.pop();
  const url = urlOf(matchers, address);
  return {
    command: commandOf(matchers, address, options),
    ...(url === undefined || url.length > MOST_IN_URL ? {} : { url }),
    matchers,
  };
}

function fits(command: string, url: string | undefined): boolean {
  return command.length <= MOST_IN_COMMAND && (url === undefined || url.length <= MOST_IN_URL);
}

function commandOf(
  matchers: readonly SilenceMatcher[],
  address: string | undefined,
  { durationHours, author = '', comment }: SilenceOptions,
): string {
  const minutes = Math.max(1, Math.round(durationHours * 60));
  const name = onOneLine(author, MOST_IN_AUTHOR);
  const words = [
    'amtool',
    'silence',
    'add',
    `--alertmanager.url=${address ?? NO_ADDRESS}`,
    ...(name === '' ? [] : [`--author=${name}`]),
    `--duration=${minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`}`,
    `--comment=${onOneLine(comment, MOST_IN_COMMENT) || 'podwhy'}`,
    ...matchers.map(matcherText),
  ];
  return words.map(shellQuote).join(' ');
}

function onOneLine(text: string, most: number): string {
  return text
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()
    .slice(0, most)
    .toWellFormed();
}

/**
 * amtool reads matchers in one of two syntaxes, by its version; both know these three escapes
 * (https://prometheus.io/docs/alerting/latest/configuration/#matcher).
 */
function matcherText({ name, operator, value }: SilenceMatcher): string {
  if (operator === '=' && /^[\w.:/@%+-]+$/.test(value)) return `${name}=${value}`;
  const escaped = value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  return `${name}${operator}"${escaped}"`;
}

/** The form's filter has values as JSON has them. */
function urlOf(matchers: readonly SilenceMatcher[], address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  const filter = matchers.map(({ name, operator, value }) => `${name}${operator}${JSON.stringify(value)}`);
  return `${address.replace(/\/+$/, '')}/#/silences/new?filter=${encodeURIComponent(`{${filter.join(',')}}`)}`;
}
