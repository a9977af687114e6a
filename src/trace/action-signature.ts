/** A key of an action by its name and the names of its parameters: actions of one name may have different ones. */
export const actionSignature = (
  name: string,
  parameters: readonly { readonly name: string }[] = [],
): string => JSON.stringify([name, ...parameters.map((parameter) => parameter.name)]);
