import { cleanReport, cleanText } from '../diagnosis/gate.ts';
import type { Report } from '../diagnosis/report.ts';
import type { Snapshot } from '../diagnosis/snapshot.ts';
import type { RequestRecord } from '../ports.ts';
import type { PageProof } from './contract.ts';
import { shownSnapshot } from './shown-snapshot.ts';

/** A request to the cluster that is over. */
export interface SeenRequest extends RequestRecord {
  /** When it was sent, milliseconds since the epoch. */
  readonly at: number;
}

/** Something that was done for an answer. */
export interface SeenStep {
  readonly text: string;
  /** When it began, milliseconds since the epoch. */
  readonly at: number;
}

interface Explained {
  readonly id: string;
  /** When it was judged, milliseconds since the epoch. */
  readonly at: number;
  readonly report: Report;
  readonly snapshot: Snapshot;
}

/** What the bot was seen to do. */
export interface Sightings {
  onRequest(request: RequestRecord): void;
  onStep(text: string): void;
  onExplained(explained: Pick<Explained, 'report' | 'snapshot'>): void;
  steps(from: number, to: number): readonly SeenStep[];
  /** In the order in which they were sent. */
  requests(from: number, to: number): readonly SeenRequest[];
  /** The id of what was judged last between two times. */
  explained(from: number, to: number): string | undefined;
  /** Past the gate. */
  proof(id: string): PageProof | undefined;
}

const MOST_REQUESTS = 2_000;
const MOST_STEPS = 500;
/** A snapshot is some hundred kilobytes. */
const MOST_EXPLAINED = 40;

export function createSightings(): Sightings {
  const requests: SeenRequest[] = [];
  const explained: Explained[] = [];
  const steps: SeenStep[] = [];
  let count = 0;
  return {
    onRequest(request) {
      keep(requests, { ...request, at: Date.now() - request.ms }, MOST_REQUESTS);
    },
    onStep(text) {
      keep(steps, { text: cleanText(text), at: Date.now() }, MOST_STEPS);
    },
    onExplained({ report, snapshot }) {
      count += 1;
      keep(explained, { id: String(count), at: Date.now(), report, snapshot }, MOST_EXPLAINED);
    },
    steps: (from, to) => steps.filter(({ at }) => at >= from && at <= to),
    requests: (from, to) =>
      requests.filter(({ at }) => at >= from && at <= to).toSorted((one, other) => one.at - other.at),
    explained: (from, to) => explained.findLast(({ at }) => at >= from && at <= to)?.id,
    proof(id) {
      const found = explained.find((one) => one.id === id);
      return found && { report: cleanReport(found.report), snapshot: shownSnapshot(found.snapshot) };
    },
  };
}

/** The newest so many. */
function keep<T>(list: T[], one: T, most: number): void {
  list.push(one);
  if (list.length > most) list.shift();
}
