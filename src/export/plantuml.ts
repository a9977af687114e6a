import { endSentence, laneNames, NOBODY, traceEvents, traceTitle } from '../trace/index.ts';
import type { ExportFormat } from './format.ts';

/** A sequence diagram, a lane an actor. */
export const plantuml: ExportFormat = {
  name: 'plantuml',
  extension: 'puml',
  description: 'a PlantUML sequence diagram, a lane an actor',
  *write(trace, settings) {
    const events = traceEvents(trace, settings);
    const lanes = events.length > 0 ? laneNames(events) : [NOBODY];
    const id = (name: string): string => `a${lanes.indexOf(name)}`;
    yield `@startuml\ntitle ${text(traceTitle(trace, settings))}\n`;
    for (const name of lanes) yield `participant "${text(name)}" as ${id(name)}\n`;
    const loopFrom = trace.end.kind === 'lasso' ? trace.end.backTo + 1 : Infinity;
    let open = false;
    for (const { state, title, actors, changes, closesLoop } of events) {
      if (!open && (closesLoop || state > loopFrom)) {
        yield 'loop for ever\n';
        open = true;
      }
      const [from = NOBODY, to = from] = actors;
      const number = closesLoop ? `back to ${state}` : String(state);
      yield `${id(from)} -> ${id(to)} : ${text(`${number}. ${title}`)}\n`;
      if (changes.length > 0)
        yield `note right\n${changes.map((line) => `  ${text(line)}\n`).join('')}end note\n`;
    }
    if (open) yield 'end\n';
    const end = endSentence(trace);
    if (end !== undefined) yield `note over ${id(lanes[0]!)} : ${text(end)}\n`;
    yield '@enduml\n';
  },
};

/** Everything that could be markup, a preprocessor line or the end of the diagram stands as a code point. */
const text = (content: string): string =>
  content.replace(
    /[^A-Za-z0-9 .,=()]/gu,
    (character) => `<U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}>`,
  );
