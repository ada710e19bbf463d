import { z } from 'zod';
import { redact } from '../diagnosis/redact.ts';
import { SEVERITIES } from '../diagnosis/severity.ts';
import { LONGEST_PATTERN, PARAM } from './pattern.ts';

/** Limits that no hand-written file comes near. */
const MOST_CAUSES = 200;
const MOST_ITEMS = 50;
const LONGEST_TEXT = 2_000;

export const ID = /^[a-z0-9]([a-z0-9-]{0,60}[a-z0-9])?$/;
const CAUSE = /^[a-z0-9-]+\/[a-z0-9-]+$/;
const CAUSES = /^[a-z0-9-]+\/(?:[a-z0-9-]+|\*)$/;

const text = z
  .string()
  .trim()
  .min(1, 'is empty')
  .max(LONGEST_TEXT, `is longer than ${LONGEST_TEXT} characters`);
const expression = text;
const pattern = z
  .string()
  .min(1, 'is empty')
  .max(LONGEST_PATTERN, `is longer than ${LONGEST_PATTERN} characters`);
const severity = z.enum(SEVERITIES, { error: `is none of ${SEVERITIES.join(', ')}` });

function some<T extends z.ZodType>(item: T): z.ZodArray<T> {
  return z.array(item).max(MOST_ITEMS, `has more than ${MOST_ITEMS} entries`);
}

const REMEDY = z.strictObject({
  text: text.describe(
    'What to do. `{param}`s are filled in, `[[…]]` is left out where a param in it is unknown.',
  ),
  command: text
    .optional()
    .describe('A shell command; params are quoted for the shell. podwhy never runs it.'),
  changes: z.boolean().default(false).describe('The command changes the cluster.'),
});

