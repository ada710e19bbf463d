import { describe, expect, it } from 'vitest';
import { groupBlocks } from '../../../src/diagnosis/log/blocks.ts';
import { readPieces } from '../../../src/diagnosis/log/pieces.ts';

/** The lines of each block. */
function blocksOf(...lines: readonly string[]) {
  return groupBlocks(readPieces(lines.map((text) => ({ text })))).map(({ pieces }) =>
    pieces.map(({ line }) => line),
  );
}

describe('lines that belong together', () => {
  it('an answer of Vault, over blank lines', () => {
    const answer = [
      'cannot log in: Error making API request.',
      '',
      'URL: PUT http://vault:8200/v1/auth/kubernetes/login',
      'Code: 500. Errors:',
      '',
      '* service account name not authorized',
    ];
    expect(blocksOf(...answer, 'bye')).toEqual([answer, ['bye']]);
    expect(blocksOf('Error making API request.', '', 'bye')).toHaveLength(3);
  });

  it('a bullet that answers nothing stands alone', () => {
    expect(blocksOf('', '* a list')).toEqual([[''], ['* a list']]);
    expect(blocksOf('up', '* a list')).toHaveLength(2);
  });

  it('what is announced with a colon, and not a logger that goes on', () => {
    expect(blocksOf('decoding failed:', '', 'unknown type lokii')).toHaveLength(1);
    expect(blocksOf('decoding failed:', 'unknown type lokii')).toHaveLength(1);
    expect(blocksOf('decoding failed:', '', '2026-04-11T08:00:00Z INFO bye')).toHaveLength(3);
    expect(blocksOf('decoding failed:', '')).toHaveLength(2);
    expect(blocksOf('loading:', 'tariffs')).toHaveLength(2);
  });

  it('frames of Ruby without a word ahead of them', () => {
    const trace = ['boom', "/app/a.rb:3:in `call'", "/app/b.rb:9:in 'block in run'"];
    expect(blocksOf(...trace, 'bye')).toEqual([trace, ['bye']]);
  });
});
