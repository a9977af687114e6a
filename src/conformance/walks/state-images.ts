import { Buffer } from 'node:buffer';

/** Bytes that are kept at most, besides the image that was seen last. */
const MOST_BYTES = 2 ** 26;
/**
 * So many equal images are believed until one is not, and the state is read and compared all the same: at least these, and
 * fewer than these more. The number changes each time, as a walk that goes around a loop would always be asked in one place.
 */
const BELIEVED = 32;
const MORE_BELIEVED = 61;

/**
 * The images of a driver (`Driver.image`) by the state of the model that was seen with them: the first of each state, and the
 * last of all. An implementation that shows one of them again is in that state, so that neither has it to be read again nor
 * compared.
 */
export class StateImages {
  private readonly firsts = new Map<number, Uint8Array>();
  private bytes = 0;
  private last = new Uint8Array();
  private lastState: number | undefined;
  private looks = 0;
  private believed = BELIEVED;

  /** The first of two states that was seen with this image, if any was. */
  stateOf(image: Uint8Array, first: number, second: number): number | undefined {
    if (this.has(first, image)) return first;
    return first !== second && this.has(second, image) ? second : undefined;
  }

  /** Whether an equal image is to be believed now, without another look. */
  believes(): boolean {
    if (this.believed-- > 0) return true;
    this.looks++;
    this.believed = BELIEVED + ((this.looks * this.looks) % MORE_BELIEVED);
    return false;
  }

  /** Keeps a copy: the driver's bytes are its memory, and change. */
  keep(state: number, image: Uint8Array): void {
    if (this.last.length !== image.length) this.last = new Uint8Array(image.length);
    this.last.set(image);
    this.lastState = state;
    if (this.firsts.has(state) || this.bytes + image.length > MOST_BYTES) return;
    this.bytes += image.length;
    this.firsts.set(state, image.slice());
  }

  private has(state: number, image: Uint8Array): boolean {
    if (state === this.lastState && Buffer.compare(this.last, image) === 0) return true;
    const first = this.firsts.get(state);
    return first !== undefined && Buffer.compare(first, image) === 0;
  }
}