const HTTPS = /^https:\/\/[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?(?:[/?#]|$)/;

/** Its host is always the site's own: whoever names a pod must not choose where a link leads. */
const RUNBOOK = text
  .refine((url) => redact(withoutParams(url)) === withoutParams(url), {
    error: 'looks as if it held a secret: a link with one is never shown',
    abort: true,
  })
  .refine((url) => HTTPS.test(url) && !/[\s<>"`\\]/.test(withoutParams(url)), {
    error: 'is no https URL with a host of its own: https://wiki.example.com/oom?app={workload}',
  })
  .describe('An https URL; `{param}`s may stand behind the host, and are URL-encoded.');

function withoutParams(url: string): string {
  return url.replace(/\{\w+\}/g, 'x');
}

const TEXTS = {
  remedies: some(REMEDY).optional().describe('What to do, before what podwhy itself says.'),
  runbooks: some(RUNBOOK).optional().describe('Where to read on.'),
};

const CHANGE = z.strictObject({
  severity: severity.optional(),
  ...TEXTS,
});

const scalar = z.union([z.string(), z.number(), z.boolean()], { error: 'is neither a text nor a number' });
const object = z.record(z.string(), z.unknown());

const GIVEN = z
  .strictObject({
    pod: object.describe('As the API has it; metadata.name and namespace may be left out.'),
    siblings: some(object).optional(),
    events: some(object).optional(),
    log: z
      .string()
      .optional()
      .describe('Lines of the run that goes on, or has ended and was not followed by another.'),
    previousLog: z.string().optional().describe('Lines of the run before: `kubectl logs --previous`.'),
    node: object.optional(),
    serviceAccount: object.optional(),
    metrics: object.optional(),
    now: z.iso.datetime({ error: 'is not a time such as 2026-01-31T12:00:00Z' }).optional(),
  })
  .describe('What the cluster says. What is left out is not known.');

const TEST = z
  .strictObject({
    name: text.optional(),
    given: GIVEN.optional(),
    recording: text.optional().describe('A file of `podwhy record`, beside this one; instead of `given`.'),
    target: text.optional().describe('What of the recording is asked about: `deploy/web`.'),
    finds: z.boolean().describe('Whether the cause is to be found.'),
    container: text.optional().describe('At which container.'),
    params: z
      .record(z.string(), z.union([scalar, some(scalar)], { error: 'is no text, number or list of them' }))
      .optional()
      .describe('Params that the finding is to have; others are not looked at.'),
  })
  .refine(({ given, recording }) => (given === undefined) !== (recording === undefined), {
    error: 'needs either given or recording',
  })
  .refine(({ recording, target }) => (recording === undefined) === (target === undefined), {
    error: 'needs recording and target together',
  });

const OWN_CAUSE = z
  .strictObject({
    title: text.describe('One line, the fact first.'),
    severity,
    says: some(text).optional().describe('Sentences that explain.'),
    for: z
      .enum(['pod', 'container'], { error: 'is none of pod, container' })
      .optional()
      .describe(
        'What `when` is asked of: the pod (default), or each container. With `log` it is each container.',
      ),
    when: expression.optional().describe('A CEL expression that holds where this is the cause.'),
    log: z
      .union([pattern, some(pattern).min(1, 'is empty')], {
        error: 'is neither a pattern nor a list of patterns',
      })
      .optional()
      .describe(
        'Regular expressions, of which one fits a line of the log; named groups become params, the line is {line}.',
      ),
    params: z
      .record(z.string().regex(PARAM, 'is not a name of letters and digits'), expression)
      .optional()
      .describe('Params for the texts, as CEL expressions.'),
    evidence: some(text)
      .optional()
      .describe('Fields to show as proof, `pod.spec.nodeSelector`; what `when` looks at where absent.'),
    confidence: z
      .enum(['certain', 'likely', 'possible'], { error: 'is none of certain, likely, possible' })
      .default('likely'),
    waiting: z.boolean().optional().describe('It resolves by itself.'),
    ...TEXTS,
    tests: some(TEST).optional(),
  })
  .refine((cause) => cause.when !== undefined || cause.log !== undefined, {
    error: 'has no condition: give it when (CEL) or log (a pattern)',
  })
  .refine((cause) => cause.log === undefined || cause.for !== 'pod', {
    path: ['for'],
    error: 'is pod, and log looks at each container: leave `for` out',
  });

/** The form of a file in the folder of playbooks. */
export const SITE_FILE = z
  .strictObject({
    playbook: z
      .string()
      .regex(ID, 'is not an id of small letters, digits and -')
      .optional()
      .describe("The id of this file's own causes; the file's name where absent."),
    title: text.optional().describe('Of the own causes as a whole.'),
    meaning: text.optional(),
    impact: text.optional(),
    disable: some(
      z.string().regex(CAUSES, 'is neither a cause (crashloop/out-of-memory) nor a playbook (probe/*)'),
    )
      .optional()
      .describe('Causes that are not to be found.'),
    change: z
      .record(
        z.string().regex(CAUSES, 'is neither a cause (crashloop/out-of-memory) nor a playbook (probe/*)'),
        CHANGE,
      )
      .optional()
      .describe(
        'What is different here about causes that podwhy knows, by `playbook/cause` or `playbook/*`.',
      ),
    explains: some(z.string().regex(CAUSE, 'is not a cause such as crashloop/application-error'))
      .optional()
      .describe('Findings that are left out where one of the own causes is found on the same container.'),
    causes: z
      .record(z.string().regex(ID, 'is not an id of small letters, digits and -'), OWN_CAUSE)
      .refine((causes) => Object.keys(causes).length <= MOST_CAUSES, `has more than ${MOST_CAUSES} causes`)
      .optional()
      .describe('Causes of your own, by id.'),
  })
  .refine(({ explains = [], causes = {} }) => explains.length === 0 || Object.keys(causes).length > 0, {
    path: ['explains'],
    error: 'has no cause to explain them with: add causes',
  });

export type SiteFile = z.output<typeof SITE_FILE>;
export type OwnCauseText = z.output<typeof OWN_CAUSE>;
export type CauseTest = z.output<typeof TEST>;
export type ChangeText = z.output<typeof CHANGE>;
