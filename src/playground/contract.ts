/** What the page is told, and what it asks for: JSON over HTTP, on this machine alone. */

export interface PagePerson {
  readonly id: string;
  readonly name: string;
  readonly isBot: boolean;
}

export interface PageChannel {
  readonly id: string;
  readonly name: string;
  /** `im`: with the bot. */
  readonly kind: 'public' | 'private' | 'im';
}

export interface PageFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  /** Where its bytes are: `/api/files/F…`. */
  readonly url: string;
  readonly altText?: string;
  readonly isPicture: boolean;
  /** Of a text: its beginning. */
  readonly preview?: string;
}

/** A message as it stands now; `channel` and `ts` name it. */
export interface PageMessage {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs?: string;
  readonly user: string;
  readonly text: string;
  /** Block Kit as Slack has it. */
  readonly blocks: readonly object[];
  readonly attachments: readonly object[];
  readonly files: readonly PageFile[];
  /** How often it has been edited. */
  readonly edits: number;
  /** Only the reader sees it. */
  readonly isEphemeral: boolean;
}

/** Something in the replayed cluster that can be broken and healed. */
export interface PageWorkload {
  readonly id: string;
  /** `Deployment shop/web` */
  readonly label: string;
  readonly state: 'broken' | 'well';
  /** `its image does not exist` */
  readonly trouble: string;
}

/** One request to the cluster's API that an answer took. */
export interface PageRequest {
  readonly method: string;
  readonly path: string;
  /** Absent where no answer came. */
  readonly status?: number;
  /** Milliseconds since the question was asked. */
  readonly at: number;
  readonly ms: number;
  /** Why no answer came, or why it ended too early. */
  readonly problem?: string;
}

/** How an answer came about, the newest first. */
export interface PageTrace {
  /** `/pod why web -n shop` */
  readonly question: string;
  /** Milliseconds since the epoch. */
  readonly askedAt: number;
  readonly durationMs: number;
  /**
   * What was done and what was said: `finding web`, `reading events, logs`, `judging`, each with when it began, in
   * milliseconds since the question.
   */
  readonly steps: readonly { readonly text: string; readonly at: number }[];
  readonly requests: readonly PageRequest[];
  /** Where `PageProof` is, once something was diagnosed for it: `/api/proofs/3`. */
  readonly proofUrl?: string;
}

/** `GET /api/proofs/ID`: what was concluded, and what from. Large: it is asked for by itself. */
export interface PageProof {
  /** As `podwhy why -o json` prints it, with its findings. */
  readonly report: object;
  /** What was read of the cluster, with what could not be. */
  readonly snapshot: object;
}

/** Everything that the page shows; sent whole, whenever something has changed. */
export interface PageState {
  readonly you: PagePerson;
  readonly bot: PagePerson;
  readonly people: readonly PagePerson[];
  readonly channels: readonly PageChannel[];
  readonly messages: readonly PageMessage[];
  /** App Home's blocks, once it was opened. */
  readonly home?: readonly object[];
  /** Empty with a cluster of one's own: nothing in that is changed. */
  readonly workloads: readonly PageWorkload[];
  /** `a replayed cluster`, or the kubeconfig context. */
  readonly cluster: string;
  readonly traces: readonly PageTrace[];
  /** The app's one message shortcut as Slack names it: `Diagnose pods`. Ephemeral messages have none. */
  readonly shortcut: string;
}

/** `POST /api/say`: a command where it begins with `/`, else a message. */
export interface SayBody {
  readonly channel: string;
  readonly text: string;
  readonly threadTs?: string;
}

/** `POST /api/act`: a click on a button, a choice in a menu. `ts` absent: in App Home. */
export interface ActBody {
  readonly channel?: string;
  readonly ts?: string;
  readonly blockId?: string;
  readonly actionId: string;
  /** Of a button; of the option that was chosen. */
  readonly value?: string;
}

/** `POST /api/shortcut`: the app's message shortcut, "Diagnose pods", on what somebody wrote. */
export interface ShortcutBody {
  readonly channel: string;
  readonly ts: string;
}

/** `POST /api/scene`: breaks or heals something in the replayed cluster. */
export interface SceneBody {
  readonly workload: string;
  readonly state: 'broken' | 'well';
}

/** What a POST is answered with; `problem` is a sentence for the person. */
export interface Done {
  readonly ok: boolean;
  readonly problem?: string;
}

/** `GET /api/complete?channel=C1&text=/pod why we`: what could stand at the end of the text, whole lines. */
export interface Completions {
  readonly lines: readonly { readonly text: string; readonly about?: string }[];
}
