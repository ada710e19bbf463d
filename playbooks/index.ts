import type { Playbook } from '../src/diagnosis/playbook.ts';
import { crashloop } from './crashloop/index.ts';
import { imagePull } from './image-pull/index.ts';
import { pending } from './pending/index.ts';
import { startError } from './start-error/index.ts';

/** Every playbook, in the order of a pod's life: a cause that strikes earlier ranks before one that strikes later. */
export const playbooks: readonly Playbook[] = [pending, imagePull, startError, crashloop];
