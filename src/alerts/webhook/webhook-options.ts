import type { AlertQueue } from '../../incident-ports.ts';
import type { CountAlert } from '../../incidents/alert-metric.ts';
import type { Clock, Logger } from '../../ports.ts';
import type { AboutOptions } from '../about-alert.ts';
import type { SenderAuthorization } from './authorise-sender.ts';
import type { BodyLimits } from './read-body.ts';

export interface WebhookOptions extends Pick<AboutOptions, 'ignored' | 'clusterLabels'> {
  readonly authorization: SenderAuthorization;
  readonly pagerDutySecret?: string;
  readonly queue: Pick<AlertQueue, 'add'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly count: CountAlert;
  /** 2 MiB within 10 s where absent. */
  readonly limits?: Partial<BodyLimits>;
}
