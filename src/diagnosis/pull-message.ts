/** Bounds the work on a text made of nothing but wrappers. */
const MOST_WRAPPERS = 30;

/**
 * What kubelet, CRI and clients put before the error itself, outermost first: kubelet (events and waiting.message),
 * gRPC, containerd, dockerd, CRI-O (containers/image).
 */
const WRAPPERS: readonly RegExp[] = [
  /^Back-off pulling image "[^"]*"/,
  /^(?:ErrImagePull|ImagePullBackOff|ImageInspectError|InvalidImageName|RegistryUnavailable|SignatureValidationFailed|Error)(?=:|$)/,
  /^Failed to (?:pull|inspect) image "[^"]*"/,
  /^Failed to apply default image tag "[^"]*"/,
  /^image pull failed for \S+ because the (?:registry is unavailable|signature validation failed)/,
  /^rpc error: code = \w+ desc =/,
  /^Error response from daemon/,
  /^(?:unable to pull image or OCI artifact|pull image err)/,
  /^failed to pull (?:and unpack )?image "[^"]*"/,
  /^failed to resolve (?:reference|image) "[^"]*"/,
  /^(?:unable to pull \S+|(?:copying system image|copying image) from manifest list|determining manifest MIME type for \S+)/,
  /^(?:Error )?initializing source \S+/,
  /^(?:Error )?reading (?:manifest \S+ in|blob) \S+/,
  /^pinging container registry \S+/,
  /^writing blob/,
  /^parsing image configuration/,
  /^error pulling image configuration/,
  /^download failed after attempts=\d+/,
  /^failed to (?:do request|copy)/,
  /^httpReadSeeker: failed open/,
];

/** An error without its wrappers, and the gRPC code among them (empty where there is none). */
export interface UnwrappedMessage {
  readonly text: string;
  readonly code: string;
}

/** Takes the wrappers off an error of an image pull. */
export function unwrapPullMessage(message: string): UnwrappedMessage {
  // CRI-O tries again as an OCI artifact and says so after the error that counts.
  let text = message.trim().replace(/; artifact err: .*$/s, '');
  for (let count = 0; count < MOST_WRAPPERS; count++) {
    const wrapper = WRAPPERS.map((pattern) => pattern.exec(text)?.[0]).find((found) => found !== undefined);
    if (wrapper === undefined) break;
    text = text.slice(wrapper.length).replace(/^[:\s]+/, '');
  }
  return { text, code: /\bcode = (\w+) desc =/.exec(message)?.[1] ?? '' };
}
