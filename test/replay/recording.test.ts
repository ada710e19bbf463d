import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { readRecording } from '../../src/replay/recording.ts';
import { shopRecording } from './shop-recording.ts';

async function file(name: string, content: string | Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'recording-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

test('a recording is read, gzipped or not', async () => {
  const text = JSON.stringify(shopRecording());
  expect(await readRecording(await file('a.json', text))).toEqual(shopRecording());
  expect(await readRecording(await file('a.json.gz', gzipSync(text)))).toEqual(shopRecording());
});

test.each([
  ['{', 'not JSON'],
  ['[]', 'the file holds no JSON object'],
  [JSON.stringify({ ...shopRecording(), takenAt: undefined }), '"takenAt" is missing or not a string'],
  [JSON.stringify({ ...shopRecording(), takenAt: 'noon' }), '"takenAt" is not a time: "noon"'],
  [JSON.stringify({ ...shopRecording(), objects: {} }), '"objects" is missing or not a list'],
  [
    JSON.stringify({ ...shopRecording(), objects: [{ apiVersion: 'v1', kind: 'Pod' }] }),
    'objects[0] has no metadata.name',
  ],
  [
    JSON.stringify({ ...shopRecording(), logs: { web: {} } }),
    'logs["web"] is not named namespace/pod/container',
  ],
  [
    JSON.stringify({ ...shopRecording(), logs: { 'a/b/c': { current: {} } } }),
    'logs["a/b/c"].current has neither a text nor an error',
  ],
])('a file with %.30s… is refused by name', async (text, problem) => {
  const path = await file('bad.json', text);
  await expect(readRecording(path)).rejects.toThrow(path);
  await expect(readRecording(path)).rejects.toThrow(problem);
});

test('a missing file is named', async () => {
  await expect(readRecording('/nowhere/a.json')).rejects.toThrow('/nowhere/a.json: no such file');
});

test('a damaged archive is named', async () => {
  const path = await file('a.json.gz', gzipSync('{}').subarray(0, 12));
  await expect(readRecording(path)).rejects.toThrow(`${path}: damaged gzip`);
});
