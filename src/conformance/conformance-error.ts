/** Not fields of the errors: a test report would print them beside the message. */
const summaries = new WeakMap<ConformanceError, string>();

/** The implementation does not do what the model says. The message is for the reader of a test report. */
export class ConformanceError extends Error {
  override readonly name = 'ConformanceError';

  constructor(message: string, summary = message) {
    super(message);
    summaries.set(this, summary);
    // Our own frames tell nothing of the implementation.
    this.stack = `${this.name}: ${message}`;
  }
}

/** What went wrong, without where and how to repeat it. */
export const summaryOf = (error: ConformanceError): string => summaries.get(error) ?? error.message;
