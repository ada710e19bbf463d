import { inflateSync } from 'node:zlib';

const SIGNATURE = '89504e470d0a1a0a';
const PIXEL = 4;

/** The pixels of a PNG with eight bits each of red, green, blue and alpha. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** `#rrggbb`, or `transparent`. */
  at(x: number, y: number): string;
}

/** @throws for anything else. */
export function readPng(bytes: Uint8Array): Pixels {
  const png = Buffer.from(bytes);
  if (png.subarray(0, 8).toString('hex') !== SIGNATURE) throw new Error('this is no PNG');
  const chunks = chunksOf(png);
  const header = chunks.find(({ type }) => type === 'IHDR')?.data ?? Buffer.alloc(0);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  // 8 bits, RGBA, deflate, usual filters, not interlaced.
  if (header.subarray(8).toString('hex') !== '0806000000') throw new Error('this PNG is of another kind');
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  const rows = unfiltered(inflateSync(packed), width * PIXEL, height);
  return {
    width,
    height,
    at(x, y) {
      const start = y * width * PIXEL + x * PIXEL;
      const color = rows.subarray(start, start + PIXEL);
      return color[3] === 0 ? 'transparent' : `#${color.toString('hex', 0, 3)}`;
    },
  };
}

function chunksOf(png: Buffer): readonly { readonly type: string; readonly data: Buffer }[] {
  const chunks = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    chunks.push({
      type: png.toString('latin1', at + 4, at + 8),
      data: png.subarray(at + 8, at + 8 + length),
    });
    at += length + 12;
  }
  return chunks;
}

/** Each row begins with how it differs from what is left of it and above it: https://www.w3.org/TR/png-3/#9Filters */
function unfiltered(packed: Buffer, bytes: number, height: number): Buffer {
  const rows = Buffer.alloc(bytes * height);
  for (let y = 0; y < height; y++) {
    const filter = packed[y * (bytes + 1)] ?? 0;
    for (let x = 0; x < bytes; x++) {
      const left = x < PIXEL ? 0 : (rows[y * bytes + x - PIXEL] ?? 0);
      const above = y === 0 ? 0 : (rows[(y - 1) * bytes + x] ?? 0);
      const corner = x < PIXEL || y === 0 ? 0 : (rows[(y - 1) * bytes + x - PIXEL] ?? 0);
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter] ?? 0;
      rows[y * bytes + x] = (packed[y * (bytes + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return rows;
}

function paeth(left: number, above: number, corner: number): number {
  const [byLeft, byAbove, byCorner] = [left, above, corner].map((one) =>
    Math.abs(left + above - corner - one),
  );
  if (Number(byLeft) <= Number(byAbove) && Number(byLeft) <= Number(byCorner)) return left;
  return Number(byAbove) <= Number(byCorner) ? above : corner;
}
