import { describe, expect, it } from 'vitest';
import type { DigestSign } from '../../src/digests/digest.ts';
import { digestMarkdown } from '../../src/digests/digest-markdown.ts';
import { madeDigest, madeItem } from '../support/made-digest.ts';

const WEB = madeItem({
  fix: { text: 'Raise the limit.', command: 'kubectl -n shop set resources deployment/web', changes: true },
});

describe('a digest as Markdown', () => {
  it('has the headline, a section for each cause, and the fix below its owner', () => {
    expect(digestMarkdown(madeDigest([WEB]))).toBe(`## shop: 1 broken

### web was killed at its memory limit of 256Mi

critical, \`crashloop/oom-killed\`

- \`Deployment web\`, 2 of 3 pods, for 4 hours, 14 restarts

  Raise the limit. (changes the cluster)

  \`\`\`sh
  kubectl -n shop set resources deployment/web
  \`\`\`

_Cluster \`prod\`, 2026-11-22T09:00:00Z, 42 pods, 7 requests_
`);
  });

  it('names all owners, what is new, what recovered and what was not seen', () => {
    const cart = madeItem({ name: 'cart' });
    const gone = madeItem({ name: 'mail', title: 'claim mail is not bound' });
    const out = digestMarkdown(
      madeDigest([WEB, cart], {
        gaps: [{ message: 'The events of shop may not be listed.' }],
        seen: { namespaces: 1, pods: 42, unwell: 4, undiagnosed: 1 },
        changes: {
          since: '2026-11-21T09:00:00Z',
          new: [cart.key],
          ongoing: [WEB.key],
          flapping: [],
          recovered: [gone],
        },
      }),
    );
    expect(out).toMatch(/^## shop: 2 broken, 1 new, 1 recovered, 1 not looked into$/m);
    expect(out).toMatch(/^- `Deployment cart`, \*\*new\*\*, 2 of 3 pods, .*: cart was killed at its/m);
    expect(out).toMatch(/^### Recovered\n\n- `Deployment mail`: claim mail is not bound$/m);
    expect(out).toMatch(
      /^### Not seen\n\n- The events of shop may not be listed\.\n- Why the pods of 1 more owner are unwell$/m,
    );
    expect(out).toContain('compared with 2026-11-21T09:00:00Z');
  });

  it('has restarts and signs below', () => {
    const restarts = {
      total: 3,
      owners: [{ namespace: 'shop', kind: 'Job', name: 'load', restarts: 3 }],
    };
    const changes = { since: '2026-11-21T09:00:00Z', new: [], ongoing: [], flapping: [], recovered: [] };
    const sign = { about: 'node', kind: 'Node', name: 'node-a', severity: 'warning', text: 'is *short*' };
    const out = digestMarkdown(
      madeDigest([], {
        changes: { ...changes, restarts },
        signs: [{ key: 'node/node-a/DiskPressure', ...sign } as DigestSign],
      }),
    );
    expect(out).toMatch(/^## shop: nothing broken, 1 warning, 3 restarts in 24 hours$/m);
    expect(out).toMatch(/^### Restarts\n\n- 3 restarts in 24 hours: Job load 3$/m);
    expect(out).toMatch(/^### Nodes\n\n- `node-a`: is \\\*short\\\*$/m);
  });

  it('makes no markup of what a cluster says', () => {
    const title = '**<!channel>** @all [x](http://evil) `a`';
    const fix = { text: 'See <b>', command: 'echo "```"\n# heading', changes: false };
    const out = digestMarkdown(madeDigest([{ ...WEB, title, fix }]));
    expect(out).toContain('### \\*\\*\\<\\!channel\\>\\*\\* \\@all \\[x\\](http://evil) \\`a\\`');
    expect(out).toContain('  ````sh\n  echo "```"\n  # heading\n  ````');
  });

  it('is one line and its source where all is quiet', () => {
    expect(digestMarkdown(madeDigest([]))).toMatch(/^## shop: all quiet, 42 pods\n\n_Cluster .*_\n$/);
  });
});
