import type { PageFile } from '../contract.ts';
import { element } from './element.ts';

/** A file below a message: a picture as such, of a text its beginning. */
export function renderFile(file: PageFile): HTMLElement {
  const { name, title, url, altText, isPicture, preview } = file;
  if (isPicture) {
    const image = element('img', { src: url, alt: altText ?? title });
    return element(
      'figure',
      { class: 'block picture' },
      element('figcaption', { class: 'muted' }, title),
      image,
    );
  }
  const download = element('a', { href: url, download: name, 'data-key': `file ${file.id}` }, 'Download');
  const head = element(
    'div',
    { class: 'file-head' },
    element(
      'span',
      { class: 'file-name' },
      element('strong', {}, title || name),
      element('span', { class: 'muted' }, name),
    ),
    download,
  );
  const beginning = preview === undefined ? undefined : element('pre', {}, preview);
  return element('div', { class: 'block file' }, head, beginning);
}
