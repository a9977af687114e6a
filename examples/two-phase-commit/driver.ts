import type { CreateDriver } from './generated/driver.js';
import { Coordinator, Participant, type Message } from './two-phase-commit.ts';

/** Drives one transaction. The network keeps every message, so that each can be delivered late and again. */
export const createDriver: CreateDriver = ({ Participants }) => {
  let network: Message[] = [];
  let coordinator = new Coordinator(Participants, () => undefined);
  let participants = new Map<string, Participant>();

  const participant = (name: string): Participant => participants.get(name)!;
  const sent = (wanted: Message): boolean =>
    network.some(
      (message) =>
        message.kind === wanted.kind &&
        (message.kind !== 'prepared' || (wanted.kind === 'prepared' && message.from === wanted.from)),
    );
  const deliver = (outcome: 'commit' | 'abort', to: string): boolean => {
    if (!sent({ kind: outcome })) return false;
    participant(to).receiveOutcome(outcome);
    return true;
  };

  return {
    init() {
      network = [];
      const send = (message: Message): void => void network.push(message);
      coordinator = new Coordinator(Participants, send);
      participants = new Map([...Participants].map((name) => [name, new Participant(name, send)]));
    },
    apply(action) {
      const done = ((): boolean => {
        switch (action.name) {
          case 'ReceiveVote': {
            const { p } = action.parameters;
            return sent({ kind: 'prepared', from: p }) && coordinator.receiveVote(p);
          }
          case 'DecideCommit':
            return coordinator.commit();
          case 'DecideAbort':
            return coordinator.abort();
          case 'Prepare':
            return participant(action.parameters.p).prepare();
          case 'GiveUp':
            return participant(action.parameters.p).giveUp();
          case 'ReceiveCommit':
            return deliver('commit', action.parameters.p);
          case 'ReceiveAbort':
            return deliver('abort', action.parameters.p);
        }
      })();
      return done ? 'done' : 'refused';
    },
    observe: () => ({
      participant: Object.fromEntries([...participants].map(([name, { state }]) => [name, state])),
      coordinator: coordinator.state,
      prepared: new Set(coordinator.prepared),
      votes: new Set(network.flatMap((message) => (message.kind === 'prepared' ? [message.from] : []))),
      outcomes: new Set(network.flatMap(({ kind }) => (kind === 'prepared' ? [] : [kind]))),
    }),
    dispose() {},
  };
};
