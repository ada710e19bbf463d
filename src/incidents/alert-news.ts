/** Where an alert was heard of: a webhook, or a message that another app wrote in Slack. */
export type AlertOrigin =
  | { readonly kind: 'webhook' }
  | { readonly kind: 'message'; readonly channel: string; readonly ts: string; readonly threadTs?: string };

/** What one alert says about one thing, as it waits for a worker. Its texts are of unknown origin. */
export interface AlertNews {
  /** The same in every message about one alert, from each of a pair: the sender's own, or made of its labels. */
  readonly fingerprint: string;
  readonly status: 'firing' | 'resolved';
  readonly alertname: string;
  readonly severity?: string;
  /** RFC 3339 in UTC. */
  readonly startsAt?: string;
  /** For routes and silences; none that is too long to be compared. */
  readonly labels: Readonly<Record<string, string>>;
  /** As `podwhy why` takes it: `pod/web-1`, `deployment/web`, `node/worker-3`. */
  readonly target: string;
  /** Absent for a node, and where `question` asks for it. */
  readonly namespace?: string;
  /** The value of the cluster label. */
  readonly cluster?: string;
  /** What has to be known before it can be looked at. */
  readonly question?: string;
  /** Who sent it: `alertmanager`, `grafana`, … */
  readonly source?: string;
  /** Of the sender: where to look at it or silence it. */
  readonly externalURL?: string;
  readonly origin: AlertOrigin;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
}

/** What an alert is about once the cluster was asked: a pod's controller where it has one. */
export interface AlertSubject {
  /** The kubeconfig context; the alert's own word where no configured cluster has that name. */
  readonly cluster: string;
  /** Absent for a node, and where it is not known. */
  readonly namespace?: string;
  /** The API's kind: Deployment, Pod, Node, … */
  readonly kind: string;
  readonly name: string;
}

/** One thing to do about a subject: they wait in its inbox, and one worker at a time takes them all. */
export type InboxItem =
  | { readonly kind: 'alert'; readonly news: AlertNews }
  /** A time that was set has come. */
  | {
      readonly kind: 'look';
      readonly why: 'follow-up' | 'quiet-over' | 'snooze-over';
      readonly incident: string;
    }
  | {
      readonly kind: 'action';
      readonly action: 'acknowledge' | 'snooze' | 'rerun' | 'open';
      readonly incident: string;
      /** Slack's id of who clicked. */
      readonly user: string;
      /** Milliseconds since the epoch: until when it is snoozed. */
      readonly until?: number;
      readonly at: number;
    };
