/**
 * Generated names have no vowels and no digits that look like letters:
 * https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/apimachinery/pkg/util/rand/rand.go
 */
const RANDOM = '[bcdfghjklmnpqrstvwxz2456789]';
const NAME = '[a-z0-9][-a-z0-9.]{0,240}';
const OF_DEPLOYMENT = new RegExp(`^${NAME}-(?=[a-z]{0,9}\\d)${RANDOM}{6,10}-${RANDOM}{5}$`);
/** Of a DaemonSet or a Job, or of a StatefulSet: words and other names can end like these. */
const OF_OTHERS = new RegExp(`^${NAME}-(?:${RANDOM}{5}|\\d{1,4})$`);

/** Whether it is the name of a Deployment's pod, which nothing else looks like. */
export function isDeploymentPod(word: string): boolean {
  return word.length <= 253 && OF_DEPLOYMENT.test(word);
}

/** Whether it can be the name of a pod that something other than a Deployment made. */
export function endsLikePod(word: string): boolean {
  return word.length <= 253 && OF_OTHERS.test(word);
}
