/** What a Python or JSON literal holds. */
export type Literal =
  | null
  | boolean
  | number
  | string
  | readonly Literal[]
  | { readonly [key: string]: Literal };

/**
 * The value of a Python or JSON literal, as pandas writes lists and dicts into cells: `['A', "B's"]`, `{'name': 'A', 'id': None}`.
 * `undefined` if the text is none. Nesting is read eight deep.
 */
export function readPythonText(text: string): Literal | undefined {
  const reader = new Reader(text.trim());
  const value = reader.value(0);
  return reader.isAtEnd() ? value : undefined;
}

const mostNested = 8;
const named: Readonly<Record<string, Literal>> = {
  None: null,
  null: null,
  nan: null,
  NaN: null,
  True: true,
  true: true,
  False: false,
  false: false,
};

class Reader {
  private readonly text: string;
  private position = 0;

  constructor(text: string) {
    this.text = text;
  }

  isAtEnd(): boolean {
    this.skipSpace();
    return this.position === this.text.length;
  }

  value(depth: number): Literal | undefined {
    this.skipSpace();
    const sign = this.text[this.position];
    if (depth > mostNested) return undefined;
    if (sign === '[' || sign === '(') return this.list(sign === '[' ? ']' : ')', depth);
    if (sign === '{') return this.dict(depth);
    if (sign === '"' || sign === "'") return this.string(sign);
    return this.word();
  }

  private list(end: string, depth: number): Literal | undefined {
    const values: Literal[] = [];
    for (this.position++; !this.take(end); this.take(',')) {
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      values.push(value);
    }
    return values;
  }

  private dict(depth: number): Literal | undefined {
    const values: Record<string, Literal> = Object.create(null);
    for (this.position++; !this.take('}'); this.take(',')) {
      const key = this.value(depth + 1);
      if (typeof key !== 'string' || !this.take(':')) return undefined;
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      values[key] = value;
    }
    return values;
  }

  private string(quote: string): string | undefined {
    let value = '';
    for (let at = this.position + 1; at < this.text.length; at++) {
      const sign = this.text[at] as string;
      if (sign === quote) {
        this.position = at + 1;
        return value;
      }
      if (sign === '\\') value += unescaped(this.text[++at] ?? '');
      else value += sign;
    }
    return undefined;
  }

  private word(): Literal | undefined {
    const found = /^[\w.+-]+/.exec(this.text.slice(this.position, this.position + 40))?.[0];
    if (found === undefined) return undefined;
    this.position += found.length;
    if (Object.hasOwn(named, found)) return named[found];
    const number = Number(found);
    return Number.isFinite(number) ? number : undefined;
  }

  private take(sign: string): boolean {
    this.skipSpace();
    if (this.text[this.position] !== sign) return false;
    this.position++;
    return true;
  }

  private skipSpace(): void {
    while (/\s/.test(this.text[this.position] ?? '')) this.position++;
  }
}

function unescaped(sign: string): string {
  return { n: '\n', t: '\t', r: '\r' }[sign] ?? sign;
}
