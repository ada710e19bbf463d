import { describe, expect, it } from 'vitest';
import { code, fence, plain } from '../../src/diagnosis/markdown.ts';

describe('Markdown', () => {
  it.each([
    ['web', '`web`'],
    ['a|b', '`a\\|b`'],
    ['two\nlines', '`two lines`'],
    ['`quoted`', '`` `quoted` ``'],
    ['in ``two`` ticks', '```in ``two`` ticks```'],
    ['ends in `', '`` ends in ` ``'],
  ])('has %j as code that nothing in it ends', (text, markdown) => {
    expect(code(text)).toBe(markdown);
  });

  it('has lines in a fence that is longer than any in them', () => {
    expect(fence(['a', 'b'])).toBe('```\na\nb\n```');
    expect(fence(['kubectl get pods'], 'sh')).toBe('```sh\nkubectl get pods\n```');
    expect(fence(['````'])).toBe('`````\n````\n`````');
  });

  it('has prose in which nothing is markup, a mention or HTML', () => {
    expect(plain('**@here** <b> [x](y) #1')).toBe('\\*\\*\\@here\\*\\* \\<b\\> \\[x\\](y) \\#1');
  });
});
