import type { PersistentVolumeClaim } from '../../src/diagnosis/objects/storage.ts';
import { ownerOf } from '../../src/diagnosis/owner.ts';
import { awaitsConsumer, type ClaimTrouble, whyUnbound } from '../../src/diagnosis/storage/unbound-claim.ts';
import { awaitedConsumer } from './claim-consumer.ts';
import { deleting } from './claim-deleting.ts';
import { resizing } from './claim-resizing.ts';
import { claimUsers, fromUser, podName, usersParams } from './claim-users.ts';
import { claimFound, ofPod } from './claims.ts';
import type { ClaimTargetView, VolumeFound } from './scene.ts';

/** What is to be said of a claim that was itself asked about. A bound one that nobody changes is in order. */
export function claimTarget(view: ClaimTargetView, claim: PersistentVolumeClaim): readonly VolumeFound[] {
  const deletedAt = claim.metadata?.deletionTimestamp;
  if (deletedAt) return [deleting(view, claim, deletedAt)];
  return claim.status?.phase === 'Bound' ? resizing(view, claim) : unbound(view, claim);
}

/** What is said of a claim that waits for a pod: that a volume was refused would be worse, and newer. */
const MERELY_WAITING: ReadonlySet<ClaimTrouble> = new Set(['first-consumer-waiting', 'no-matching-volume']);

function unbound(view: ClaimTargetView, claim: PersistentVolumeClaim): readonly VolumeFound[] {
  const { name } = view.target;
  const users = claimUsers(view);
  const reason = whyUnbound(view, name, claim);
  if (!reason) return [];
  if (MERELY_WAITING.has(reason.trouble) && awaitsConsumer(view, name, claim))
    return [awaitedConsumer(view, claim, users, reason)];
  const [user] = users ?? [];
  const ofUser = user ? ofPod({ owner: ownerOf(user), podName: podName(user) }, name) : {};
  const evidence = user ? [fromUser(user, name)] : [];
  return [claimFound(name, claim, reason, evidence, { ...ofUser, ...usersParams(view, users) })];
}
