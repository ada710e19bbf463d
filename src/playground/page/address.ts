import type { PageState } from '../contract.ts';
import { HOME } from './view.ts';

/** The place that the page's own address names, the first channel where it names none: it outlives a reload. */
export function addressedPlace({ channels }: Pick<PageState, 'channels'>): string {
  const named = window.location.hash.slice(1);
  const isPlace = named === HOME || channels.some(({ id }) => id === named);
  return isPlace ? named : (channels[0]?.id ?? HOME);
}

/** Names it there, so that the browser's Back leads to where one was before. */
export function keepAddressed(place: string, state: Pick<PageState, 'channels'>): void {
  if (place !== addressedPlace(state)) window.history.pushState(null, '', `#${place}`);
}
