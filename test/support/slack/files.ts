import { Refusal } from './refusal.ts';

export interface Upload {
  readonly id: string;
  readonly name: string;
  /** Bytes announced. */
  readonly length: number;
  content?: string;
  completed: boolean;
}

/** Files between the request for an address and their place in a channel. */
export class Files {
  readonly #uploads = new Map<string, Upload>();

  announce(name: string, length: number): Upload {
    const id = `F${String(this.#uploads.size + 1).padStart(6, '0')}`;
    const upload = { id, name, length, completed: false };
    this.#uploads.set(id, upload);
    return upload;
  }

  receive(id: string, content: Buffer): boolean {
    const upload = this.#uploads.get(id);
    if (!upload || upload.completed) return false;
    upload.content = content.toString('utf8');
    return content.length === upload.length;
  }

  /** @throws Refusal file_not_found where nothing was uploaded. */
  complete(id: unknown): Upload & { readonly content: string } {
    const upload = typeof id === 'string' ? this.#uploads.get(id) : undefined;
    const content = upload?.content;
    if (!upload || content === undefined || upload.completed) throw new Refusal('file_not_found');
    upload.completed = true;
    return { ...upload, content };
  }
}
