import { describe, expect, it } from 'vitest';
import type { Digest, DigestChanges, DigestSign } from '../../src/digests/digest.ts';
import { digestText } from '../../src/terminal/digest-text.ts';
import { painter } from '../../src/terminal/paint.ts';
import { madeDigest, madeItem } from '../support/made-digest.ts';

function text(digest: Digest, width = 80, colour = false): string {
  return digestText(digest, { paint: painter(colour), width, explain: false });
}

function changes(differs: Partial<DigestChanges> = {}): DigestChanges {
  return { since: '2026-11-21T09:00:00Z', new: [], ongoing: [], flapping: [], recovered: [], ...differs };
}

const WEB = madeItem({
  fix: {
    text: 'Raise the limit.',
    command: 'kubectl -n shop set resources deployment/web -c web --limits=memory=512Mi',
    changes: true,
  },
});
const CART = madeItem({ name: 'cart', restarts: 1, since: '2026-11-19T09:00:00Z' });
const SIGN: DigestSign = {
  key: 'node/node-a/DiskPressure',
  about: 'node',
  kind: 'Node',
  name: 'node-a',
  severity: 'critical',
  text: 'has been short of disk space for 3 hours',
};
const LIMIT: DigestSign = {
  key: 'limit/shop/Deployment/web/web/memory',
  about: 'limit',
  namespace: 'shop',
  kind: 'Deployment',
  name: 'web',
  severity: 'warning',
  text: 'web uses 243Mi of its memory limit of 256Mi (95%)',
};
const SIGNS = [SIGN, LIMIT, { ...SIGN, name: 'node-b', severity: 'info', text: 'is new' } as const];
const EVERYWHERE = { scope: { cluster: 'prod' } };

