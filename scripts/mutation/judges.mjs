import { Worker } from 'node:worker_threads';

/** A judge that takes so many times as long for a set as without a mutant, and so long at least, hangs and is stopped. */
const PATIENCE = 20;
const LEAST_MS = 4_000;
const START_MS = 60_000;

/** Threads that judge mutants, one job at a time each. */
export class Judges {
  #folder;
  #lanes;
  #stopped = false;

  constructor(folder, lanes) {
    this.#folder = folder;
    this.#lanes = lanes;
  }

  /** What each strategy does, and which mutants are evaluated before any test. */
  async count() {
    const judge = await this.#start();
    const { atStart } = judge;
    const { rows } = await judge.ask({ count: true });
    await judge.stop();
    return { rows, atStart };
  }

  /** Answers all jobs with whether their tests fail; a hang is a failure, if it is one a second time: a machine may stand still. A job with `fresh` gets a thread in which its mutant is active from the start. */
  async judge(jobs, onAnswer) {
    const queue = [...jobs];
    const lane = async () => {
      let judge;
      for (let job = queue.shift(); job !== undefined && !this.#stopped; job = queue.shift()) {
        if (job.fresh) await judge?.stop();
        if (job.fresh || judge === undefined || judge.isStopped)
          judge = await this.#start(job.fresh ? job.mutant : '');
        const how = await isKilled(judge, job);
        if (how === 'hung' && !job.again) queue.unshift({ ...job, again: true });
        else onAnswer(job, how);
        if (job.fresh) await judge?.stop();
      }
      await judge?.stop();
    };
    await Promise.all(Array.from({ length: this.#lanes }, lane));
  }

  /** No further job is begun. */
  stop() {
    this.#stopped = true;
  }

  #start(active = '') {
    const worker = new Worker(new URL('judge.mjs', import.meta.url), {
      workerData: { folder: this.#folder, active },
    });
    return startedJudge(worker);
  }
}

async function isKilled(judge, { mutant, strategy, places, most, milliseconds }) {
  // It did not even start: the core cannot be loaded with this mutant.
  if (judge.isStopped) return 'broken';
  const limitOf = (place) => LEAST_MS + PATIENCE * milliseconds[place];
  const answer = await judge.ask({ mutant, strategy, places, most }, limitOf);
  if (answer === undefined) return 'hung';
  return answer.isKilled ? 'failed' : undefined;
}

async function startedJudge(worker) {
  let onMessage;
  const judge = {
    isStopped: false,
    atStart: [],
    /** The answer; undefined if the judge has ended, or was stopped because a set took longer than it may. */
    async ask(question, limitOf) {
      let clock;
      const answer = await new Promise((resolve) => {
        onMessage = (message) => {
          clearTimeout(clock);
          if (message?.place === undefined) resolve(message);
          else clock = setTimeout(() => void judge.stop(), limitOf(message.place));
        };
        worker.postMessage(question);
      });
      return answer;
    },
    async stop() {
      judge.isStopped = true;
      await worker.terminate();
    },
  };
  const begun = new Promise((resolve) => (onMessage = resolve));
  const clock = setTimeout(() => void judge.stop(), START_MS);
  worker.on('message', (message) => onMessage(message));
  worker.on('error', () => {});
  worker.on('exit', () => {
    judge.isStopped = true;
    onMessage(undefined);
  });
  judge.atStart = (await begun)?.atStart ?? [];
  clearTimeout(clock);
  return judge;
}
