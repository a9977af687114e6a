import { assertUnreachable, type TlaValue } from '../trace/index.ts';
import type { ConfigStatement, ConstantBinding, TlcConfig } from './config-model.ts';

/**
 * The text of a configuration: one statement a line, one binding a line. `parseConfig` of it gives the same statements
 * (with the new line numbers). The values must be ones that TLC reads there: no negative numbers, no double quote in
 * a string, and of the structures only sets.
 * @throws TypeError when a value is another structure.
 */
export const printConfig = (config: TlcConfig): string => config.statements.map(printStatement).join('');

function printStatement(statement: ConfigStatement): string {
  if ('bindings' in statement) {
    return ['CONSTANT', ...statement.bindings.map((binding) => `  ${printBinding(binding)}`), ''].join('\n');
  }
  if ('enabled' in statement) return `CHECK_DEADLOCK ${statement.enabled ? 'TRUE' : 'FALSE'}\n`;
  const names = 'names' in statement ? statement.names.map(({ name }) => name) : [statement.name];
  return `${[statement.keyword, ...names].join(' ')}\n`;
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
