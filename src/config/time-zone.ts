import { z } from 'zod';
import { isTimeZone } from '../digests/time-zone.ts';

export const TIME_ZONE = z
  .string()
  .refine(isTimeZone, 'is not the name of a time zone such as Europe/Zurich');
