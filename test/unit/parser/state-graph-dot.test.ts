import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readStateGraphDot, type DotGraph } from '../../../src/parser/index.ts';
import { printValue } from '../../../src/trace/index.ts';

const recorded = (name: string): string =>
  readFileSync(new URL(`../../cases/state-graph-dot/${name}.dot`, import.meta.url), 'utf8');

function read(text: string, chunk = Math.max(text.length, 1)) {
  const reader = readStateGraphDot();
  for (let at = 0; at < text.length; at += chunk) reader.push(text.slice(at, at + chunk));
  return reader.end();
}

function graphOf(text: string, chunk?: number): DotGraph {
  const graph = read(text, chunk);
  if (!graph.ok) throw new Error(`line ${graph.error.line}: ${graph.error.message}`);
  return graph.value;
}

const errorOf = (text: string): string => {
  const graph = read(text);
  return graph.ok ? 'accepted' : `${graph.error.code} in line ${graph.error.line}`;
};

/** States and edges as lines. */
function lines({
  variables,
  values,
  rows,
  initial,
  labels,
  sources,
  targets,
  edgeLabels,
}: DotGraph): string[] {
  const width = variables.length;
  const states = Array.from({ length: rows.length / width }, (_, state) =>
    variables.map((name, i) => `${name} = ${printValue(values[i]![rows[state * width + i]!]!)}`).join(', '),
  );
  return [
    ...states.map((text, state) => `${initial.includes(state) ? '*' : ' '}${state}: ${text}`),
    ...Array.from(sources, (source, i) => `${source} ${labels[edgeLabels[i]!]} ${targets[i]}`),
  ];
}

const SMALL = `strict digraph DiskGraph {
nodesep=0.35;
subgraph cluster_graph {
color="white";
-1 [label="/\\\\ x = 0\\n/\\\\ y = \\"a\\"",style = filled]
-1 -> 20 [label="Up",color="black",fontcolor="black"];
20 [label="/\\\\ x = 1\\n/\\\\ y = \\"a\\""];
20 -> 20 [label="Stay",color="black",fontcolor="black"];
{rank = same; -1;}
{rank = same; 20;}
}
}
`;

