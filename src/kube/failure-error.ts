import { ended } from '../diagnosis/ended.ts';
import { BotError } from '../errors.ts';
import { type ApiRequest, canI, permissionOf } from './api-request.ts';
import type { ApiFailure } from './http-status.ts';

/** A failure without which a target cannot be resolved, said to a person. */
export function failureError(failure: ApiFailure, request: ApiRequest, server: string): BotError {
  const host = new URL(server).host;
  const { verb, resource } = permissionOf(request);
  const where = request.namespace === undefined ? 'in all namespaces' : `in namespace ${request.namespace}`;
  const { message } = failure;
  switch (failure.code) {
    case 'forbidden':
      return new BotError(
        'forbidden',
        `These credentials are not allowed to ${verb} ${resource} ${where}, so nothing can be said about it. ` +
          `Check with \`${canI(request)}\`.`,
      );
    case 'unauthorized':
      return new BotError(
        'unauthorized',
        `${host} refused the kubeconfig's credentials (401): they have expired or are wrong. ` +
          'Log in again, then check with `kubectl auth whoami`.',
      );
    case 'cluster-unreachable':
      return new BotError(
        'cluster-unreachable',
        `The cluster at ${host} cannot be reached: ${message.replace(`no answer from ${host}: `, '')} ` +
          'Check with `kubectl cluster-info` and `kubectl config get-contexts`.',
      );
    case 'timeout':
      return new BotError(
        'timeout',
        `The cluster at ${host} did not ${verb} ${resource} in time: ${ended(message)} Try again, or give it longer.`,
      );
    case 'throttled':
      return new BotError(
        'throttled',
        `The cluster at ${host} is busy: ${ended(message)} Try again in a minute.`,
      );
    case 'kubeconfig-unreadable':
    case 'credential-plugin-failed':
    case 'no-kubeconfig':
    case 'context-unknown':
      return new BotError(failure.code, message);
    default:
      return new BotError(
        'api-error',
        `The cluster at ${host} could not ${verb} ${resource} ${where}: ${ended(message)} ` +
          'Try again; if it stays so, see `kubectl get --raw /readyz?verbose`.',
      );
  }
}
