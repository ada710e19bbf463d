import { isObject } from '../slack/json.ts';
import { words } from './words.ts';

/** The words of Block Kit's text object, as they are; empty where there is none. */
export function textObject(value: unknown): string {
  return isObject(value) ? words(value.text) : '';
}
