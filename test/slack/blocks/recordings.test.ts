import { expect, test } from 'vitest';
import { expectations } from '../../support/expectations.ts';
import { expectGoodReply, readable } from './checks.ts';
import { renderedOn } from './replies.ts';

test('every recording is answered in a message that Slack takes, with nothing left out', () => {
  for (const { recording, target } of expectations()) {
    const rendered = renderedOn(recording.replace(/\.json$/, ''), target);
    expectGoodReply(rendered);
    expect(readable(rendered.message), recording).not.toContain('No room here for');
  }
}, 60_000);
