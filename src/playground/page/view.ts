/** What this reader looks at; the server knows nothing of it. */
export interface View {
  /** A channel, or App Home. */
  readonly place: string;
  /** The pane at the right. */
  readonly side?: { readonly kind: 'traces' } | { readonly kind: 'thread'; readonly ts: string };
}

export const HOME = 'home';
