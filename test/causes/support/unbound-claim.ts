/** A recording in which nobody answers for the class of a claim, `r-csi-block`. */
export const NO_PROVISIONER = { target: 'deploy/tables-db', recording: 'r-leagues-tables-db' } as const;

/** One in which the volumes of the class are made by hand, and the one there is is too small. */
export const BY_HAND = { target: 'deploy/replays', recording: 'r-matches-replays' } as const;

/** What Kubernetes says of a claim whose volume an external provisioner has to make. */
export const EXTERNAL =
  "Waiting for a volume to be created either by the external provisioner 'block.csi.example.com' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.";
