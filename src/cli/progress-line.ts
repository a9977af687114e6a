import type { TextStream } from './terminal.ts';

const PLAIN_INTERVAL_MILLISECONDS = 30_000;

/** One line that says how far things are: redrawn where people look, else a plain line now and then. */
export class ProgressLine {
  private readonly stream: TextStream;
  private readonly parts = new Map<string, string>();
  private shown = false;
  private lastPlain = Date.now();

  constructor(stream: TextStream) {
    this.stream = stream;
  }

  /** Sets what is said of one thing that is going on. */
  update(name: string, text: string): void {
    this.parts.set(name, text);
    this.draw();
  }

  /** The thing is over. */
  remove(name: string): void {
    this.parts.delete(name);
    this.clear();
    if (this.parts.size > 0) this.draw();
  }

  /** Takes the line away, so that something else can be written. */
  clear(): void {
    if (this.shown) this.stream.write('\r\u001b[K');
    this.shown = false;
  }

  private draw(): void {
    const text = [...this.parts].map(([name, part]) => `${name}: ${part}`).join('   ');
    if (this.stream.isTTY) {
      this.stream.write(`\r\u001b[K${text.slice(0, (this.stream.columns ?? 80) - 1)}`);
      this.shown = true;
    } else if (Date.now() - this.lastPlain > PLAIN_INTERVAL_MILLISECONDS) {
      this.lastPlain = Date.now();
      this.stream.write(`${text}\n`);
    }
  }
}
