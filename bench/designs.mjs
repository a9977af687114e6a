/**
 * What a design costs: the same free run of worker threads with each design in turn, several rounds, and the pages that
 * reached the disk in a second beside those of the baseline.
 *
 * Usage: npm run build && node bench/designs.mjs
 */
import { DESIGNS, runFree } from '../dist/kernel/index.js';

const ROUNDS = 3;
const MILLISECONDS = 2_000;
const SHAPE = { pages: 4, users: 2 };

const designs = Object.keys(DESIGNS);
const totals = new Map(designs.map((design) => [design, { written: 0, putOff: 0, dma: 0 }]));

for (let round = 0; round < ROUNDS; round++) {
  for (const design of designs) {
    const { counts, failures } = await runFree({
      ...SHAPE,
      design,
      seed: round + 1,
      milliseconds: MILLISECONDS,
    });
    if (failures.length > 0) throw new Error(`${design}: ${failures[0].worker}: ${failures[0].error}`);
    const total = totals.get(design);
    total.written += counts.pagesWritten;
    total.putOff += counts.pagesPutOff;
    total.dma += counts.dmaWrites;
  }
}

const seconds = (ROUNDS * MILLISECONDS) / 1000;
const baseline = totals.get('baseline');
console.log(
  `${SHAPE.pages} pages, ${SHAPE.users} users, ${ROUNDS} rounds of ${MILLISECONDS / 1000} s each; per second:`,
);
for (const [design, { written, putOff, dma }] of totals) {
  const rate = (count) => (count / seconds).toFixed(0).padStart(8);
  const ratio = (written / baseline.written).toFixed(2);
  console.log(
    `${design.padEnd(24)} ${rate(written)} pages written x${ratio} ${rate(putOff)} put off ${rate(dma)} DMA writes`,
  );
}
