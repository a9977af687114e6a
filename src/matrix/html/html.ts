import { escapeMarkup, visible } from '../../trace/index.ts';

/** Markup that was made by the `html` tag, so that all text in it is escaped. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

/** What can stand in a template: text, which becomes text whatever it holds, and markup. Lists are joined. */
export type Content = string | number | Html | readonly Content[];

/** A template whose strings are escaped, in content and in quoted attributes: only its own literal parts are markup. */
export function html(literals: TemplateStringsArray, ...contents: readonly Content[]): Html {
  return new Html(
    literals.map((literal, i) => literal + (i < contents.length ? render(contents[i]!) : '')).join(''),
  );
}

function render(content: Content): string {
  if (content instanceof Html) return content.markup;
  return typeof content === 'object' ? content.map(render).join('') : escapeMarkup(visible(`${content}`));
}
