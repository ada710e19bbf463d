import { z } from 'zod';
import { WEEKDAYS } from '../incidents/quiet-hours.ts';
import { TIME_ZONE } from './time-zone.ts';

const TIME = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time such as 07:00');

export const QUIET_HOURS = z
  .strictObject({
    from: TIME.describe('When they begin, `22:00`.'),
    to: TIME.describe('When they end, `07:00`; on the next day where it is not later than `from`.'),
    timeZone: TIME_ZONE.describe(
      'By whose clocks: `Europe/Zurich`, `America/New_York`, `UTC`. Summer time is kept.',
    ),
    days: z
      .array(z.enum(WEEKDAYS))
      .min(1, 'is empty: leave it out to mean every day')
      .optional()
      .describe('On which they begin: `[friday, saturday]`. Every day where absent.'),
  })
  .refine(({ from, to, days = WEEKDAYS }) => from !== to || new Set(days).size < WEEKDAYS.length, {
    message: 'never end: `from` and `to` are the same on every day',
  })
  .describe(
    'Until they end, what is not critical is held back. What is still wrong then is shown; what is critical is shown at once.',
  );
