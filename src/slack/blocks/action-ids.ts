/** What a click is called; which pod it is about stands in its value. Old messages keep theirs: these don't change. */
export const ACTION_IDS = {
  rerun: 'pod_rerun',
  logs: 'pod_logs',
  previous: 'pod_previous',
  events: 'pod_events',
  yaml: 'pod_yaml',
  watch: 'pod_watch',
  share: 'pod_share',
  /** A menu; buttons of one row need ids of their own: `pod_choose_0`, `pod_choose_1`, … */
  choose: 'pod_choose',
  diagnose: 'pod_diagnose',
  refreshHome: 'pod_home_refresh',
  incidentAcknowledge: 'incident_acknowledge',
  incidentSnoozeHour: 'incident_snooze_hour',
  incidentSnoozeTomorrow: 'incident_snooze_tomorrow',
  incidentRerun: 'incident_rerun',
  incidentSilence: 'incident_silence',
  /** A menu: whose thread is to be opened. */
  incidentOpen: 'incident_open',
  /** A digest that is kept, as a file: its id. */
  digestMarkdown: 'digest_markdown',
  digestJson: 'digest_json',
  /** Of schedules: the value is the id of one. */
  digestPause: 'digest_pause',
  digestResume: 'digest_resume',
  digestRemove: 'digest_remove',
} as const;

/** The menu and the buttons that choose between targets. */
export const CHOOSE_ACTION: RegExp = /^pod_choose(?:_\d+)?$/;
