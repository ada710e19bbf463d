import { ACTION_IDS } from './action-ids.ts';
import { actions, type Block, type Button, button } from './block-kit.ts';
import type { ShownIncident } from './incident-shown.ts';

/** What a person can do about an incident: each value is its id. */
export function incidentButtons({ id, state, acknowledged, canSilence }: ShownIncident): readonly Block[] {
  const rerun = button('Re-run', ACTION_IDS.incidentRerun, id);
  if (state === 'closed') return actions(rerun);
  return actions([
    ...(acknowledged ? [] : primary(button('Acknowledge', ACTION_IDS.incidentAcknowledge, id))),
    ...button('Snooze 1 h', ACTION_IDS.incidentSnoozeHour, id),
    ...button('Snooze until tomorrow', ACTION_IDS.incidentSnoozeTomorrow, id),
    ...rerun,
    ...(canSilence ? button('Create silence', ACTION_IDS.incidentSilence, id) : []),
  ]);
}

function primary(buttons: readonly Button[]): readonly Button[] {
  return buttons.map((one) => ({ ...one, style: 'primary' }));
}
