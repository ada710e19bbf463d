import { basename, join } from 'node:path';
import type { Problem } from '../site-knowledge.ts';

/** `playbooks.d/payments.yaml:12: …`, as editors and CI link to it. */
export function problemLine({ file, line, message }: Problem, path: string): string {
  if (file === '') return `${path}: ${message}`;
  return `${fileIn(path, file)}:${line}: ${message}`;
}

/** A file's path, where the folder, or the file itself, was named. */
export function fileIn(path: string, file: string): string {
  return basename(path) === file ? path : join(path, file);
}
