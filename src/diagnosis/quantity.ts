/** Powers of the suffixes of a Kubernetes quantity (https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/). */
const SUFFIX: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** The API caps a quantity here instead of refusing it. */
const LARGEST = 2 ** 63;

/** A quantity as a plain number: cores for cpu, bytes for memory. Undefined when it isn't one. */
export function parseQuantity(text: string | number | undefined): number | undefined {
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([eE][+-]?\d+)|([numkMGTPE]|[KMGTPE]i)?)$/.exec(
    String(text ?? ''),
  );
  if (!match) return undefined;
  const [, digits = '', exponent = '', suffix = ''] = match;
  const value = Number(digits + exponent) * (SUFFIX[suffix] as number);
  return Math.max(-LARGEST, Math.min(LARGEST, value));
}

/** A number of a resource as people write it: whole cores or millicores, bytes in the largest clean unit. */
export function formatQuantity(resource: string, value: number): string {
  if (/(^|\.)cpu$/.test(resource)) return formatCores(value);
  return isBytes(resource) ? formatBytes(value) : String(round(value));
}

/** True for resources counted in bytes: memory, storage, huge pages, and a quota's `limits.memory`. */
export function isBytes(resource: string): boolean {
  return /(^|\.)((memory|storage|ephemeral-storage)$|hugepages-)/.test(resource);
}

function formatCores(cores: number): string {
  const milli = Math.round(cores * 1000);
  return milli % 1000 === 0 ? String(milli / 1000) : `${milli}m`;
}

function formatBytes(bytes: number): string {
  const sign = bytes < 0 ? '-' : '';
  const size = Math.abs(bytes);
  const fitting = (['Ti', 'Gi', 'Mi', 'Ki'] as const)
    .map((unit) => ({ unit, amount: size / (SUFFIX[unit] as number) }))
    .filter(({ amount }) => amount >= 1);
  // `1500Mi` is what someone wrote; as `1.5Gi` it would look like what a node with 1.5Gi has room for.
  const clean = fitting.find(({ amount }) => amount < 10_000 && amount === round(amount));
  const { unit, amount } = clean ?? fitting[0] ?? { unit: '', amount: size };
  return `${sign}${round(amount)}${unit}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
