import { grouped, visible, type SearchStatistics } from '../trace/index.ts';
import { describeLimit } from './describe-limit.ts';
import { describeVerdict } from './grade.ts';
import type { ModelReport } from './model-report.ts';
import { searchText } from './search-text.ts';
import { checkedNothing } from './standing.ts';

/** What became of a model, in one line. */
export function describeReport(report: ModelReport): string {
  const { verdict, grade, properties, task } = report;
  switch (verdict.kind) {
    case 'holds': {
      const holding = `${properties.join(', ')} ${properties.length === 1 ? 'holds' : 'hold'}`;
      const nothing = checkedNothing(report)
        ? 'nothing was checked: no property is stated, and deadlock is not looked for'
        : 'no property stated; no deadlock';
      const what = properties.length === 0 ? nothing : holding;
      return `${visible(what)}, ${states(verdict.statistics)}, complete`;
    }
    case 'holds-within':
      return `nothing found within ${verdict.limits.map(describeLimit).join(' and ')}, ${states(verdict.statistics)}`;
    case 'violated':
      return visible(
        `${describeVerdict(verdict)}${grade.asExpected && task.expected ? ', as expected' : ''}`,
      );
    case 'spec-error':
      return 'error in the specification or its configuration';
    case 'tool-error':
      return visible(describeVerdict(verdict));
    case 'cancelled': {
      const searched = searchText(verdict.statistics) || 'TLC had not said yet how far it was';
      return `${describeVerdict(verdict)}: ${searched}`;
    }
  }
}

const states = ({ distinct, generated }: SearchStatistics): string =>
  distinct === undefined || distinct < 0
    ? `${grouped(generated ?? 0)} states`
    : `${grouped(distinct)} distinct ${distinct === 1 ? 'state' : 'states'}`;
