import { emitKeypressEvents } from 'node:readline';
import type { Colors } from '../terminal.ts';
import { mostScrolled, stepperFrame } from './stepper-frame.ts';
import { press, START, type Key, type SteppedTrace, type StepperState } from './stepper.ts';

/** The keys of a terminal. */
export type KeyStream = NodeJS.ReadStream;

/** A terminal that can be drawn on. */
export type Screen = NodeJS.WriteStream;

const ENTER = '\u001b[?1049h\u001b[?25l';
const LEAVE = '\u001b[?25h\u001b[?1049l';
const HOME = '\u001b[H';
const CLEAR_LINE = '\u001b[K';

/**
 * Lets a person go through a trace with keys, on a screen of its own, until they end it. Whatever ends it, the terminal is
 * left as it was. Answers with how it ended; Ctrl-C is an interruption.
 */
export async function runStepper(
  shown: SteppedTrace,
  { keys, screen, colors, signal }: { keys: KeyStream; screen: Screen; colors: Colors; signal: AbortSignal },
): Promise<'done' | 'interrupted'> {
  let state: StepperState = START;
  const draw = (): void => {
    // A terminal that does not know its size says 0.
    const size = { columns: screen.columns || 80, rows: screen.rows || 24 };
    state = { ...state, scrolled: Math.min(state.scrolled, mostScrolled(shown, state, size)) };
    const lines = stepperFrame(shown, state, size, colors).map((line) => line + CLEAR_LINE);
    screen.write(HOME + lines.join('\r\n'));
  };
  emitKeypressEvents(keys);
  const wasRaw = keys.isRaw;
  screen.write(ENTER);
  keys.setRawMode(true);
  keys.resume();
  try {
    return await new Promise((resolve) => {
      const end = (how: 'done' | 'interrupted'): void => {
        keys.off('keypress', onKey);
        screen.off('resize', draw);
        resolve(how);
      };
      const onKey = (_text: string | undefined, key: Key): void => {
        if (key.ctrl && key.name === 'c') return end('interrupted');
        const next = press(state, key, shown);
        if (!next) return end('done');
        state = next;
        draw();
      };
      keys.on('keypress', onKey);
      screen.on('resize', draw);
      signal.addEventListener('abort', () => end('interrupted'), { once: true });
      if (signal.aborted) return end('interrupted');
      draw();
    });
  } finally {
    keys.setRawMode(wasRaw);
    keys.pause();
    screen.write(LEAVE);
  }
}
