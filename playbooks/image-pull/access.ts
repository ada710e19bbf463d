import { fromObject } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Found, Params } from '../../src/diagnosis/finding.ts';
import { parseImage } from '../../src/diagnosis/image-reference.ts';
import type { KubeEvent } from '../../src/diagnosis/objects/meta.ts';
import type { ServiceAccount } from '../../src/diagnosis/objects/workload.ts';
import { answererParams, answerParams } from './answer.ts';
import { cloudParams } from './cloud.ts';
import type { ImagePullCause, ImagePullView } from './index.ts';
import { isStatic } from './place.ts';
import { accountName, accountSecrets, renewal, secretPlace } from './secret-place.ts';
import { type PullSecrets, pullSecrets } from './secrets.ts';
import type { Trouble } from './trouble.ts';

type Find = (cause: ImagePullCause, params: Params, evidence?: readonly Evidence[]) => Found<ImagePullCause>;

/** Words of a registry that did get credentials and knows what is wrong with them, and of one that asks no further. */
const SENT =
  /oauth token|invalid username|incorrect username|HTTP Basic|token has expired|is not allowed access|credential provider/i;
/** The kubelet itself refuses: the image is on the node for pods that have shown credentials for it. */
const GUARDED = /does not have the proper credentials/;
/** The name that a new pull secret gets in the commands. */
const NEW_SECRET = 'registry-credentials';

/** A registry that turns the node away: for want of a secret that is named and missing, or else for what was sent. */
export function accessDenied(
  view: ImagePullView,
  trouble: Trouble,
  events: readonly KubeEvent[],
  find: Find,
): readonly Found<ImagePullCause>[] {
  const secrets = pullSecrets(view, events);
  const account = readAccount(view);
  // One that is there may be the one that counts; then what was sent is in question, not what is missing.
  if (secrets.missing.length > 0 && secrets.present.length === 0) {
    return [missingSecret(view, secrets, account, find)];
  }
  const denied = find(
    'access-denied',
    deniedParams(view, trouble, secrets, account),
    accessEvidence(view, secrets, account),
  );
  return secrets.missing.length > 0 ? [denied, missingSecret(view, secrets, account, find)] : [denied];
}

/** Too many pulls; with the named pull secret missing, they were counted as a stranger's. */
export function rateLimited(
  view: ImagePullView,
  trouble: Trouble,
  events: readonly KubeEvent[],
  find: Find,
): readonly Found<ImagePullCause>[] {
  const hasNamed = (view.pod.spec?.imagePullSecrets ?? []).length > 0;
  const secrets = hasNamed ? pullSecrets(view, events) : undefined;
  const { registry } = parseImage(trouble.image);
  const { text } = trouble.error;
  const isStranger = /unauthenticated/.test(text);
  const countedUser = / rate limit as '([^']+)'/.exec(text)?.[1];
  const isPlain =
    !hasNamed && countedUser === undefined && cloudParams(trouble.image).cloudRegistry === undefined;
  const limited = find('rate-limited', {
    anonymous: isPlain ? registry : undefined,
    countedUser,
    unusedSecrets: isStranger ? secrets?.present : undefined,
    alwaysPolicy: alwaysOf(trouble),
    ...(isPlain ? creationParams(view, undefined) : {}),
  });
  if (secrets === undefined || secrets.missing.length === 0) return [limited];
  return [limited, missingSecret(view, secrets, readAccount(view), find)];
}

export function alwaysOf({ policy }: Trouble): string | undefined {
  return policy === 'Always' ? policy : undefined;
}

function missingSecret(
  view: ImagePullView,
  secrets: PullSecrets,
  account: ServiceAccount | undefined,
  find: Find,
): Found<ImagePullCause> {
  const fromAccount = accountSecrets(account).some((name) => secrets.missing.includes(name));
  const candidate = secrets.candidates[0];
  const found = find(
    'pull-secret-missing',
    {
      missingSecrets: secrets.listed ? secrets.missing : undefined,
      unretrievedSecrets: secrets.listed ? undefined : secrets.missing,
      candidates: secrets.candidates,
      candidate,
      account: fromAccount ? accountName(view) : undefined,
      newSecret: secrets.missing[0],
      ...(candidate === undefined
        ? {}
        : secretPlace(view, candidate, secrets.missing, account, fromAccount || undefined)),
    },
    accessEvidence(view, secrets, account),
  );
  return secrets.listed ? found : { ...found, confidence: 'likely' };
}

