import { LetGo } from './failure.ts';

/** The work goes back to the queue for a while: nothing has failed, somebody else's turn comes first. */
export class PutOff extends LetGo {
  readonly forMs: number;

  constructor(why: string, forMs: number) {
    super(why);
    this.forMs = forMs;
  }
}
