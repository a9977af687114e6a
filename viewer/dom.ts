/** What an element can be given: attributes as text, and what it does when it is clicked. */
export interface Attributes {
  readonly class?: string;
  readonly onclick?: () => void;
  readonly [name: string]: string | boolean | (() => void) | undefined;
}

export type Child = Node | string | undefined;

/** Makes an element. Children that are strings become text and never markup. */
export function el<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener('click', value);
    else element.setAttribute(key, value === true ? '' : value);
  }
  append(element, children);
  return element;
}

export function append(element: Element, children: readonly Child[]): void {
  for (const child of children) if (child !== undefined) element.append(child);
}

/** Puts the children in the place of all that is there. */
export const replace = (element: Element, ...children: readonly Child[]): void =>
  element.replaceChildren(...children.filter((child) => child !== undefined));
