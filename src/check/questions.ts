import {
  findNextOperator,
  nextStateDisjuncts,
  type ModuleStructure,
  type NextStateDisjunct,
  type TlcConfig,
} from '../parser/index.ts';
import { fail, ok, type Result } from '../trace/index.ts';
import { askDisjunct, freshPrefix, type Question } from './explain-module.ts';

/** A specification and the configuration that names its next-state relation. */
export interface QuestionRequest {
  readonly config: TlcConfig;
  readonly structure: ModuleStructure;
}

/** One question for each disjunct of Next; the error says what cannot be asked. */
export function questionsOf(request: QuestionRequest): Result<readonly Question[], string> {
  const disjuncts = disjunctsOf(request);
  if (!disjuncts.ok) return disjuncts;
  const prefix = freshPrefix(request.structure);
  const questions: Question[] = [];
  for (const disjunct of disjuncts.value) {
    const question = askDisjunct(disjunct, request.structure, prefix);
    if (!question.ok) return question;
    questions.push(question.value);
  }
  return ok(questions);
}

function disjunctsOf({ config, structure }: QuestionRequest): Result<readonly NextStateDisjunct[], string> {
  const named = (keyword: 'NEXT' | 'SPECIFICATION'): string | undefined => {
    const statement = config.statements.find((candidate) => candidate.keyword === keyword);
    return statement && 'name' in statement ? statement.name : undefined;
  };
  const next = named('NEXT');
  const specification = named('SPECIFICATION');
  if (next !== undefined) return ok(nextStateDisjuncts(structure, next));
  if (specification === undefined) return fail('the configuration names no next-state relation');
  const found = findNextOperator(structure, specification);
  if (!found) return fail(`no [Next]_vars was found in ${specification}`);
  return ok(nextStateDisjuncts(structure, found.next));
}
