import type { Playbook } from '../src/diagnosis/playbook.ts';
import { autoscaler } from './autoscaler/index.ts';
import { configError } from './config-error/index.ts';
import { crashloop } from './crashloop/index.ts';
import { disruptionBudget } from './disruption-budget/index.ts';
import { evicted } from './evicted/index.ts';
import { imagePull } from './image-pull/index.ts';
import { init } from './init/index.ts';
import { job } from './job/index.ts';
import { node } from './node/index.ts';
import { notCreated } from './not-created/index.ts';
import { pending } from './pending/index.ts';
import { probe } from './probe/index.ts';
import { resources } from './resources/index.ts';
import { rollout } from './rollout/index.ts';
import { sandbox } from './sandbox/index.ts';
import { service } from './service/index.ts';
import { startError } from './start-error/index.ts';
import { terminating } from './terminating/index.ts';
import { volume } from './volume/index.ts';

/** Every playbook, in the order of a pod's life: a cause that strikes earlier ranks before one that strikes later. */
export const playbooks: readonly Playbook[] = [
  notCreated,
  pending,
  imagePull,
  configError,
  startError,
  volume,
  sandbox,
  init,
  crashloop,
  probe,
  evicted,
  node,
  terminating,
  service,
  rollout,
  job,
  autoscaler,
  disruptionBudget,
  resources,
];
