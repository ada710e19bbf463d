import { isObject } from '../json.ts';
import { plainText } from './composition.ts';
import { anything, boolean, oneOf, type Problem, shape, string } from './schema.ts';
import { validateBlocks } from './validate-blocks.ts';

const modal = shape(
  { type: oneOf('modal'), title: plainText(24), blocks: anything },
  {
    submit: plainText(24),
    close: plainText(24),
    callback_id: string(255),
    private_metadata: string(3000, 0),
    external_id: string(255),
    clear_on_close: boolean,
    notify_on_close: boolean,
    submit_disabled: boolean,
  },
);

const home = shape(
  { type: oneOf('home'), blocks: anything },
  { callback_id: string(255), private_metadata: string(3000, 0), external_id: string(255) },
);

/** What Slack would refuse in a modal or an App Home. */
export function validateView(view: unknown, kind: 'modal' | 'home'): readonly Problem[] {
  const problems: Problem[] = [];
  if (!isObject(view)) return [{ pointer: '/view', message: 'expected an object' }];
  const rule = kind === 'modal' ? modal : home;
  rule(view, '/view', (pointer, message) => problems.push({ pointer, message }));
  if (view.type !== kind) problems.push({ pointer: '/view/type', message: `must be ${kind}` });
  if (hasInput(view) && kind === 'modal' && view.submit === undefined) {
    problems.push({ pointer: '/view', message: 'missing required field: submit' });
  }
  const blocks = validateBlocks(view.blocks, kind);
  return [...problems, ...blocks.map(({ pointer, message }) => ({ pointer: `/view${pointer}`, message }))];
}

function hasInput(view: { readonly [key: string]: unknown }): boolean {
  return Array.isArray(view.blocks) && view.blocks.some((block) => isObject(block) && block.type === 'input');
}
