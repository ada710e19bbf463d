import type { PageMessage } from '../contract.ts';
import type { Action } from './surface.ts';

/** What can be done with a message. */
export interface RowOptions {
  act(message: PageMessage, action: Action): void;
  /** Runs the app's message shortcut; `key` names what was pressed for it. */
  shortcut(message: PageMessage, key: string): void;
  /** Absent in a thread. */
  openThread?(message: PageMessage): void;
}
