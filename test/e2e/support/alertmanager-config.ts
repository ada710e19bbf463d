import { readFileSync } from 'node:fs';

/** What tests set otherwise than the sample does. Times as Prometheus writes them: `200ms`, `1s`. */
export interface ConfigEdits {
  readonly url: string;
  readonly credentialsFile: string;
  readonly groupWait?: string;
  readonly groupInterval?: string;
  readonly repeatInterval?: string;
}

const SAMPLE = new URL('../../../examples/alertmanager.yml', import.meta.url);

/** The sample that we hand out, leading to a server of the test's, and in a hurry. */
export function alertmanagerConfig(edits: ConfigEdits): string {
  const { url, credentialsFile, groupWait = '100ms', groupInterval = '500ms', repeatInterval = '1h' } = edits;
  const values = {
    url,
    credentials_file: credentialsFile,
    group_wait: groupWait,
    group_interval: groupInterval,
    repeat_interval: repeatInterval,
  };
  return Object.entries(values).reduce(
    (text, [field, value]) => setEverywhere(text, field, value),
    readFileSync(SAMPLE, 'utf8'),
  );
}

/** @throws where the sample has no such field: then the test would not test what it says. */
function setEverywhere(text: string, field: string, value: string): string {
  const lines = new RegExp(`^([ ]*(?:- )?${field}:).*$`, 'gm');
  if (!lines.test(text)) throw new Error(`examples/alertmanager.yml sets no ${field}`);
  return text.replace(lines, `$1 ${value}`);
}
