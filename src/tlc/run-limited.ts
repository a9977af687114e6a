/**
 * Runs tasks with at most `limit` at a time, and answers in the order of the tasks. A task that fails does not stop the
 * others: each outcome says whether its task was fulfilled or rejected.
 */
export async function runLimited<T>(
  tasks: readonly (() => Promise<T>)[],
  limit: number,
): Promise<readonly PromiseSettledResult<T>[]> {
  const outcomes: PromiseSettledResult<T>[] = [];
  const waiting = tasks.entries();
  const worker = async (): Promise<void> => {
    for (const [position, task] of waiting) {
      // The wrapper turns a synchronous throw into a rejection too.
      const [outcome] = await Promise.allSettled([(async () => task())()]);
      outcomes[position] = outcome;
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(limit, tasks.length)) }, worker));
  return outcomes;
}