describe('a digest in the terminal', () => {
  it('says first how many are broken, then each cause with its owners and the fix', () => {
    expect(text(madeDigest([WEB]))).toBe(`✖ shop: 1 broken

critical  web was killed at its memory limit of 256Mi
          crashloop/oom-killed
            Deployment web  2 of 3 pods, for 4 hours, 14 restarts
              $ kubectl -n shop set resources deployment/web -c web --limits=memory=512Mi   # changes the cluster

cluster prod · 2026-11-22T09:00:00Z · 42 pods in 1 namespace · 7 requests ·
1.2 s
`);
  });

  it('is one line where all is quiet', () => {
    expect(text(madeDigest([]))).toBe('✔ shop: all quiet, 42 pods\n');
    expect(text(madeDigest([], EVERYWHERE))).toBe('✔ prod: all quiet, 42 pods\n');
    const none = { seen: { namespaces: 0, pods: 0, unwell: 0, undiagnosed: 0 } };
    expect(text(madeDigest([], none))).toBe('✔ shop: no pods\n');
    expect(text(madeDigest([], { changes: changes() }))).toBe('✔ shop: all quiet, 42 pods\n');
  });

  it('counts owners, not causes, and the namespaces where it is about many', () => {
    const other = madeItem({ cause: 'probe/failing', title: 'web is not ready', severity: 'warning' });
    const pay = madeItem({ namespace: 'pay', name: 'api' });
    const [first] = text(madeDigest([WEB, other, pay], EVERYWHERE)).split('\n');
    expect(first).toBe('✖ prod: 2 broken in 2 namespaces');
    const named = { scope: { cluster: 'prod', namespaces: ['shop', 'pay'] } };
    expect(text(madeDigest([WEB, pay], named))).toMatch(/^✖ shop, pay: 2 broken in 2 namespaces\n/);
    const many = { scope: { cluster: 'prod', namespaces: ['a', 'b', 'shop', 'pay'] } };
    expect(text(madeDigest([WEB], many))).toMatch(/^✖ 4 namespaces of prod: 1 broken in 1 namespace\n/);
  });

  it('names a cause once for all its owners, and each title once where they differ', () => {
    const api = { ...madeItem({ name: 'api' }), title: WEB.title };
    expect(text(madeDigest([WEB, CART, api]))).toContain(`critical  … was killed at its memory limit of 256Mi
          crashloop/oom-killed, 3 owners
            web was killed at its memory limit of 256Mi
              Deployment web   2 of 3 pods, for 4 hours, 14 restarts
                $ kubectl -n shop set resources deployment/web -c web --limits=memory=512Mi   # changes the cluster
              Deployment api   2 of 3 pods, for 4 hours, 14 restarts
            cart was killed at its memory limit of 256Mi
              Deployment cart  2 of 3 pods, for 3 days, 1 restart
`);
    const title = 'example.com/base:1.2 does not exist';
    const alike = text(
      madeDigest([
        { ...WEB, title },
        { ...CART, title },
      ]),
    );
    expect(alike.match(/does not exist/g)).toHaveLength(1);
    const unlike = text(madeDigest([WEB, { ...CART, title: 'cart: killed' }]));
    expect(unlike).toContain('critical  Oom killed\n');
  });

  it('keeps what nobody explains apart by its words', () => {
    const unexplained = { cause: 'unexplained', verdict: 'unhealthy' } as const;
    const out = text(
      madeDigest([
        madeItem({ ...unexplained, title: 'CreateContainerError' }),
        madeItem({ ...unexplained, name: 'cart', title: 'Unknown' }),
      ]),
    );
    expect(out).toMatch(/^critical {2}CreateContainerError$/m);
    expect(out).toMatch(/^ {10}Unknown$/m);
  });

  it('shows a command that mends several owners once, and the text of none that there is not', () => {
    const fix = { text: 'Make it schedulable.', command: 'kubectl uncordon node-a', changes: true };
    const title = 'node-a takes no pods';
    const out = text(
      madeDigest([
        { ...WEB, title, fix },
        { ...CART, title, fix },
      ]),
    );
    expect(out.match(/kubectl uncordon node-a {3}# changes the cluster/g)).toHaveLength(1);
    const read = { text: 'Read the log.', command: 'kubectl -n shop logs web', changes: false };
    expect(text(madeDigest([{ ...WEB, fix: read }]))).toMatch(/\$ kubectl -n shop logs web$/m);
  });

  it('marks what is new, what flaps and what fails for a new cause, first of their group, and says what recovered', () => {
    const api = madeItem({ name: 'api' });
    const log = madeItem({ name: 'log' });
    const before = madeItem({ name: 'log', cause: 'probe/failing', title: 'log is not ready' });
    const gone = madeItem({ name: 'mail', cause: 'volume/unbound', title: 'claim mail is not bound' });
    const told = changes({
      new: [CART.key, log.key],
      ongoing: [WEB.key],
      flapping: [api.key],
      recovered: [gone, before],
    });
    const out = text(madeDigest([WEB, CART, api, log], { changes: told }), 120);
    expect(out).toMatch(/^✖ shop: 4 broken, 1 new, 1 with a new cause, 1 flapping, 1 recovered$/m);
    const rows = out.split('\n').filter((line) => line.startsWith('              Deployment'));
    expect(rows.map((row) => row.trim().replace(/, .*/, ''))).toEqual([
      'Deployment cart  new',
      'Deployment api   flapping',
      'Deployment log   new cause',
      'Deployment web   2 of 3 pods',
    ]);
    expect(out).toMatch(/^recovered Deployment mail: claim mail is not bound$/m);
    expect(out).not.toContain('log is not ready');
    expect(out).toMatch(/ · compared with 24 hours earlier$/m);
    expect(text(madeDigest([WEB], { changes: changes({ ongoing: [WEB.key] }) }))).toMatch(
      /^✖ shop: 1 broken, nothing new$/m,
    );
  });

  it('names what flaps and is gone just now, of which only the key is known', () => {
    const flapping = [WEB.key, 'shop/StatefulSet/db/volume/unbound', 'no key'];
    const out = text(madeDigest([WEB], { changes: changes({ flapping }) }));
    expect(out).toMatch(/^✖ shop: 1 broken, 2 flapping\n/);
    expect(out).toMatch(/^flapping {2}StatefulSet shop\/db: volume\/unbound, gone just now$/m);
  });

  it('says what may break next, by sort, and never that all is quiet then', () => {
    const out = text(madeDigest([], { signs: SIGNS, ...EVERYWHERE }));
    expect(out).toBe(`! prod: nothing broken, 2 warnings

watch     Nodes
            node-a: has been short of disk space for 3 hours (critical)
            node-b: is new
          Near their limits
            Deployment shop/web: web uses 243Mi of its memory limit of 256Mi
              (95%)

cluster prod · 2026-11-22T09:00:00Z · 42 pods in 1 namespace · 7 requests ·
1.2 s
`);
    expect(text(madeDigest([WEB], { signs: SIGNS }))).toMatch(/^✖ shop: 1 broken\n/);
    expect(text(madeDigest([WEB], { signs: SIGNS }))).toMatch(/^ {12}Deployment web: web uses/m);
    const unseen = text(madeDigest([], { signs: SIGNS, gaps: [{ message: 'The pods of x.' }] }));
    expect(unseen).toMatch(/^\? shop: nothing broken in what could be seen, 2 warnings\n/);
  });

  it('stays one line for signs that need nobody, and where only signs could not be seen', () => {
    const info = SIGNS.filter(({ severity }) => severity === 'info');
    const gaps = [{ about: 'signs', message: 'The nodes could not be read.' }] as const;
    expect(text(madeDigest([], { signs: info, gaps }))).toBe('✔ shop: all quiet, 42 pods\n');
    expect(text(madeDigest([WEB], { gaps }))).toMatch(/^not seen {2}The nodes could not be read\.$/m);
  });

  it('shows ten signs of a sort', () => {
    const signs = Array.from({ length: 13 }, (_, index) => ({ ...SIGN, name: `node-${index}` }));
    expect(text(madeDigest([], { signs }))).toMatch(/^ {12}node-9: .*\n {12}and 3 more\n/m);
  });

  it('says what was restarted since the digest before', () => {
    const owners = [
      { namespace: 'shop', kind: 'Deployment', name: 'api', restarts: 14 },
      { namespace: 'pay', kind: 'StatefulSet', name: 'db', restarts: 2 },
    ];
    const told = { changes: changes({ restarts: { total: 17, owners } }) };
    expect(text(madeDigest([WEB], { ...told, ...EVERYWHERE }))).toMatch(
      /^restarted 17 times in 24 hours: Deployment shop\/api 14, StatefulSet pay\/db 2,\n {12}others 1$/m,
    );
    expect(text(madeDigest([], told))).toBe('✔ shop: all quiet, 42 pods, 17 restarts in 24 hours\n');
    const none = { changes: changes({ restarts: { total: 0, owners: [] } }) };
    expect(text(madeDigest([WEB], none))).not.toContain('restarted');
  });

  it('is quiet with what recovered below', () => {
    const out = text(madeDigest([], { changes: changes({ recovered: [CART] }) }));
    expect(out).toMatch(
      /^✔ shop: all quiet, 42 pods, 1 recovered\n\nrecovered Deployment cart: cart was killed/,
    );
  });

  it('says what could not be seen, and never that all is quiet then', () => {
    const seen = { namespaces: 1, pods: 42, unwell: 9, undiagnosed: 4 };
    const gaps = [{ namespace: 'vault', message: 'The pods of vault may not be listed (forbidden).' }];
    const hidden = text(madeDigest([], { gaps }));
    expect(hidden).toMatch(/^\? shop: nothing broken in what could be seen\n/);
    expect(hidden).toMatch(/^not seen {2}The pods of vault may not be listed \(forbidden\)\.$/m);
    const more = text(madeDigest([WEB], { seen }));
    expect(more).toMatch(/^✖ shop: 1 broken, 4 not looked into\n/);
    expect(more).toMatch(/^not seen {2}Why the pods of 4 more owners are unwell: --most looks into more\.$/m);
  });

  it.each([
    ['waiting', '… shop: 1 waiting', 'waiting, 2 of 3 pods'],
    ['inconclusive', '? shop: 1 unclear', 'unclear, 2 of 3 pods'],
    ['healthy', '✔ shop: nothing broken', '2 of 3 pods'],
  ] as const)('says of one that is %s how it is', (verdict, first, row) => {
    const lines = text(madeDigest([{ ...WEB, verdict }])).split('\n');
    expect(lines[0]).toBe(first);
    expect(lines).toContainEqual(expect.stringMatching(`^ +Deployment web  ${row}`));
  });

  it('counts a lone pod as itself, and says nothing of a time that is not known', () => {
    const pod = madeItem({ kind: 'Pod', name: 'once', unwell: 1, pods: 1, restarts: 0, since: '' });
    expect(text(madeDigest([pod]))).toMatch(/^ {12}Pod once$/m);
  });

  it('fits 80 columns but for names and commands, however long names are', () => {
    const name = 'recommendations-for-returning-customers-and-everybody-else-v2';
    const long = madeItem({ name, namespace: 'shop-eu-central', title: 'x '.repeat(400) });
    const digest = madeDigest([WEB, CART, long], EVERYWHERE);
    const out = text({ ...digest, changes: changes({ recovered: [{ ...long, name: 'gone' }] }) });
    const wide = out.split('\n').filter((line) => line.length > 80);
    expect(wide.every((line) => line.includes(name) || line.includes('$ kubectl'))).toBe(true);
    expect(out).toMatch(new RegExp(`^ {14}Deployment shop-eu-central/${name}\n {16}2 of 3 pods`, 'm'));
    expect(out).toMatch(/^ {14}Deployment shop\/cart {2}2 of 3 pods/m);
  });

  it('shows ten owners of a cause and names the others: fifty are still read at a glance', () => {
    const items = Array.from({ length: 50 }, (_, index) =>
      madeItem({ name: `svc-${index}`, title: 'example.com/base:1.2 does not exist' }),
    );
    const out = text(madeDigest(items));
    expect(out.split('\n').length).toBeLessThan(30);
    expect(out).toMatch(/and 40 more: svc-10, svc-11,/);
    for (const { name } of items) expect(out).toMatch(new RegExp(`\\b${name}\\b`));
  });

  it('colours only where it may', () => {
    expect(text(madeDigest([WEB]))).not.toContain('\u001b');
    expect(text(madeDigest([WEB]), 80, true)).toContain('\u001b[31m✖ shop: 1 broken');
  });
});
