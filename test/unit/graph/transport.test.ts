import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearTransport, transportFromNear } from '../../../src/graph/flow/near-transport.ts';
import type { TransportProblem } from '../../../src/graph/flow/network.ts';
import { provedBound } from '../../../src/graph/flow/proved-bound.ts';
import { transport } from '../../../src/graph/flow/transport.ts';

type Arc = readonly [tail: number, head: number, cost: number];

function problemOf(supply: readonly number[], arcs: readonly Arc[]): TransportProblem {
  const sorted = [...arcs].sort(([a], [b]) => a - b);
  return {
    nodeCount: supply.length,
    firstOut: Uint32Array.from(
      { length: supply.length + 1 },
      (_, node) => sorted.filter(([tail]) => tail < node).length,
    ),
    heads: Uint32Array.from(sorted, ([, head]) => head),
    costs: Int32Array.from(sorted, ([, , cost]) => cost),
    supply: Int32Array.from(supply),
  };
}

interface Parts {
  readonly supply: readonly number[];
  readonly arcs: readonly Arc[];
}

/** Any supplies that add up to 0, and any arcs: some cost nothing, some are parallel, to some nodes none leads. */
const anyParts = fc.integer({ min: 2, max: 12 }).chain((count): fc.Arbitrary<Parts> => {
  const node = fc.nat(count - 1);
  const moves = fc.array(fc.tuple(node, node), { maxLength: 12 });
  const arcs = fc.array(fc.tuple(node, node, fc.nat(4)), { maxLength: 50 });
  return fc.tuple(moves, arcs).map(([units, all]) => {
    const supply = new Array<number>(count).fill(0);
    for (const [from, to] of units) {
      supply[from]!++;
      supply[to]!--;
    }
    return { supply, arcs: all };
  });
});

const anyProblem = anyParts.map(({ supply, arcs }) => problemOf(supply, arcs));

/** The same with arcs from a hub to every node and back. */
const anyHubProblem = fc
  .tuple(anyParts, fc.nat(11), fc.constantFrom(0, 3, 10, 2_000), fc.nat(5))
  .map(([{ supply, arcs }, node, there, back]) => {
    const hub = node % supply.length;
    const ways = [...supply.keys()]
      .filter((other) => other !== hub)
      .flatMap((other): Arc[] => [
        [other, hub, there],
        [hub, other, back],
      ]);
    return { ...problemOf(supply, [...arcs, ...ways]), hub };
  });

/** What each node has after all was brought. */
function balance({ supply, nodeCount, firstOut, heads }: TransportProblem, flow: Int32Array): number[] {
  const left = [...supply];
  for (let node = 0; node < nodeCount; node++) {
    for (let arc = firstOut[node]!; arc < firstOut[node + 1]!; arc++) {
      left[node]! -= flow[arc]!;
      left[heads[arc]!]! += flow[arc]!;
    }
  }
  return left;
}

/** All is brought, nothing flows backwards, and the cost is what it is said to be. */
function expectWhole(problem: TransportProblem, { flow, cost }: { flow: Int32Array; cost: number }): void {
  expect(balance(problem, flow).every((units) => units === 0)).toBe(true);
  expect(flow.every((units) => units >= 0)).toBe(true);
  expect(flow.reduce((sum, units, arc) => sum + units * problem.costs[arc]!, 0)).toBe(cost);
}

/** Unit by unit on a shortest way of what is left (Bellman and Ford), the plainest method there is. */
function lowestCostPlainly(problem: TransportProblem): number | undefined {
  const { nodeCount, firstOut, heads, costs, supply } = problem;
  const left = [...supply];
  const flow = new Array<number>(heads.length).fill(0);
  let cost = 0;
  while (left.some((units) => units > 0)) {
    const distance = left.map((units) => (units > 0 ? 0 : Infinity));
    const via = new Array<readonly [node: number, arc: number, change: number] | undefined>(nodeCount);
    for (let round = 0; round < nodeCount; round++) {
      for (let tail = 0; tail < nodeCount; tail++) {
        for (let arc = firstOut[tail]!; arc < firstOut[tail + 1]!; arc++) {
          const head = heads[arc]!;
          if (distance[tail]! + costs[arc]! < distance[head]!) {
            distance[head] = distance[tail]! + costs[arc]!;
            via[head] = [tail, arc, 1];
          }
          if (flow[arc]! > 0 && distance[head]! - costs[arc]! < distance[tail]!) {
            distance[tail] = distance[head]! - costs[arc]!;
            via[tail] = [head, arc, -1];
          }
        }
      }
    }
    const getters = [...left.keys()].filter((node) => left[node]! < 0);
    const nearest = getters.reduce((best, node) => (distance[node]! < distance[best]! ? node : best));
    if (distance[nearest] === Infinity) return undefined;
    let at = nearest;
    for (let step = via[at]; step; step = via[at]) {
      const [node, arc, change] = step;
      flow[arc]! += change;
      cost += change * costs[arc]!;
      at = node;
    }
    left[at]!--;
    left[nearest]!++;
  }
  return cost;
}

describe('transport', () => {
  it('is as cheap as unit by unit on shortest ways, or finds none where that finds none', () => {
    fc.assert(
      fc.property(anyProblem, (problem) => {
        const found = transport(problem);
        expect(found?.cost).toBe(lowestCostPlainly(problem));
        if (!found) return;
        expect(found.bound).toBe(found.cost);
        expectWhole(problem, found);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('nearTransport', () => {
  it('brings everything, and never claims more than the lowest cost as its bound', () => {
    fc.assert(
      fc.property(anyHubProblem, (problem) => {
        const lowest = lowestCostPlainly(problem)!;
        for (const isEnough of [() => true, (cost: number, bound: number) => cost <= bound]) {
          const near = nearTransport(problem, isEnough);
          expectWhole(problem, near);
          expect(near.bound).toBeLessThanOrEqual(lowest);
          expect(near.cost).toBeGreaterThanOrEqual(lowest);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is where the cheapest way begins', () => {
    fc.assert(
      fc.property(anyHubProblem, (problem) => {
        const found = transportFromNear(problem);
        expectWhole(problem, found);
        expect(found.cost).toBe(lowestCostPlainly(problem));
        expect(found.bound).toBe(found.cost);
      }),
      { numRuns: 200 },
    );
  });

  it('takes no bound from prices that an arc contradicts', () => {
    const problem = problemOf([1, -1], [[0, 1, 2]]);
    expect(provedBound(problem, Int32Array.of(2, 0))).toBe(2);
    expect(() => provedBound(problem, Int32Array.of(3, 0))).toThrow('prove nothing');
  });
});
