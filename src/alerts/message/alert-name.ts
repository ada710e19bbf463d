import { namedKinds } from '../named-kind.ts';

const WORD = /^[A-Z][A-Za-z0-9]{4,120}$/;

/** Whether a word by itself can only be an alert's name: `KubePodCrashLooping`, `CPUThrottlingHigh`. */
export function isAlertName(word: string): boolean {
  return WORD.test(word) && /[a-z]/.test(word) && (word.match(/[A-Z]/g)?.length ?? 0) >= 2;
}

/** Whether it is the name of an alert about Kubernetes, so that a line of its own is enough. */
export function namesKubernetes(word: string): boolean {
  return isAlertName(word) && (word.match(/[A-Z]/g)?.length ?? 0) >= 3 && namedKinds(word).length > 0;
}
