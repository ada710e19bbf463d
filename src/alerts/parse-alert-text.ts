interface ParsedAlert {
  readonly labels: Record<string, string>;
  readonly annotations: Record<string, string>;
  generatorURL?: string;
}

const PAIR = /^ *- ([^\s=]{1,200}) = (.*)$/;
const MOST_ALERTS = 10_000;

/**
 * Reads the list that Alertmanager's default templates write where a sender takes only text: `Labels:` begins an alert,
 * then ` - name = value` lines, the same under `Annotations:`, and `Source: <URL>`
 * (https://github.com/prometheus/alertmanager/blob/main/template/default.tmpl).
 */
export function parseAlertText(text: string): readonly ParsedAlert[] {
  const alerts: ParsedAlert[] = [];
  let section: 'labels' | 'annotations' | undefined;
  for (const line of text.split(/\r?\n/)) {
    const alert = alerts.at(-1);
    const [, name, value] = PAIR.exec(line) ?? [];
    if (line.trim() === 'Labels:') {
      if (alerts.length === MOST_ALERTS) break;
      alerts.push({ labels: Object.create(null), annotations: Object.create(null) });
      section = 'labels';
    } else if (line.trim() === 'Annotations:') section = 'annotations';
    else if (alert && section && name && value !== undefined) alert[section][name] = value;
    else if (alert && line.startsWith('Source: ')) {
      alert.generatorURL = line.slice('Source: '.length).trim();
      section = undefined;
    }
  }
  return alerts;
}
