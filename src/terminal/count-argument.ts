import { InvalidArgumentError } from 'commander';

/** The value of a flag that says how many. */
export function countArgument(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('It must be a number from 1 on.');
  return value;
}
