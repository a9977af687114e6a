/** One message of TLC's `-tool` protocol: what stands between a STARTMSG and its ENDMSG. */
export interface ToolMessage {
  /** The number of the message in TLC's `EC` class. */
  readonly code: number;
  /** 0 none, 1 error, 2 bug in TLC, 3 warning, 4 state; missing in very old builds. */
  readonly severity?: number;
  /** The text between the frames, without that of nested messages; lines joined by `\n`. */
  readonly body: string;
  /** Messages inside this one, such as the cause of a 1000. */
  readonly nested: readonly ToolMessage[];
  /** `false` when the output ended, or an outer message ended, before this one did. */
  readonly complete: boolean;
}

/** What the stream consists of: messages, and lines that stand outside of any. */
export type ToolItem =
  | { readonly kind: 'message'; readonly message: ToolMessage }
  | { readonly kind: 'text'; readonly line: string };
