import { NOBODY, traceEvents } from '../trace/index.ts';
import type { ExportFormat } from './format.ts';

/**
 * A log for ShiViz, to be read with the expression `(?<host>\S*) (?<clock>{.*})\n(?<event>.*)`. A trace does not say
 * what a step depends on; taken as a cause are earlier steps of the same actors, and the last step that changed the same place.
 */
export const shiviz: ExportFormat = {
  name: 'shiviz',
  extension: 'shiviz.txt',
  description: 'a log with vector clocks for ShiViz, a host an actor',
  *write(trace, settings) {
    const clocks = new Map<string, ReadonlyMap<string, number>>();
    const lastChange = new Map<string, ReadonlyMap<string, number>>();
    for (const { title, actors, changes, differences, state, closesLoop } of traceEvents(trace, settings)) {
      const [host = NOBODY, ...others] = actors;
      const places = differences.map(({ path }) => path.join(''));
      const causes = [
        ...[host, ...others].flatMap((name) => clocks.get(name) ?? []),
        ...places.flatMap((place) => lastChange.get(place) ?? []),
      ];
      const clock = tick(merge(causes), host);
      clocks.set(host, clock);
      for (const place of places) lastChange.set(place, clock);
      const number = closesLoop ? `back to ${state}` : String(state);
      yield `${hostName(host)} ${JSON.stringify(Object.fromEntries([...clock].map(([name, time]) => [hostName(name), time])))}\n`;
      yield `${`${number}. ${title}${changes.length > 0 ? `: ${changes.join('; ')}` : ''}`.replaceAll('\n', ' ')}\n`;
    }
    if (trace.end.kind === 'stuttering') {
      const clock = tick(clocks.get(NOBODY) ?? new Map(), NOBODY);
      yield `${NOBODY} ${JSON.stringify(Object.fromEntries(clock))}\nstuttering for ever\n`;
    }
  },
};

/** A host is one word. */
const hostName = (name: string): string => name.replace(/[\s{}"\\]/g, '_') || '_';

function merge(clocks: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const merged = new Map<string, number>();
  for (const clock of clocks) {
    for (const [name, time] of clock) merged.set(name, Math.max(time, merged.get(name) ?? 0));
  }
  return merged;
}

const tick = (clock: ReadonlyMap<string, number>, host: string): ReadonlyMap<string, number> =>
  new Map([[host, (clock.get(host) ?? 0) + 1], ...[...clock].filter(([name]) => name !== host)]);
