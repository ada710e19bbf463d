import fc from 'fast-check';

/** What a cluster may hold to hurt a reader or a message. */
export const HOSTILE: readonly string[] = [
  '<!channel> <!here> <@U0EVIL> <#C0EVIL> <!subteam^S0EVIL>',
  '<https://evil.example|click> https://evil.example/a?b=c&d',
  '*bold* _italic_ ~gone~ `code` ```fence``` > quote',
  '&lt;!channel&gt; &amp;amp;',
  '\u001b[31mred\u001b[0m \u0007\u0000 \u202Egnp.exe',
  '\ud800 lone \udc00',
  '👩‍👩‍👧‍👦🇩🇪é漢字',
  ':tada: :skull: @channel @here',
  '"}],"type":"actions","x":[{"',
  '   \n\t ',
  '',
];

/** Short and long, of all characters, and the worst ones we know. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc
    .tuple(fc.constantFrom(...HOSTILE, '漢', 'a', '<', '"\\'), fc.integer({ min: 1, max: 3000 }))
    .map(([text, times]) => text.repeat(times).slice(0, 20_000)),
);
