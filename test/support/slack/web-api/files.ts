import { fromJson, readingOf } from '../content.ts';
import { type Json, objectsOf, stringOf } from '../json.ts';
import { Refusal } from '../refusal.ts';
import { type Call, type Method, writableChannelOf } from './call.ts';
import { author, threadIn } from './chat.ts';

function completeUpload(call: Call): Json {
  const files = filesIn(call).map((file) => ({
    ...call.files.complete(file.id),
    title: stringOf(file.title) ?? '',
  }));
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
  const upload = call.files.announce(name, length);
  return { upload_url: `${call.origin}/upload/v1/${upload.id}`, file_id: upload.id };
}

export const files: { readonly [method: string]: Method } = {
  'files.getUploadURLExternal': getUploadUrl,
  'files.completeUploadExternal': completeUpload,
};
