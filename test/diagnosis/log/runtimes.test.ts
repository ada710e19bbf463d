import { describe, expect, it } from 'vitest';
import { SIGNATURES } from '../../../src/diagnosis/log/signatures/index.ts';

/** What runs on each of them, by the first part of a row's id. */
const RUNTIMES: Readonly<Record<string, RegExp>> = {
  jvm: /^(?:jvm|spring|quarkus|flyway|liquibase|kafka)\//,
  python: /^(?:python|pydantic|django|alembic)\//,
  node: /^(?:node|npm|next|prisma)\//,
  go: /^(?:go|migrate|kubernetes)\//,
  dotnet: /^dotnet\//,
};

const counts = Object.entries(RUNTIMES).map(
  ([runtime, prefix]) => [runtime, SIGNATURES.filter(({ id }) => prefix.test(id)).length] as const,
);

describe('the tables know what each runtime prints', () => {
  it.each(counts)('%s: %i rows', (_, count) => {
    expect(count).toBeGreaterThanOrEqual(12);
  });

  it('at least 80 rows altogether', () => {
    expect(counts.reduce((sum, [, count]) => sum + count, 0)).toBeGreaterThanOrEqual(80);
  });
});
