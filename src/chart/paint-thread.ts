import { parentPort, workerData } from 'node:worker_threads';
import type { Drawing } from '../digests/drawing.ts';
import { paint } from './paint.ts';
import { openStudio } from './studio.ts';

/** What `paintApart` starts: gives the picture, and ends. */
const drawing: Drawing = workerData;
parentPort?.postMessage(paint(drawing, await openStudio()));
