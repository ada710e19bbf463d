import { BotError } from '../../errors.ts';

/** A digest of namespaces none of which exists: there is nothing to tell of. */
export class AbsentNamespaces extends BotError {
  readonly names: readonly string[];
  /** Those that there are. Who asks need not be allowed to see them. */
  readonly known: readonly string[];

  constructor(names: readonly string[], known: readonly string[]) {
    super('target-invalid', names.map((name) => `There is no namespace "${name}".`).join(' '));
    this.name = 'AbsentNamespaces';
    this.names = names;
    this.known = known;
  }
}
