const TOGETHER_MS = 2;

/** Tells listeners that something happened, so that waiting needs no polling and a page can follow along. */
export class Changes {
  readonly #listeners = new Set<() => void>();
  #telling = false;

  /** @returns what stops the listening. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A burst of changes is told once: hundreds may be waiting. */
  tell(): void {
    if (this.#telling) return;
    this.#telling = true;
    setTimeout(() => {
      this.#telling = false;
      for (const listener of [...this.#listeners]) listener();
    }, TOGETHER_MS);
  }

  /**
   * The first answer that is neither undefined nor false.
   * @throws Error after `timeoutMs`, with `describe()` in it.
   */
  until<T>(look: () => T | undefined | false, timeoutMs: number, describe: () => string): Promise<T> {
    return new Promise((resolve, reject) => {
      const stop = this.listen(check);
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`waited ${timeoutMs} ms: ${describe()}`));
      }, timeoutMs);
      function check(): void {
        const found = look();
        if (found === undefined || found === false) return;
        stop();
        clearTimeout(timer);
        resolve(found);
      }
      check();
    });
  }
}
