/** A picture as data. Lengths are in units, the origin is at the top left. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** Pixels of a unit. */
  readonly scale: number;
  /** The first one lies at the bottom. */
  readonly shapes: readonly Shape[];
}

export type Shape = Box | Label;

export interface Box {
  readonly kind: 'box';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** `#rrggbb` */
  readonly color: string;
  /** Of its corners. */
  readonly radius?: number;
}

export interface Label {
  readonly kind: 'label';
  /** Where it begins, has its middle or ends. */
  readonly x: number;
  readonly align: 'left' | 'middle' | 'right';
  /** What its letters stand on. */
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly color: string;
  readonly bold?: true;
  /** What is longer is cut. */
  readonly most?: number;
}
