import { bothEventVersions } from './event-versions.ts';
import { eventPrinter, nodePrinter, servicePrinter } from './print-cluster.ts';
import { configPrinters } from './print-config.ts';
import { podPrinter } from './print-pods.ts';
import { workloadPrinters } from './print-workloads.ts';
import type { Printer } from './printer.ts';

/** The printers of the kinds that have columns of their own, by `resource` or `resource.group`. */
export const printers: Readonly<Record<string, Printer>> = {
  pods: podPrinter,
  nodes: nodePrinter,
  events: eventPrinter,
  'events.events.k8s.io': {
    columns: eventPrinter.columns,
    cells: (event, now) => eventPrinter.cells(bothEventVersions(event)[0], now),
  },
  services: servicePrinter,
  ...workloadPrinters,
  ...configPrinters,
};
