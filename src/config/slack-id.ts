import { z } from 'zod';

const id = (prefixes: string, what: string) =>
  z
    .string()
    .regex(
      new RegExp(`^[${prefixes}][A-Z0-9]{2,}$`),
      `is not the id of a ${what}: Slack shows it in "About"`,
    );

export const CHANNEL = id('CGD', 'channel (C…)');
export const USER = id('UW', 'person (U…)');
export const GROUP = id('S', 'user group (S…)');
