import { z } from 'zod';
import { SITE_FILE } from '../src/site/file-schema.ts';

const WIDTH = 110;

/** docs/playbooks.schema.json: the form of a file of site knowledge, for editors. Short lists stand on one line. */
export function siteSchema(): string {
  const schema = { title: 'Site knowledge of podwhy', ...z.toJSONSchema(SITE_FILE, { io: 'input' }) };
  const text = JSON.stringify(schema, null, 2).replace(
    /^(\s*(?:"[^"]*": )?)\[\n([^[\]{}]*?)\n\s*\]/gm,
    (whole, head: string, items: string) => {
      const line = `${head}[${items.trim().replace(/\n\s*/g, ' ')}]`;
      return line.length < WIDTH ? line : whole;
    },
  );
  return `${text}\n`;
}
