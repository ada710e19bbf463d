import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { FolderFile } from './load-site.ts';

/** What is in a folder; `problem` where it can't be read. */
export interface FolderContent {
  /** Where the files are. */
  readonly directory: string;
  readonly files: readonly FolderFile[];
  readonly problem?: string;
}

const MOST_FILES = 100;
/** Bytes of a file; a thousand causes fit. */
const LARGEST_FILE = 256 * 1024;
const NAME = /^[^.].*\.ya?ml$/;

/**
 * The YAML files of a folder, as they are now; of a file, that one. Hidden ones are left out: a mounted ConfigMap keeps
 * its versions in `..data` and links to them.
 */
export async function readFolder(path: string): Promise<FolderContent> {
  try {
    const isFolder = (await stat(path)).isDirectory();
    const directory = isFolder ? path : dirname(path);
    const names = isFolder
      ? (await readdir(path)).filter((name) => NAME.test(name)).toSorted()
      : [basename(path)];
    const files = await Promise.all(names.slice(0, MOST_FILES).map((name) => readOne(directory, name)));
    const over =
      names.length > MOST_FILES ? { problem: `has more than ${MOST_FILES} files: the rest is left out` } : {};
    return { directory, files, ...over };
  } catch (error) {
    return { directory: path, files: [], problem: `cannot be read: ${reasonOf(error)}` };
  }
}

async function readOne(directory: string, name: string): Promise<FolderFile> {
  try {
    const path = join(directory, name);
    const found = await stat(path);
    // Opening a pipe waits for whoever writes into it.
    if (!found.isFile()) return { name, problem: 'is not a file' };
    if (found.size > LARGEST_FILE)
      return { name, problem: `is larger than ${LARGEST_FILE / 1024} kB: split it` };
    return { name, text: await readFile(path, 'utf8') };
  } catch (error) {
    return { name, problem: `cannot be read: ${reasonOf(error)}` };
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return { ENOENT: 'there is no such file or folder', EACCES: 'permission denied' }[code ?? ''] ?? message;
}
