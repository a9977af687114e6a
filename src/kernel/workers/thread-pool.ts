import { Worker } from 'node:worker_threads';

/** A job that a thread of the pool does. */
export interface PooledJob {
  /** Fulfilled when the job is done: with the error that ended it, or with undefined. */
  readonly ended: Promise<Error | undefined>;
  /** Ends the thread where it stands; `ended` is fulfilled with an error. */
  terminate(): Promise<unknown>;
}

/** What a thread of a pool is started with; its entry answers each message, a job, with a message when the job is done. */
export interface PoolOptions {
  readonly entry: URL;
  /** Options of Node for the threads; not those of this process, which may be a test runner's. */
  readonly execArgv: readonly string[];
}

/**
 * Threads that do one job after the other: a start costs about 100 ms, a job for a thread that is there a message. A thread
 * whose job failed or was terminated is gone. Idle threads do not keep the process alive.
 */
export class ThreadPool {
  private readonly options: PoolOptions;
  private readonly idle: PooledThread[] = [];

  constructor(options: PoolOptions) {
    this.options = options;
  }

  /** Lets an idle thread do the job, or a new one. */
  run(job: unknown): PooledJob {
    const thread = this.idle.pop() ?? this.start();
    const { worker } = thread;
    worker.ref();
    const ended = new Promise<Error | undefined>((resolve) => {
      thread.ended = resolve;
    });
    worker.postMessage(job);
    return { ended, terminate: () => worker.terminate() };
  }

  private start(): PooledThread {
    const { entry, execArgv } = this.options;
    const worker = new Worker(entry, { execArgv: [...execArgv] });
    const thread: PooledThread = { worker, ended: () => {} };
    worker.on('message', () => {
      worker.unref();
      this.idle.push(thread);
      thread.ended(undefined);
    });
    const gone = (error: Error): void => {
      const at = this.idle.indexOf(thread);
      if (at >= 0) this.idle.splice(at, 1);
      thread.ended(error);
    };
    worker.on('error', (error: unknown) => gone(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', (code) => gone(new Error(`exit code ${code}`)));
    return thread;
  }
}

/** A thread, and whom to tell that its job has ended. */
interface PooledThread {
  readonly worker: Worker;
  ended: (error: Error | undefined) => void;
}

/** The address of the entry of that name. Node 20 runs no TypeScript in threads: from the sources, threads run the build. */
export const threadEntry = (name: string): URL =>
  new URL(
    import.meta.url.endsWith('.ts') ? `../../../dist/kernel/workers/${name}.js` : `./${name}.js`,
    import.meta.url,
  );
