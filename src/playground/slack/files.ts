import { Refusal } from './refusal.ts';

export interface Upload {
  readonly id: string;
  readonly name: string;
  /** Bytes announced. */
  readonly length: number;
  /** For who does not see a picture. */
  readonly altText?: string;
  bytes?: Buffer;
  completed: boolean;
  /** Whether anybody but the app can see it. */
  shared: boolean;
  /** Times that a message was to show it. */
  uses: number;
}

/** How the files begin that Slack shows: PNG, JPEG, GIF. */
const PICTURES: readonly Buffer[] = [
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.from([0xff, 0xd8, 0xff]),
  Buffer.from('GIF8'),
];

/** Files between the request for an address and their place in a channel. */
export class Files {
  readonly #uploads = new Map<string, Upload>();
  readonly #unreadyUses: number;

  /** @param unreadyUses how often a message may not show a picture yet that has arrived: Slack looks at it first. */
  constructor(unreadyUses = 0) {
    this.#unreadyUses = unreadyUses;
  }

  announce(name: string, length: number, altText?: string): Upload {
    const id = `F${String(this.#uploads.size + 1).padStart(10, '0')}`;
    const said = altText === undefined ? {} : { altText };
    const upload = { id, name, length, ...said, completed: false, shared: false, uses: 0 };
    this.#uploads.set(id, upload);
    return upload;
  }

  receive(id: string, content: Buffer): boolean {
    const upload = this.#uploads.get(id);
    if (!upload || upload.completed) return false;
    upload.bytes = content;
    return content.length === upload.length;
  }

  /** @throws Refusal file_not_found where nothing was uploaded. */
  complete(id: unknown, shared: boolean): Upload & { readonly bytes: Buffer } {
    const upload = typeof id === 'string' ? this.#uploads.get(id) : undefined;
    const bytes = upload?.bytes;
    if (!upload || bytes === undefined || upload.completed) throw new Refusal('file_not_found');
    upload.completed = true;
    upload.shared = shared;
    return { ...upload, bytes };
  }

  /** Whether a message may show the file, counted: a picture that stands in a channel, and was looked at. */
  show(id: string): boolean {
    const upload = this.#uploads.get(id);
    const bytes = upload?.bytes;
    if (!upload?.shared || !bytes) return false;
    if (!PICTURES.some((start) => bytes.subarray(0, start.length).equals(start))) return false;
    upload.uses += 1;
    return upload.uses > this.#unreadyUses;
  }
}
