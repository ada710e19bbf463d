import type { Alert } from '../alert.ts';
import { isAlertName, namesKubernetes } from './alert-name.ts';
import { labelName, namesObject } from './label-name.ts';
import { isSeverity, type Pair } from './label-value.ts';
import { readPairs, toLabels, type WrittenPair } from './read-pairs.ts';
import { type Marker, readMarker } from './read-status.ts';

/** One alert of a message, as it is being read. */
export interface Draft {
  readonly labels: Map<string, string>;
  /** What begins an alert, as it was written: where it comes again, another begins. */
  readonly begun: Set<string>;
  /** What was said again since something new was. */
  again: Pair[];
  status?: Alert['status'];
  /** After its status. */
  title?: string;
  readonly sentences: string[];
}

export interface Drafts {
  readonly drafts: readonly Draft[];
  /** Something in it is said as no other kind of message says it. */
  readonly sure: boolean;
}

interface Reading {
  readonly drafts: Draft[];
  sure: boolean;
  /** Where the lines that follow belong. */
  within: 'list' | 'bullets' | 'annotations' | 'text';
}

const MOST_DRAFTS = 100;
const LIST = /^(?:common |group )?(?:labels|details)\s?:?$/i;
/** All of them on one line. */
const LABELS = /^(?:common |group )?labels\s?[:=]\s{0,3}(\S.*)$/i;
const ANNOTATIONS = /^(?:common )?annotations\s?:?$/i;
const AFTER_LIST = /^(?:source|silence|dashboard|panel|value)\s?:/i;

/** Reads the lines of a message as alerts: a name, a heading or a list that comes again begins another. */
export function collectDrafts(lines: readonly string[]): Drafts {
  const reading: Reading = { drafts: [emptyDraft()], sure: false, within: 'text' };
  for (const line of lines) {
    if (reading.drafts.length > MOST_DRAFTS) break;
    readLine(line, reading);
  }
  return { drafts: reading.drafts.slice(0, MOST_DRAFTS), sure: reading.sure };
}

function emptyDraft(): Draft {
  return { labels: new Map(), begun: new Set(), again: [], sentences: [] };
}

function readLine(line: string, reading: Reading): void {
  if (line === '') {
    if (reading.within === 'annotations') reading.within = 'text';
    return;
  }
  if (LIST.test(line)) {
    begin('labels', reading);
    reading.within = 'list';
  } else if (ANNOTATIONS.test(line)) reading.within = 'annotations';
  else if (AFTER_LIST.test(line)) reading.within = 'text';
  else if (reading.within !== 'annotations') readText(line, reading);
}

function readText(line: string, reading: Reading): void {
  const marker = readMarker(line);
  if (marker && !isListed(line, reading)) {
    readMarked(marker, reading);
    return;
  }
  const bulleted = /^[\s•◦▪·‣>-]/.test(line);
  if (reading.within === 'list' && bulleted) reading.within = 'bullets';
  else if (reading.within === 'bullets' && !bulleted) reading.within = 'text';
  const [, labels] = LABELS.exec(line) ?? [];
  const pairs = readPairs(labels ?? line, labels !== undefined || reading.within !== 'text');
  if (pairs.every((pair) => toLabels(pair).length === 0)) readSentence(line, reading);
  for (const pair of pairs) addPair(pair, reading);
}

/** A label's value may be any word, `[firing]` too. */
function isListed(line: string, { within }: Reading): boolean {
  return within !== 'text' && /^[\s•-]{0,9}[\w.]{1,100} = /.test(line);
}

function readMarked({ status, as, rest, sure }: Marker, reading: Reading): void {
  reading.within = 'text';
  reading.sure ||= sure;
  const current = last(reading);
  if (as === 'field') current.status = status;
  if (as === 'aside') current.status ??= status;
  if (as === 'heading') {
    begin('heading', reading);
    last(reading).status = status;
  }
  if (as === 'title') readTitled(rest.replace(/["'\s]+$/, ''), status, reading);
}

/** Where a title is told twice, the longer one counts: the other may have been cut. */
function readTitled(title: string, status: Alert['status'], reading: Reading): void {
  const known = last(reading).title;
  if (known?.startsWith(title)) return;
  if (known !== undefined && !title.startsWith(known)) start(reading);
  const own = last(reading);
  own.title = title;
  own.status = status;
  own.sentences.push(title);
  for (const pair of readPairs(title, false)) addPair(pair, reading);
}

/** A sentence, or a name by itself: `[CRITICAL] KubePodCrashLooping`. */
function readSentence(line: string, reading: Reading): void {
  const draft = last(reading);
  const words = line.split(/[\s[\]():|-]+/).filter((word) => word !== '');
  const [name = '', ...more] = words.filter((word) => !isSeverity(word));
  if (draft.title !== undefined || more.length > 0 || !namesKubernetes(name)) {
    draft.sentences.push(line);
    return;
  }
  begin('name', reading);
  addLabel({ name: 'alertname', value: name }, reading);
  for (const word of words.filter(isSeverity))
    addLabel({ name: 'severity', value: word.toLowerCase() }, reading);
}

function addPair(pair: WrittenPair, reading: Reading): void {
  const spelled = pair.key.trim();
  if (labelName(spelled) === 'alertname') begin(spelled, reading);
  for (const label of toLabels(pair)) {
    // "Alert:" begins a sentence as often as it gives the name.
    if (/^alert$/i.test(spelled) && label.name === 'alertname' && !isAlertName(label.value))
      last(reading).sentences.push(label.value);
    else addLabel(label, reading);
  }
}

function addLabel(label: Pair, reading: Reading): void {
  const { name, value } = label;
  const draft = last(reading);
  const known = draft.labels.get(name);
  if (known === undefined) {
    draft.labels.set(name, value);
    draft.again = [];
  } else if (known === value) draft.again.push(label);
  else if (name === 'alertname' || namesObject(name)) {
    const before = draft.again;
    const next = start(reading);
    for (const one of [...before, label]) next.labels.set(one.name, one.value);
  }
}

/** Something that each alert has once: another alert where this one has it already. */
function begin(what: string, reading: Reading): void {
  const draft = last(reading);
  const again = draft.begun.has(what) || (what === 'heading' && draft.labels.size > 0);
  (again ? start(reading) : draft).begun.add(what);
}

/** Another alert; what headings say holds for it as well. */
function start(reading: Reading): Draft {
  const { status } = last(reading);
  const draft = { ...emptyDraft(), ...(status ? { status } : {}) };
  reading.drafts.push(draft);
  reading.within = 'text';
  return draft;
}

function last({ drafts }: Reading): Draft {
  const draft = drafts.at(-1);
  if (draft) return draft;
  const first = emptyDraft();
  drafts.push(first);
  return first;
}