function deniedParams(
  view: ImagePullView,
  trouble: Trouble,
  secrets: PullSecrets,
  account: ServiceAccount | undefined,
): Params {
  const { image, error } = trouble;
  const { registry, repository } = parseImage(image);
  const isAnonymous = secrets.named.length === 0;
  const usable = secrets.present.filter((name) => !secrets.unusable.includes(name));
  const answer = { ...answererParams(trouble), ...answerParams(trouble) };
  const said = {
    ...answer,
    ambiguous: isAmbiguous(error.text, isAnonymous) ? repository : undefined,
    nodeCredentials: isAnonymous && SENT.test(error.text) ? registry : undefined,
    guarded: GUARDED.test(error.text) ? image : undefined,
    refusing: GUARDED.test(error.text) ? undefined : registry,
    presentSecrets: secrets.listed ? usable : undefined,
    uncheckedSecrets: secrets.listed ? undefined : secrets.present,
    unusableSecrets: secrets.unusable,
  };
  // Who may ask is settled elsewhere than by a pull secret: by the registry's firewall, or where the mirror is set up.
  if (answer.blockedAddress !== undefined || answer.askedHost !== undefined) return said;
  return {
    ...said,
    presentSecret: usable[0],
    expiringRegistry: usable.length > 0 && /\.dkr\.ecr[.-]/.test(registry) ? registry : undefined,
    ...(isAnonymous ? anonymousParams(view, secrets, account, image) : {}),
    ...(usable.length === 0 ? unusableParams(view, secrets, account) : {}),
  };
}

/** The pod names no pull secret: what could be named, or what its nodes need instead. */
function anonymousParams(
  view: ImagePullView,
  secrets: PullSecrets,
  account: ServiceAccount | undefined,
  image: string,
): Params {
  const later = accountSecrets(account);
  const plainAccount = accountName(view);
  if (later.length > 0) {
    return {
      plainAccount,
      laterAccount: plainAccount,
      laterSecrets: later,
      ...renewal(view),
    };
  }
  const cloud = cloudParams(image);
  if (cloud.cloudRegistry !== undefined) return { plainAccount, ...cloud };
  const candidate = secrets.candidates[0];
  if (candidate === undefined) return { plainAccount, ...creationParams(view, account) };
  return { plainAccount, candidate, ...secretPlace(view, candidate, [], account) };
}

/** Secrets that hold no registry's credentials: another in their place, or one of the same name made anew. */
function unusableParams(
  view: ImagePullView,
  { unusable, candidates }: PullSecrets,
  account: ServiceAccount | undefined,
): Params {
  const [wrongSecret] = unusable;
  if (wrongSecret === undefined) return {};
  const [candidate] = candidates;
  const atAccount = accountSecrets(account).includes(wrongSecret) || undefined;
  if (candidate === undefined) return { wrongSecret };
  return { wrongSecret, candidate, ...secretPlace(view, candidate, unusable, account, atAccount) };
}

function creationParams(view: ImagePullView, account: ServiceAccount | undefined): Params {
  if (isStatic(view.pod)) return {};
  const { secretPatch, ...place } = secretPlace(view, NEW_SECRET, [], account);
  return { ...place, newSecret: NEW_SECRET, newSecretPatch: secretPatch };
}

/** Registries that don't tell strangers whether a repository exists say so, or say no more than "denied". */
function isAmbiguous(text: string, isAnonymous: boolean): boolean {
  const isOpen =
    /do(?:es)? not exist or|may not exist|insufficient_scope|requested access to the resource is denied/i;
  // Without credentials a registry's answer is the same for what is private and for what isn't there.
  return isOpen.test(text) || (isAnonymous && !SENT.test(text) && !GUARDED.test(text));
}

function readAccount(view: ImagePullView): ServiceAccount | undefined {
  const answer = view.get({ section: 'service-account', namespace: view.namespace, name: accountName(view) });
  return answer.status === 'ok' ? answer.value : undefined;
}

function accessEvidence(
  view: ImagePullView,
  secrets: PullSecrets,
  account: ServiceAccount | undefined,
): readonly Evidence[] {
  const names = accountSecrets(account);
  if (names.length === 0) return secrets.evidence;
  return [
    ...secrets.evidence,
    fromObject('ServiceAccount', accountName(view), 'imagePullSecrets', names.join(', ')),
  ];
}
