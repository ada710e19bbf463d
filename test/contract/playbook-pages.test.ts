import { expect, test } from 'vitest';
import { playbooks } from '../../playbooks/index.ts';
import { playbookPages } from '../../scripts/playbook-pages.ts';
import { readable, readableCommand } from '../../scripts/readable-text.ts';

const pages = playbookPages(playbooks);

test.each([
  ['{container} waits[[ for {since}]]', '`<container>` waits for `<since>`'],
  [
    '[[{a} is gone]][[It lacks {bigPart}]][[ on {node}]]',
    '`<a>` is gone / It lacks `<big-part>` on `<node>`',
  ],
  ['make it `chmod +x {path}`, a < b', 'make it `chmod +x <path>`, a &lt; b'],
])('a reader without a finding reads %s as %s', (text, read) => {
  expect(readable(text)).toBe(read);
});

test('a command keeps the braces that are its own', () => {
  expect(readableCommand("kubectl get secret {name} -o jsonpath='{.data.a}'[[ -n {ns}]]")).toBe(
    "kubectl get secret <name> -o jsonpath='{.data.a}' -n <ns>",
  );
});

test.each(
  playbooks.map((playbook) => [playbook.id, playbook] as const),
)('the page of %s is whole', (id, playbook) => {
  const page = pages.get(`docs/playbooks/${id}.md`) ?? '';
  const headings = [...page.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual(['Meaning', 'Impact', 'Diagnosis', 'Mitigation', 'Alerts']);
  for (const [cause, { remedies }] of Object.entries(playbook.causes)) {
    expect(page).toContain(`\n### ${cause}\n`);
    expect(page.includes(`\n### When it is ${cause}\n`), cause).toBe(remedies.length > 0);
    expect(pages.get('docs/playbooks/README.md')).toContain(`(${id}.md#${cause})`);
  }
  const changing = Object.values(playbook.causes).flatMap(({ remedies }) =>
    remedies.filter((one) => one.changes),
  );
  expect(page.split('**(changes the cluster)**')).toHaveLength(changing.length + 1);
  for (const section of playbook.reads) expect(page).toContain(`| \`${section}\` |`);
});

test('nothing on a page is left as it stands in the code', () => {
  for (const page of pages.values())
    expect(page.match(/\[\[|\]\]|(?<!\$)\{[a-zA-Z]\w*\}|undefined/g)).toBeNull();
});
