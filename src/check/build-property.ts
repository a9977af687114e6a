import type { SourceLocation } from '../trace/index.ts';
import {
  printValue,
  type Argument,
  type PartValue,
  type PropertyPart,
  type TlaValue,
} from '../trace/index.ts';
import type { WhyAnswer, WhyAnswers } from './read-why.ts';
import type { WhyPart } from './why-questions.ts';

/** What stands at a place of the specification. */
export type TextAt = (location: SourceLocation) => string | undefined;

/** A property with what TLC says of its parts; those that are not to blame are not looked into. */
export function buildProperty(asked: WhyPart, answers: WhyAnswers, textAt: TextAt): PropertyPart {
  const part = new Builder(answers, textAt).part(asked, []);
  // That the whole is violated is the verdict.
  return part.value.kind === 'unknown' ? { ...part, value: { kind: 'false' } } : part;
}

/** Where the first part is false that is so in one state or step. */
export function failingPlace(
  { part, id, parts }: WhyPart,
  answers: WhyAnswers,
): { readonly state: number; readonly isStep: boolean } | undefined {
  if (part.at === 'each-state' || part.at === 'each-step') return undefined;
  const failing = answers.parts.get(id)?.find(({ said }) => said !== 'TRUE');
  if (part.at && failing) return { state: failing.state, isStep: part.at === 'last-step' };
  if (part.form !== 'all') return undefined;
  return parts.map((inner) => failingPlace(inner, answers)).find((place) => place !== undefined);
}

const WHOLE_BEHAVIOR: PartValue = { kind: 'unknown', reason: 'it is about the whole behavior' };

class Builder {
  readonly #answers: WhyAnswers;
  readonly #textAt: TextAt;

  constructor(answers: WhyAnswers, textAt: TextAt) {
    this.#answers = answers;
    this.#textAt = textAt;
  }

  part(asked: WhyPart, scope: readonly TlaValue[]): PropertyPart {
    const { part } = asked;
    const parts = this.#parts(asked, scope);
    const own = this.#value(asked, scope);
    const isFalse = part.form === 'all' && parts.some(({ value }) => value.kind === 'false');
    const witnesses = this.#witnesses(asked, scope);
    const shown = new Set(parts.map(({ witness = [] }) => witness.map(printArgument).join(', '))).size;
    return {
      text: this.#text(asked),
      ...(part.location && { location: part.location }),
      value: own.kind === 'unknown' && isFalse ? { kind: 'false' } : own,
      ...(witnesses > shown && { witnesses }),
      ...this.#sides(asked, scope),
      parts,
    };
  }

  #text({ part, text }: WhyPart): string {
    const source = part.location && this.#textAt(part.location);
    if (source !== undefined) return part.isUnchanged ? `UNCHANGED ${source}` : source;
    return text.ok ? text.value : 'a formula without a text';
  }

  /** The values of a relation's operands, where they are not plain to see. */
  #sides({ id, part, sides }: WhyPart, scope: readonly TlaValue[]): Pick<PropertyPart, 'sides'> {
    const answer = this.#answers.sides.get(id)?.find((each) => isSame(each.scope, scope));
    const told = (answer?.values ?? []).flatMap((value, i) => {
      const location = part.sides?.[i]?.location;
      const text = (location && this.#textAt(location)) ?? sides[i]!;
      return text === value ? [] : [{ text, value }];
    });
    return told.length > 0 ? { sides: told } : {};
  }

  /** How many elements make a quantifier fail. */
  #witnesses({ id, part }: WhyPart, scope: readonly TlaValue[]): number {
    if (part.form !== 'quantifier') return 0;
    return this.#answers.counts.get(id)?.find((count) => isSame(count.scope, scope))?.count ?? 0;
  }

  #value({ id, part, text }: WhyPart, scope: readonly TlaValue[]): PartValue {
    if (part.at === undefined) return WHOLE_BEHAVIOR;
    if (!text.ok) return { kind: 'unknown', reason: `it uses ${text.error}` };
    const said = this.#said(id, scope);
    if (part.at === 'each-state' || part.at === 'each-step') return byState(said);
    const [first] = said;
    if (!first) return { kind: 'unknown', reason: 'TLC was not asked' };
    if (first.said === 'TRUE') return { kind: 'true' };
    if (first.said === 'FALSE') return { kind: 'false' };
    return { kind: 'error', message: first.said.slice(1) };
  }

  #said = (id: number, scope: readonly TlaValue[]): readonly WhyAnswer[] =>
    (this.#answers.parts.get(id) ?? []).filter((answer) => isSame(answer.scope, scope));

  #parts(asked: WhyPart, scope: readonly TlaValue[]): readonly PropertyPart[] {
    if (asked.part.form === 'quantifier') return this.#elements(asked, scope);
    const inside = asked.parts.filter((part) => this.#isAnswered(part, scope));
    if (asked.part.form !== 'if') return inside.map((part) => this.part(part, scope));
    const [condition, yes, no] = asked.parts.map((part) => this.part(part, scope));
    if (inside.length === 0 || !condition || !yes || !no) return [];
    const taken = condition.value.kind === 'true' ? [{ ...yes, role: 'then' as const }] : [];
    const other = condition.value.kind === 'false' ? [{ ...no, role: 'else' as const }] : [];
    return [{ ...condition, role: 'if' as const }, ...taken, ...other];
  }

  /** Of a part that is not to blame the parts were not asked for. */
  #isAnswered(asked: WhyPart, scope: readonly TlaValue[]): boolean {
    if (asked.part.at === undefined || !asked.text.ok) return true;
    return this.#said(asked.id, scope).length > 0;
  }

  /** The body of a quantifier for each of the elements that TLC was asked about. */
  #elements(asked: WhyPart, scope: readonly TlaValue[]): readonly PropertyPart[] {
    const [body] = asked.parts;
    if (!body) return [];
    const length = body.scope.length;
    const found = new Map<string, readonly TlaValue[]>();
    for (const values of this.#scopesBelow(body)) {
      if (values.length < length || !isSame(values.slice(0, scope.length), scope)) continue;
      const element = values.slice(0, length);
      found.set(element.map(printValue).join(', '), element);
    }
    return [...found.values()].map((element) => ({
      ...this.part(body, element),
      witness: asked.part.bound.map(({ name }, i): Argument => ({ name, value: element[scope.length + i]! })),
    }));
  }

  #scopesBelow(asked: WhyPart): readonly (readonly TlaValue[])[] {
    return [
      ...(this.#answers.parts.get(asked.id) ?? []).map(({ scope }) => scope),
      ...asked.parts.flatMap((part) => this.#scopesBelow(part)),
    ];
  }
}

const printArgument = ({ name, value }: Argument): string => `${name} = ${printValue(value)}`;

const isSame = (a: readonly TlaValue[], b: readonly TlaValue[]): boolean =>
  a.length === b.length && a.every((value, i) => printValue(value) === printValue(b[i]!));

function byState(said: readonly WhyAnswer[]): PartValue {
  const statesOf = (isMeant: (text: string) => boolean): readonly number[] =>
    [...new Set(said.filter((answer) => isMeant(answer.said)).map(({ state }) => state))].sort(
      (a, b) => a - b,
    );
  return {
    kind: 'by-state',
    trueIn: statesOf((text) => text === 'TRUE'),
    falseIn: statesOf((text) => text === 'FALSE'),
    errorIn: statesOf((text) => text.startsWith('!')),
  };
}
