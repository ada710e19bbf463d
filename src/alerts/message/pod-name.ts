import { GENERATED } from '../../diagnosis/generated-name.ts';

const NAME = '[a-z0-9][-a-z0-9.]{0,240}';
const OF_DEPLOYMENT = new RegExp(`^${NAME}-(?=[a-z]{0,9}\\d)${GENERATED}{6,10}-${GENERATED}{5}$`);
/** Of a DaemonSet or a Job, or of a StatefulSet: words and other names can end like these. */
const OF_OTHERS = new RegExp(`^${NAME}-(?:${GENERATED}{5}|\\d{1,4})$`);

/** Whether it is the name of a Deployment's pod, which nothing else looks like. */
export function isDeploymentPod(word: string): boolean {
  return word.length <= 253 && OF_DEPLOYMENT.test(word);
}

/** Whether it can be the name of a pod that something other than a Deployment made. */
export function endsLikePod(word: string): boolean {
  return word.length <= 253 && OF_OTHERS.test(word);
}
