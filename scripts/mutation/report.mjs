/** The table and the survivors, as Markdown. */
export function mutationReport({ mutants, all, every, rows, noticed, byUnitTests, sourceOf, reasons }) {
  const total = mutants.length;
  const kills = (strategy) => mutants.filter(({ id }) => noticed.get(id).has(strategy)).length;
  const share = (count) => `${((100 * count) / total).toFixed(1)} %`;
  const table = rows.map(({ strategy, tests, steps, refusals, reached }) => {
    const places = mutants.filter(({ id }) => reached.includes(id)).length;
    return [strategy, tests, steps, refusals, places, kills(strategy), share(kills(strategy))];
  });
  const suites = mutants.filter(({ id }) => noticed.get(id).size > 0);
  const unit = mutants.filter(({ id }) => byUnitTests.get(id)?.isNoticed === true);
  const left = mutants.filter((mutant) => !suites.includes(mutant) && !unit.includes(mutant));
  const known = left.map((mutant) => ({ ...mutant, source: sourceOf(mutant), reason: reasonOf(mutant) }));
  const equivalent = known.filter(({ reason }) => reason !== undefined);
  const killed = suites.length + unit.length;
  const score = ((100 * killed) / (total - equivalent.length)).toFixed(1);
  const summary = [
    `${total} mutants; the suites notice ${suites.length}, the unit tests ${unit.length} of the others; ${left.length} are left, ${equivalent.length} of them with a reason.`,
    `${score} % of those that make a difference.`,
    ...table.map((row) => row.join('  ')),
  ].join('\n');

  function reasonOf(mutant) {
    const [source, replacement] = [squeeze(sourceOf(mutant)), squeeze(mutant.replacement)];
    return reasons.find(
      (reason) =>
        reason.file === mutant.fileName && reason.source === source && reason.replacement === replacement,
    )?.why;
  }

  return { summary, text: page(), left: known };

  function page() {
    const numbers = (value) => (typeof value === 'number' ? value.toLocaleString('en') : value);
    const head = ['strategy', 'tests', 'steps', 'refusals', 'places reached', 'noticed', 'of all'];
    const line = (cells) => `| ${cells.map(numbers).join(' | ')} |`;
    return `# Mutants of the kernel core

Made by \`npm run mutation${every === 1 ? '' : ` -- --every ${every}`}\`. Stryker's instrumenter puts ${numbers(all)} mutants into the core (\`src/kernel/block\`, \`designs\`, \`flags\`, \`fs\`,
\`mm\`), each behind a switch. With one active at a time${every === 1 ? '' : ` (every ${every}th, ${numbers(total)} of them)`}, the conformance suites of all designs are walked, by several strategies through
the same state graphs. The core runs as plain functions in the thread of the test. A mutant that hangs is noticed; one whose
place no test evaluates is not.

${[line(head), line(head.map(() => '---')), ...table.map(line)].join('\n')}

"Random steps" are as many walks and steps as the cover of every transition has, each step chosen by chance among the transitions. "Every state" is the shortest that
our covers find; the strategies without refusals only do what the model allows.

Blocking calls, fast GUP and the RAID5 are in no model's step: what no suite notices is tried on the unit tests, which notice
${numbers(unit.length)} more. ${numbers(left.length)} of ${numbers(total)} are left; ${numbers(equivalent.length)} of them make no difference that a test could see. **${score} %** of the others are noticed (goal: 95 %).

## Left, with a reason

${list(equivalent)}

## Left, without one

${list(known.filter(({ reason }) => reason === undefined))}
`;
  }
}

function list(mutants) {
  if (mutants.length === 0) return 'None.';
  return mutants
    .map(({ fileName, location, source, replacement, reason }) => {
      const what = `\`${short(source)}\` -> \`${short(replacement)}\``;
      return `* ${fileName}:${location.start.line + 1}: ${what}${reason === undefined ? '' : `: ${reason}`}`;
    })
    .join('\n');
}

const squeeze = (text) => text.replace(/\s+/g, ' ').trim();

const short = (text) => {
  const line = squeeze(text).replaceAll('`', "'");
  return line.length > 90 ? `${line.slice(0, 87)}...` : line;
};
