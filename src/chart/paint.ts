import type { Canvas, CanvasKit, EmbindObject, Font } from 'canvaskit-wasm';
import type { Box, Drawing, Label } from '../digests/drawing.ts';
import type { Studio } from './studio.ts';

/** A drawing as PNG. The corners that no shape covers are transparent. */
export function paint({ width, height, scale, shapes }: Drawing, studio: Studio): Uint8Array {
  const { kit } = studio;
  const surface = kit.MakeSurface(width * scale, height * scale);
  if (!surface) throw new Error('there is no memory for a picture');
  try {
    const canvas = surface.getCanvas();
    canvas.scale(scale, scale);
    for (const shape of shapes) {
      if (shape.kind === 'box') paintBox(shape, canvas, kit);
      else paintLabel(shape, canvas, studio);
    }
    surface.flush();
    return using(surface.makeImageSnapshot(), (image) => {
      const png = image.encodeToBytes(kit.ImageFormat.PNG);
      if (!png) throw new Error('the picture could not be written as PNG');
      return png;
    });
  } finally {
    surface.dispose();
  }
}

function paintBox({ x, y, width, height, radius = 0, color }: Box, canvas: Canvas, kit: CanvasKit): void {
  using(new kit.Paint(), (brush) => {
    brush.setAntiAlias(true);
    brush.setColor(kit.parseColorString(color));
    canvas.drawRRect(kit.RRectXY(kit.XYWHRect(x, y, width, height), radius, radius), brush);
  });
}

function paintLabel(label: Label, canvas: Canvas, { kit, regular, bold }: Studio): void {
  using(new kit.Font(label.bold ? bold : regular, label.size), (font) => {
    font.setSubpixel(true);
    font.setHinting(kit.FontHinting.None);
    const text = cut(drawable(label.text, font), font, label.most ?? Number.POSITIVE_INFINITY);
    const width = widthOf(text, font);
    const before = { left: 0, middle: width / 2, right: width }[label.align];
    using(new kit.Paint(), (brush) => {
      brush.setAntiAlias(true);
      brush.setColor(kit.parseColorString(label.color));
      canvas.drawText(text, label.x - before, label.y, brush, font);
    });
  });
}

/** The library gives back what it has taken only when it is told to. */
function using<T extends EmbindObject<string>, Result>(thing: T, use: (thing: T) => Result): Result {
  try {
    return use(thing);
  } finally {
    thing.delete();
  }
}

/** What the font does not have is a question mark, not an empty frame. */
function drawable(text: string, font: Font): string {
  return [...text].map((letter) => (font.getGlyphIDs(letter)[0] ? letter : '?')).join('');
}

function cut(text: string, font: Font, most: number): string {
  if (widthOf(text, font) <= most) return text;
  let kept = text.slice(0, -1);
  while (kept && widthOf(`${kept.trimEnd()}…`, font) > most) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}

function widthOf(text: string, font: Font): number {
  return font.getGlyphWidths(font.getGlyphIDs(text)).reduce((sum, width) => sum + width, 0);
}
