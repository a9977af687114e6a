/** The implementation does not do what the model says. The message is for the reader of a test report. */
export class ConformanceError extends Error {
  override readonly name = 'ConformanceError';
  // Private, so that no test report prints it beside the message.
  readonly #summary: string;

  constructor(message: string, summary = message) {
    super(message);
    this.#summary = summary;
    // Our own frames tell nothing of the implementation.
    this.stack = `${this.name}: ${message}`;
  }

  /** What went wrong, without where and how to repeat it; no getter, because test reports print those. */
  static summaryOf(error: ConformanceError): string {
    return error.#summary;
  }
}