describe('readStateGraphDot', () => {
  it('reads what TLC 2.18 wrote: escapes, wrapped values, self-loops, repeated edges, two initial states', () => {
    const graph = graphOf(recorded('labels'));
    expect(graph.variables).toEqual(['m', 's', 'x']);
    expect(lines(graph)).toMatchInlineSnapshot(`
      [
        "*0: m = <<>>, s = "a\\"b\\\\c\\nd\\t;[label", x = 0",
        "*1: m = <<>>, s = "a\\"b\\\\c\\nd\\t;[label", x = 1",
        " 2: m = [a |-> 0, b |-> "-> "], s = "up", x = 1",
        " 3: m = [a |-> 0, b |-> "-> "], s = "up", x = 2",
        " 4: m = [a |-> 1, b |-> "-> "], s = "up", x = 2",
        " 5: m = [a |-> 1, b |-> "-> "], s = "up", x = 3",
        " 6: m = [a |-> 2, b |-> "-> "], s = "up", x = 3",
        " 7: m = [a |-> 2, b |-> "-> "], s = "up", x = 4",
        " 8: m = <<>>, s = "é€", x = 0",
        " 9: m = ("aaaaaaaaaaaaaaaaaaaaaaa" :> {"xxxxxxxxxxxxxxxxxxxxx", "yyyyyyyyyyyyyyyyyyyyyyyyy"} @@ "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb" :> {"xxxxxxxxxxxxxxxxxxxxx", "yyyyyyyyyyyyyyyyyyyyyyyyy"} @@ "ccccccccccccccccc" :> {"xxxxxxxxxxxxxxxxxxxxx", "yyyyyyyyyyyyyyyyyyyyyyyyy"} @@ "d d" :> {"xxxxxxxxxxxxxxxxxxxxx", "yyyyyyyyyyyyyyyyyyyyyyyyy"}), s = "long", x = 0",
        "0 Up 2",
        "0 Up 3",
        "1 Up 4",
        "1 Up 5",
        "1 Stay 1",
        "1 Also 1",
        "1 Stay 1",
        "1 Also 1",
        "2 Up 4",
        "2 Up 5",
        "2 Stay 2",
        "2 Also 2",
        "2 Stay 2",
        "2 Also 2",
        "3 Up 6",
        "3 Up 7",
        "3 Next 3",
        "3 A!Sub 8",
        "4 Up 6",
        "4 Up 7",
        "4 Next 4",
        "4 A!Sub 8",
        "5 Long 9",
        "6 Long 9",
        "8 Up 2",
        "8 Up 3",
        "9 Up 2",
        "9 Up 3",
      ]
    `);
  });

  it('reads the same graph with colours and a legend', () => {
    expect(lines(graphOf(recorded('colors')))).toEqual(lines(graphOf(recorded('labels'))));
  });

  it('gives the same whatever the pieces and line ends', () => {
    const text = recorded('labels');
    const expected = graphOf(text);
    for (const chunk of [1, 2, 7, 64, 1000]) {
      expect(graphOf(text, chunk)).toEqual(expected);
      expect(graphOf(text.replaceAll('\n', '\r\n'), chunk)).toEqual(expected);
    }
    expect(graphOf(text.trimEnd())).toEqual(expected);
  });

  it('reads a specification with one variable', () => {
    expect(lines(graphOf(recorded('one-variable')))).toEqual([
      '*0: x = "a\\\\b"',
      ' 1: x = "c"',
      '0 Next 1',
      '1 Next 1',
    ]);
  });

  it('leaves out the stuttering steps that TLC adds where it checks a temporal property', () => {
    expect(recorded('stuttering')).toContain('[style="dashed"]');
    expect(lines(graphOf(recorded('stuttering'))).filter((line) => line.includes('Next'))).toEqual([
      '0 Next 1',
      '1 Next 0',
    ]);
  });

  it('takes equal values for one, listed or not', () => {
    const text = SMALL.replace('x = 0', 'x = {{1, 2, 3}}').replace('x = 1', 'x = {1..3}');
    expect(graphOf(text).values[0]).toHaveLength(1);
  });

  it('reads labels with arguments, and tooltips, as later builds print them', () => {
    const tooltip = SMALL.replace(/label="(.*?[^\\])"(,style|\];)/g, 'label="$1",tooltip="$1"$2');
    expect(tooltip).toContain('tooltip');
    expect(lines(graphOf(tooltip))).toEqual(lines(graphOf(SMALL)));
    expect(graphOf(SMALL.replace('"Up"', '"Up(\\"a\\", 1)"')).labels).toEqual(['Up("a", 1)', 'Stay']);
    const styled = SMALL.replace('nodesep', 'node [shape=box,style=rounded]\nnodesep').replace(
      '{rank',
      '20 -> 20 [style="dashed",color="lightgray"];\n{rank',
    );
    expect(lines(graphOf(styled))).toEqual(lines(graphOf(SMALL)));
  });

  it('tells fingerprints apart that differ in sign, length and any digit', () => {
    const near = [
      '1',
      '-1',
      '10',
      '1234567890',
      '12345678900',
      '12345678901',
      '123456789',
      '1234567890123456789',
    ];
    const states = near.map((id, i) => `${id} [label="x = ${i}",style = filled]\n`).join('');
    const text = SMALL.replace(/-1 \[[^]*\{rank = same; 20;\}\n/, states);
    expect(graphOf(text).initial).toHaveLength(near.length);
  });

  it('names what is wrong, with its line', () => {
    const last = SMALL.split('\n').length - 1;
    expect(errorOf('')).toBe('not-a-state-graph in line 1');
    expect(errorOf('digraph {\n')).toBe('not-a-state-graph in line 1');
    expect(errorOf(SMALL.replace('x = 1', 'x = ?'))).toBe('bad-label in line 7');
    expect(errorOf(SMALL.replace('x = 1', 'z = 1'))).toBe('other-variables in line 7');
    expect(errorOf(SMALL.replace('x = 0', 'x'))).toBe('bad-label in line 5');
    expect(errorOf(SMALL.replace('20 -> 20', '20 => 20'))).toBe('bad-line in line 8');
    expect(errorOf(SMALL.replace('20 -> 20', '20 -> '))).toBe('bad-line in line 8');
    expect(errorOf(SMALL.replace('20 -> 20', 'x -> 20'))).toBe('bad-line in line 8');
    expect(errorOf(SMALL.replace(/^20 -> 20.*$/m, '20 -> 20;'))).toBe('bad-line in line 8');
    expect(errorOf(SMALL.replace('"Stay",color="black",fontcolor="black"', '"Stay'))).toBe(
      'bad-line in line 8',
    );
    expect(errorOf(SMALL.replace('20 -> 20', '20 -> 21'))).toBe(`missing-state in line ${last}`);
    expect(errorOf(SMALL.replace(/^20 ->.*$/m, '-1 [label="/\\\\ x = 1\\n/\\\\ y = \\"a\\""];'))).toBe(
      'fingerprint-collision in line 8',
    );
    expect(errorOf(`${SMALL}more\n`)).toBe(`bad-line in line ${last + 1}`);
  });

  it('never takes a graph for whole that was cut anywhere', () => {
    for (let length = 0; length < SMALL.trimEnd().length; length++) {
      expect(read(SMALL.slice(0, length)).ok).toBe(false);
    }
  });

  it('gives the first states of a graph that goes on, and says of which not all edges are there', () => {
    const reader = readStateGraphDot();
    const whole = recorded('labels');
    reader.push(whole.slice(0, whole.lastIndexOf(' -> ')));
    const beginning = reader.beginning(7);
    if (!beginning.ok) throw new Error(beginning.error.message);
    const { graph, frontier } = beginning.value;
    const all = lines(graphOf(whole));
    const known = lines(graph);
    expect(known.slice(0, 7)).toEqual(all.slice(0, 7));
    const isEdge = (line: string): boolean => /^\d/.test(line);
    const ofWhole = all.filter((line) => isEdge(line) && !frontier.includes(Number(line.split(' ')[0])));
    expect(known.slice(7)).toEqual(ofWhole.filter((line) => Number(line.split(' ')[0]) < 7));
    expect(ofWhole.length).toBeGreaterThan(3);
    expect(frontier).toContain(6);
    const few = reader.beginning(1);
    expect(few.ok && [...few.value.graph.sources]).toEqual([]);
  });
});
