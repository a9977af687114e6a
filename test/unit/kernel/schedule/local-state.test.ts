import { describe, expect, it } from 'vitest';
import { LocalState } from '../../../../src/kernel/schedule/local-state.ts';

const fingerprint = ({ low, high }: LocalState) => [low, high];

describe('what a fibre knows', () => {
  it('is only what was returned, once a call has ended', () => {
    const [long, short] = [new LocalState(), new LocalState()];
    long.beginCall();
    long.know(7);
    long.know(8);
    long.endCall(false);
    short.beginCall();
    short.endCall(false);
    expect(fingerprint(long)).toEqual(fingerprint(short));
  });

  it('says where it stands: in a call that has begun, or after as many calls', () => {
    const [inside, after] = [new LocalState(), new LocalState()];
    inside.beginCall();
    for (const state of [inside, after]) {
      state.beginCall();
      state.endCall(false);
    }
    expect(fingerprint(inside)).not.toEqual(fingerprint(after));
  });
});
