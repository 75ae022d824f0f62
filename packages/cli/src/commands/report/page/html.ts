const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Markup that is safe to write into a page. Only {@link html} and {@link trustedMarkup} make it; any other text that
 * reaches a page is escaped. (Twenty lines of our own: a template library would be one more thing to trust with it.)
 */
export class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

export type Fragment = Markup | string | number | false | null | undefined | readonly Fragment[];

/** A template whose values are escaped unless they are markup; arrays are joined, `false`, `null` and `undefined` left out. */
export function html(parts: TemplateStringsArray, ...values: readonly Fragment[]): Markup {
  return new Markup(parts.map((part, index) => part + toMarkup(values[index])).join(''));
}

/** Text that is markup already: style sheets of our own, and SVG from the chart library, which escapes by itself. */
export function trustedMarkup(text: string): Markup {
  return new Markup(text);
}

/** Text as it may stand in an element or a quoted attribute, without characters that HTML and XML forbid. */
export function escapeText(text: string): string {
  return cleanText(text).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** Text without control characters and lone surrogates, which neither HTML nor XML can hold. */
function cleanText(text: string): string {
  return text.replace(/[^\P{Cc}\t\n\r]|[\p{Cs}\uFFFE\uFFFF]/gu, '\uFFFD');
}

function toMarkup(value: Fragment): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Markup) return value.toString();
  if (Array.isArray(value)) return value.map(toMarkup).join('');
  return escapeText(String(value));
}
