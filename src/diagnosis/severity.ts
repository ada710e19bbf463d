/** The worst first. */
export const SEVERITIES = ['critical', 'warning', 'info'] as const;

interface Rated {
  readonly severity: (typeof SEVERITIES)[number];
}

/** The worse first. */
export function bySeverity(a: Rated, b: Rated): number {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
}
