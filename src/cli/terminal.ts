import picocolors from 'picocolors';

/** A stream that people may be looking at. */
export interface TextStream {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

export type Colors = ReturnType<typeof picocolors.createColors>;

/** Where a command writes: its result to `out`, all else to `log`. */
export interface Terminal {
  readonly out: TextStream;
  readonly log: TextStream;
  readonly colorsOf: (stream: TextStream) => Colors;
}

/** Colour is decided for each stream: NO_COLOR, then FORCE_COLOR, then whether people see it. */
export function openTerminal(out: TextStream, log: TextStream, env: NodeJS.ProcessEnv): Terminal {
  const wanted = (stream: TextStream): boolean => {
    if (env.NO_COLOR) return false;
    if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0';
    return Boolean(stream.isTTY) && env.TERM !== 'dumb';
  };
  return { out, log, colorsOf: (stream) => picocolors.createColors(wanted(stream)) };
}
