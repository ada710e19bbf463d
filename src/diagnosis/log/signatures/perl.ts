import { type Signature, WEIGHT } from '../signature.ts';

const specific = { confidence: 'certain', weight: WEIGHT.specific } as const;

/** Perl. */
export const PERL: readonly Signature[] = [
  {
    ...specific,
    id: 'perl/module',
    cause: 'module-missing',
    needles: ['in @inc'],
    pattern:
      /Can't locate (?<file>\S{1,200}) in @INC (?:\(you may need to install the (?<module>[\w:]{1,120}) module\))?/,
    dying: true,
  },
  {
    ...specific,
    id: 'perl/library',
    cause: 'module-missing',
    needles: ["can't load '"],
    pattern: /Can't load '\S{1,200}' for module (?<module>[\w:]{1,120}): (?<message>.{1,160})/,
    dying: true,
  },
];
