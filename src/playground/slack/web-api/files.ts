import { fromJson, readingOf } from '../content.ts';
import { type Json, objectsOf, stringOf } from '../json.ts';
import type { SharedFile } from '../message.ts';
import { Refusal } from '../refusal.ts';
import { type Call, type Method, writableChannelOf } from './call.ts';
import { author, threadIn } from './chat.ts';

/** Characters, as Slack's own refusal says. */
const ALT_TEXT = 1000;

function completeUpload(call: Call): Json {
  const files = filesIn(call).map((file) => sharedFile(call, file));
  if (call.args.channel_id === undefined) return { files: files.map(({ id, title }) => ({ id, title })) };
  const channel = writableChannelOf(call, 'channel_id');
  const threadTs = threadIn(call, channel.id);
  call.workspace.post(
    { ...author, channel: channel.id, files, ...(threadTs === undefined ? {} : { threadTs }) },
    { text: stringOf(call.args.initial_comment) ?? '', blocks: [], attachments: [], by: 'file' },
    readingOf(call.args),
  );
  return { files: files.map(({ id, title }) => ({ id, title })) };
}

function sharedFile(call: Call, file: Json): SharedFile {
  const { id, name, bytes, altText } = call.files.complete(file.id, call.args.channel_id !== undefined);
  const said = altText === undefined ? {} : { altText };
  return { id, name, title: stringOf(file.title) ?? '', bytes, content: bytes.toString('utf8'), ...said };
}

function filesIn(call: Call): readonly Json[] {
  const given =
    typeof call.args.files === 'string' ? fromJson(call.args.files, 'invalid_arguments') : call.args.files;
  const files = objectsOf(given);
  if (files.length === 0) throw new Refusal('invalid_arguments');
  return files;
}

function getUploadUrl(call: Call): Json {
  const name = stringOf(call.args.filename);
  const length = Number(call.args.length);
  if (name === undefined || !(length > 0)) throw new Refusal('invalid_arguments');
  // Slack documents `alt_txt`; its own client for Node sends `alt_text`.
  const altText = stringOf(call.args.alt_txt) ?? stringOf(call.args.alt_text);
  if (altText !== undefined && altText.length > ALT_TEXT) throw new Refusal('alt_txt_too_large');
  const upload = call.files.announce(name, length, altText);
  return { upload_url: `${call.origin}/upload/v1/${upload.id}`, file_id: upload.id };
}

export const files: { readonly [method: string]: Method } = {
  'files.getUploadURLExternal': getUploadUrl,
  'files.completeUploadExternal': completeUpload,
};
