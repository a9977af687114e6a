import type { ToolItem, ToolMessage } from './tool-message.ts';

/** Takes TLC's output in pieces that may end anywhere, and hands on its messages and lines. */
export interface ToolStreamReader {
  push(chunk: string): void;
  /** Ends the stream: a last line without a line end counts, messages that are still open are incomplete. */
  end(): void;
}

/** A message whose ENDMSG has not come yet. */
interface OpenMessage {
  readonly code: number;
  readonly severity: number | undefined;
  readonly lines: string[];
  readonly nested: ToolMessage[];
}

/** A frame starts at the end of a line: text may stand before it, but a quoted one is somebody's string. */
const START = /^(.*?)@!@!@STARTMSG ([0-9]+)(?::([0-9]+))? @!@!@ *$/;
const END = /^@!@!@ENDMSG ([0-9]+) @!@!@ ?(.*)$/;
const MARK = '@!@!@';

/**
 * Messages that TLC never puts inside another one. Their start ends whatever is open, so that a line which only
 * looks like the start of a message cannot swallow the rest of the output.
 */
const NEVER_NESTED: ReadonlySet<number> = new Set([
  2121, 2122, 2185, 2186, 2187, 2188, 2189, 2190, 2192, 2193, 2194, 2195, 2196, 2199, 2200, 2201, 2202, 2204,
  2205, 2206, 2209, 2210, 2216, 2217, 2218, 2219, 2220, 2221, 2262, 2264, 2267, 2268, 2269, 2271, 2772, 2773,
  2774, 2775, 2777, 2778, 2779,
]);

/**
 * Splits the output of `-tool` into messages and other lines (https://github.com/tlaplus/tlaplus, tlc2.output.MP).
 * Nothing is lost: every character that is no frame is in the body of a message or in a text item.
 */
export function createToolStreamReader(onItem: (item: ToolItem) => void): ToolStreamReader {
  let rest = '';
  const open: OpenMessage[] = [];

  const text = (line: string) => {
    const top = open.at(-1);
    if (top) top.lines.push(line);
    else onItem({ kind: 'text', line });
  };
  const close = (complete: boolean) => {
    const { code, severity, lines, nested } = open.pop() as OpenMessage;
    const message: ToolMessage = {
      code,
      ...(severity === undefined ? {} : { severity }),
      body: lines.join('\n'),
      nested,
      complete,
    };
    const outer = open.at(-1);
    if (outer) outer.nested.push(message);
    else onItem({ kind: 'message', message });
  };
  const start = (before: string, code: number, severity: number | undefined) => {
    if (before !== '') text(before);
    while (open.length > 0 && NEVER_NESTED.has(code)) close(false);
    open.push({ code, severity, lines: [], nested: [] });
  };
  const end = (code: number, after: string, line: string) => {
    const depth = open.findLastIndex((message) => message.code === code);
    if (depth < 0) return text(line);
    while (open.length > depth + 1) close(false);
    close(true);
    if (after !== '') text(after);
  };
  const readLine = (raw: string) => {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (!line.includes(MARK)) return text(line);
    const starts = START.exec(line);
    if (starts)
      return start(
        starts[1] as string,
        Number(starts[2]),
        starts[3] === undefined ? undefined : Number(starts[3]),
      );
    const ends = END.exec(line);
    return ends ? end(Number(ends[1]), ends[2] as string, line) : text(line);
  };

  return {
    push: (chunk) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() as string;
      for (const line of lines) readLine(line);
    },
    end: () => {
      if (rest !== '') readLine(rest);
      rest = '';
      while (open.length > 0) close(false);
    },
  };
}
