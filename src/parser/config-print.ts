import { assertUnreachable, type TlaValue } from '../trace/index.ts';
import type { ConfigStatement, ConstantBinding, TlcConfig } from './config-model.ts';

/**
 * The text of a configuration: one statement a line, one binding a line. `parseConfig` of it gives the same statements
 * (with the new line numbers). The values must be ones that TLC reads there: no negative numbers, no double quote in
 * a string, and of the structures only sets.
 */
export const printConfig = (config: TlcConfig): string => config.statements.map(printStatement).join('');

function printStatement(statement: ConfigStatement): string {
  switch (statement.keyword) {
    case 'CONSTANT':
      return ['CONSTANT', ...statement.bindings.map((binding) => `  ${printBinding(binding)}`), ''].join(
        '\n',
      );
    case 'CHECK_DEADLOCK':
      return `CHECK_DEADLOCK ${statement.enabled ? 'TRUE' : 'FALSE'}\n`;
    case 'INVARIANT':
    case 'PROPERTY':
    case 'CONSTRAINT':
    case 'ACTION_CONSTRAINT':
      return `${[statement.keyword, ...statement.names.map(({ name }) => name)].join(' ')}\n`;
    case 'SPECIFICATION':
    case 'INIT':
    case 'NEXT':
    case 'SYMMETRY':
    case 'VIEW':
    case 'ALIAS':
    case 'POSTCONDITION':
    case 'TYPE':
    case 'TYPE_CONSTRAINT':
      return `${statement.keyword} ${statement.name}\n`;
    default:
      return assertUnreachable(statement);
  }
}

function printBinding(binding: ConstantBinding): string {
  const scope = binding.module === undefined ? '' : `[${binding.module}] `;
  if (binding.kind === 'substitution') return `${binding.name} <- ${scope}${binding.definition}`;
  const operands = binding.arguments ? `(${binding.arguments.map(printConfigValue).join(', ')})` : '';
  return `${binding.name}${operands} = ${scope}${printConfigValue(binding.value)}`;
}

/** TLC undoes no escapes in the strings of a configuration. */
function printConfigValue(value: TlaValue): string {
  switch (value.kind) {
    case 'int':
      return value.value.toString();
    case 'bool':
      return value.value ? 'TRUE' : 'FALSE';
    case 'string':
      return `"${value.value}"`;
    case 'model':
      return value.name;
    case 'set':
      return `{${value.elements.map(printConfigValue).join(', ')}}`;
    case 'interval':
    case 'seq':
    case 'record':
    case 'fn':
      throw new TypeError(
        `a configuration file cannot hold a ${value.kind}: define an operator and substitute it`,
      );
    default:
      return assertUnreachable(value);
  }
}
