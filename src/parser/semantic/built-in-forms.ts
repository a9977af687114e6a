import type { BoundVariables, Expression, SemanticSymbol, Uid } from './module-structure.ts';
import { isFieldName } from '../../trace/index.ts';

export type Apply = Extract<Expression, { kind: 'apply' }>;

/** What the forms need of the printer. */
export interface FormPrinter {
  print(expression: Expression): string;
  list(expressions: readonly Expression[]): string;
  /** `x, y \\in S, <<a, b>> \\in T` */
  binders(groups: readonly BoundVariables[]): string;
  symbolOf(uid: Uid): SemanticSymbol | undefined;
  /** Notes that there is no text for a part. */
  refuse(what: string): string;
}

type Form = (expression: Apply, printer: FormPrinter) => string;

const joined =
  (separator: string): Form =>
  ({ operands }, printer) =>
    `(${operands.map((operand) => printer.print(operand)).join(` ${separator} `)})`;

const quantified =
  (word: string): Form =>
  ({ bound, operands }, printer) =>
    `(${word} ${printer.binders(bound)} : ${printer.list(operands)})`;

/** CHOOSE has one variable or one tuple; SANY lists the variables of a tuple without a set one by one. */
const choose: Form = ({ bound, operands }, printer) => {
  const first = bound[0];
  const group =
    first?.tuple && !first.set
      ? [{ ...first, variables: bound.flatMap(({ variables }) => variables) }]
      : bound;
  return `(CHOOSE ${printer.binders(group)} : ${printer.list(operands)})`;
};

const functionForm: Form = ({ bound, operands }, printer) =>
  `[${printer.binders(bound)} |-> ${printer.list(operands)}]`;

/** The subscript of `[A]_v` takes no other expression without parentheses. */
const subscript = (expression: Expression, printer: FormPrinter): string => `(${printer.print(expression)})`;

const pair = (expression: Expression): readonly [Expression, Expression] | undefined => {
  const [left, right] = expression.kind === 'apply' ? expression.operands : [];
  return left && right ? [left, right] : undefined;
};

/** `[a |-> 1]`, `[a : S]`: pairs of a name and an expression. */
const record =
  (separator: string): Form =>
  ({ operands }, printer) => {
    const fields = operands.map((operand) => {
      const [name, value] = pair(operand) ?? [];
      if (name?.kind !== 'string' || !value) return printer.refuse('a field without a name');
      return `${name.value} ${separator} ${printer.print(value)}`;
    });
    return `[${fields.join(', ')}]`;
  };

const caseForm: Form = ({ operands }, printer) => {
  const arms = operands.map((operand) => {
    const [condition, value] = pair(operand) ?? [];
    if (!condition || !value) return printer.refuse('an arm of CASE');
    const isOther = condition.kind === 'string' && condition.value === '$Other';
    return `${isOther ? 'OTHER' : printer.print(condition)} -> ${printer.print(value)}`;
  });
  return `(CASE ${arms.join(' [] ')})`;
};

const except: Form = ({ operands: [changed, ...changes] }, printer) => {
  const updates = changes.map((change) => {
    const [path, value] = pair(change) ?? [];
    if (path?.kind !== 'apply' || !value) return printer.refuse('a part of EXCEPT');
    return `!${path.operands.map((step) => selector(step, printer)).join('')} = ${printer.print(value)}`;
  });
  return changed
    ? `[${printer.print(changed)} EXCEPT ${updates.join(', ')}]`
    : printer.refuse('EXCEPT of nothing');
};

const selector = (step: Expression, printer: FormPrinter): string =>
  step.kind === 'string' && isFieldName(step.value) ? `.${step.value}` : `[${printer.print(step)}]`;

/** Two or three operands, each printed. */
const template =
  (write: (first: string, second: string, third: string) => string): Form =>
  ({ operands }, printer) => {
    const [first = '', second = '', third = ''] = operands.map((operand) => printer.print(operand));
    return write(first, second, third);
  };

const subscripted =
  (write: (action: string, variables: string) => string, actionFirst: boolean): Form =>
  ({ operands }, printer) => {
    const [action, variables] = actionFirst ? operands : [operands[1], operands[0]];
    if (!action || !variables) return printer.refuse('a subscripted action');
    return write(printer.print(action), subscript(variables, printer));
  };

/** How SANY's special operators are written. All other built-in operators are infix, prefix or postfix by their names. */
export const BUILT_IN_FORMS: Readonly<Record<string, Form>> = {
  $ConjList: joined('/\\'),
  $DisjList: joined('\\/'),
  $CartesianProd: joined('\\X'),
  $BoundedExists: quantified('\\E'),
  $BoundedForall: quantified('\\A'),
  $UnboundedExists: quantified('\\E'),
  $UnboundedForall: quantified('\\A'),
  $TemporalExists: quantified('\\EE'),
  $TemporalForall: quantified('\\AA'),
  $BoundedChoose: choose,
  $UnboundedChoose: choose,
  $SubsetOf: ({ bound, operands }, printer) => `{${printer.binders(bound)} : ${printer.list(operands)}}`,
  $SetOfAll: ({ bound, operands }, printer) => `{${printer.list(operands)} : ${printer.binders(bound)}}`,
  $SetEnumerate: ({ operands }, printer) => `{${printer.list(operands)}}`,
  $Tuple: ({ operands }, printer) => `<<${printer.list(operands)}>>`,
  $FcnConstructor: functionForm,
  $NonRecursiveFcnSpec: functionForm,
  $FcnApply: template((applied, argument) => `${applied}[${argument}]`),
  $SetOfFcns: template((domain, range) => `[${domain} -> ${range}]`),
  $RcdConstructor: record('|->'),
  $SetOfRcds: record(':'),
  $RcdSelect: ({ operands: [selected, field] }, printer) =>
    selected && field?.kind === 'string'
      ? `${printer.print(selected)}.${field.value}`
      : printer.refuse('a field'),
  $Except: except,
  $Case: caseForm,
  $IfThenElse: template((condition, yes, no) => `(IF ${condition} THEN ${yes} ELSE ${no})`),
  $SquareAct: subscripted((action, variables) => `[${action}]_${variables}`, true),
  $AngleAct: subscripted((action, variables) => `<<${action}>>_${variables}`, true),
  $WF: subscripted((action, variables) => `WF_${variables}(${action})`, false),
  $SF: subscripted((action, variables) => `SF_${variables}(${action})`, false),
};
