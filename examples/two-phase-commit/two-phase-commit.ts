/** What a participant tells the coordinator, and what the coordinator tells all participants. */
export type Message =
  | { readonly kind: 'prepared'; readonly from: string }
  | { readonly kind: 'commit' }
  | { readonly kind: 'abort' };

export type Send = (message: Message) => void;

/** Decides the outcome of one transaction. Methods answer with whether they were possible. */
export class Coordinator {
  state: 'waiting' | 'committed' | 'aborted' = 'waiting';
  readonly prepared = new Set<string>();
  private readonly participants: ReadonlySet<string>;
  private readonly send: Send;

  constructor(participants: ReadonlySet<string>, send: Send) {
    this.participants = participants;
    this.send = send;
  }

  /** A participant's vote; it counts until there is a decision. */
  receiveVote(from: string): boolean {
    if (this.state !== 'waiting') return false;
    this.prepared.add(from);
    return true;
  }

  commit(): boolean {
    if (this.state !== 'waiting' || this.prepared.size < this.participants.size) return false;
    this.state = 'committed';
    this.send({ kind: 'commit' });
    return true;
  }

  abort(): boolean {
    if (this.state !== 'waiting') return false;
    this.state = 'aborted';
    this.send({ kind: 'abort' });
    return true;
  }
}

/** One resource that takes part in a transaction. */
export class Participant {
  state: 'working' | 'prepared' | 'committed' | 'aborted' = 'working';
  private readonly name: string;
  private readonly send: Send;

  constructor(name: string, send: Send) {
    this.name = name;
    this.send = send;
  }

  /** Promises to commit, whatever happens. */
  prepare(): boolean {
    if (this.state !== 'working') return false;
    this.state = 'prepared';
    this.send({ kind: 'prepared', from: this.name });
    return true;
  }

  giveUp(): boolean {
    if (this.state !== 'working') return false;
    this.state = 'aborted';
    return true;
  }

  /** The coordinator's decision; it may come again. */
  receiveOutcome(outcome: 'commit' | 'abort'): void {
    this.state = outcome === 'commit' ? 'committed' : 'aborted';
  }
}
