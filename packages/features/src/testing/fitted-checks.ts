import type { Artifact, Fitted } from '../artifact.ts';
import { SsrmError } from '../errors.ts';
import type { Matrix } from '../matrix.ts';
import { createRandom, shuffledIndices } from '../random.ts';

/** What the checks need to know of a fitted class. */
export interface FittedSubject<Input> {
  /** The literal kind in its JSON. */
  readonly kind: string;
  /** Fits on data, always with the same options and seed. */
  readonly fit: (input: Input) => FittedMatrixMaker<Input> | Promise<FittedMatrixMaker<Input>>;
  readonly fromJSON: (json: unknown) => FittedMatrixMaker<Input> | Promise<FittedMatrixMaker<Input>>;
  /** Data to fit on, four rows or more. */
  readonly input: Input;
  readonly rowCount: (input: Input) => number;
  /** The rows at the indices, as new data of the same kind. */
  readonly selectRows: (input: Input, indices: readonly number[]) => Input;
  /** Inputs that `fit` must refuse with a text that says why, by description: no rows, infinite numbers, … */
  readonly refusedByFit?: Readonly<Record<string, Input>>;
  /** Inputs that `transform` must refuse, by description: another width, infinite numbers, … */
  readonly refusedByTransform?: Readonly<Record<string, Input>>;
  /** Largest difference between numbers that count as equal. Default 1e-9. */
  readonly tolerance?: number;
  /** Whether fitting on the same rows in another order must give the same transform. Default true. */
  readonly orderInvariant?: boolean;
}

/** A fitted object whose transform gives a matrix, at once or later. */
export type FittedMatrixMaker<Input> = Fitted<Input, Matrix | Promise<Matrix>, Artifact>;

/** One check: `run` throws if it fails. */
export interface FittedCheck {
  readonly name: string;
  readonly run: () => Promise<void>;
}

/**
 * The checks that every fitted class of these packages passes, for any test runner:
 * `for (const check of fittedChecks(subject)) test(check.name, check.run)`.
 *
 * @see scikit-learn's utils/estimator_checks.py, whose checks they follow
 */
export function fittedChecks<Input>(subject: FittedSubject<Input>): FittedCheck[] {
  return [...learningChecks(subject), ...storageChecks(subject), ...refusalChecks(subject)];
}

function learningChecks<Input>(subject: FittedSubject<Input>): FittedCheck[] {
  const { fit, input, rowCount, selectRows } = subject;
  const tolerance = subject.tolerance ?? 1e-9;
  const all = Array.from({ length: rowCount(input) }, (_, index) => index);
  const checks: FittedCheck[] = [
    {
      name: 'fitting twice gives the same',
      run: async () => {
        const [first, second] = [await fit(input), await fit(input)];
        expectSame(JSON.stringify(first), JSON.stringify(second), 'the JSON of two fits');
      },
    },
    {
      name: 'input stays as it was and the fitted object does not change',
      run: async () => {
        const before = snapshot(input);
        const fitted = await fit(input);
        const learnt = JSON.stringify(fitted);
        await fitted.transform(input);
        expectSame(snapshot(input), before, 'the input');
        expectSame(JSON.stringify(fitted), learnt, 'the JSON after transform');
        expectSame(String(Object.isFrozen(fitted)), 'true', 'frozen');
      },
    },
    {
      name: 'one row in gives one row out, with a name for each column, all finite',
      run: async () => {
        const fitted = await fit(input);
        const output = await fitted.transform(input);
        expectSame(String(output.rowCount), String(all.length), 'the number of rows');
        expectSame(String(output.columnCount), String(fitted.featureNames.length), 'the number of columns');
        expectSame(String(output.values.every(Number.isFinite)), 'true', 'finite');
      },
    },
    {
      name: 'rows alone give the same as rows together',
      run: async () => {
        const fitted = await fit(input);
        const together = await fitted.transform(input);
        for (const index of all) {
          const alone = await fitted.transform(selectRows(input, [index]));
          const start = index * together.columnCount;
          expectClose(alone.values, together.values.subarray(start, start + together.columnCount), tolerance);
        }
      },
    },
  ];
  if (subject.orderInvariant ?? true) {
    checks.push({
      name: 'the order of the training rows does not matter',
      run: async () => {
        const shuffled = selectRows(input, shuffledIndices(all.length, createRandom(1)));
        const expected = await (await fit(input)).transform(input);
        expectClose((await (await fit(shuffled)).transform(input)).values, expected.values, tolerance);
      },
    });
  }
  return checks;
}

function storageChecks<Input>(subject: FittedSubject<Input>): FittedCheck[] {
  const { fit, fromJSON, input, kind } = subject;
  const jsonOf = async (): Promise<Record<string, unknown>> => JSON.parse(JSON.stringify(await fit(input)));
  return [
    {
      name: 'a copy from JSON gives exactly the same numbers and the same JSON',
      run: async () => {
        const fitted = await fit(input);
        const copy = await fromJSON(JSON.parse(JSON.stringify(fitted)));
        expectClose((await copy.transform(input)).values, (await fitted.transform(input)).values, 0);
        expectSame(JSON.stringify(copy), JSON.stringify(fitted), 'the JSON of the copy');
        expectSame(copy.featureNames.join(), fitted.featureNames.join(), 'the feature names');
      },
    },
    {
      name: 'the JSON says its kind and a version',
      run: async () => {
        const json = await jsonOf();
        expectSame(String(json.kind), kind, 'the kind');
        expectSame(typeof json.version, 'number', 'the type of the version');
      },
    },
    {
      name: 'JSON of another kind, of an unknown version, or none is refused',
      run: async () => {
        const json = await jsonOf();
        await expectRefused(() => fromJSON({ ...json, kind: `not-${kind}` }), 'another kind');
        await expectRefused(() => fromJSON({ ...json, version: 1e9 }), 'an unknown version');
        await expectRefused(() => fromJSON(null), 'null');
        await expectRefused(() => fromJSON([]), 'an array');
      },
    },
    {
      name: 'JSON with a field taken away is refused',
      run: async () => {
        const json = await jsonOf();
        for (const field of Object.keys(json)) {
          await expectRefused(() => fromJSON({ ...json, [field]: undefined }), `JSON without ${field}`);
        }
      },
    },
  ];
}

function refusalChecks<Input>(subject: FittedSubject<Input>): FittedCheck[] {
  const { fit, input } = subject;
  const fits = Object.entries(subject.refusedByFit ?? {}).map(([what, bad]) => ({
    name: `fit refuses ${what}`,
    run: () => expectRefused(() => fit(bad), what),
  }));
  const transforms = Object.entries(subject.refusedByTransform ?? {}).map(([what, bad]) => ({
    name: `transform refuses ${what}`,
    run: async () => {
      const fitted = await fit(input);
      await expectRefused(() => fitted.transform(bad), what);
    },
  }));
  return [...fits, ...transforms];
}

async function expectRefused(action: () => unknown, what: string): Promise<void> {
  let error: unknown;
  try {
    await action();
  } catch (caught) {
    error = caught;
  }
  if (!SsrmError.isInstance(error) || error.message.length < 20) {
    throw new Error(
      `Expected ${what} to be refused with an SsrmError that says why, but got ${error ?? 'a result'}.`,
    );
  }
}

function expectSame(actual: string, expected: string, what: string): void {
  if (actual !== expected) {
    throw new Error(`Expected ${what} to be ${expected.slice(0, 500)}, but got ${actual.slice(0, 500)}.`);
  }
}

function expectClose(actual: Float64Array, expected: Float64Array, tolerance: number): void {
  expectSame(String(actual.length), String(expected.length), 'the count of numbers');
  for (const [index, value] of actual.entries()) {
    const difference = Math.abs(value - (expected[index] as number));
    if (!(difference <= tolerance)) {
      throw new Error(`Expected ${expected[index]} at position ${index}, but got ${value}.`);
    }
  }
}

/** JSON, with typed arrays and numbers that JSON does not know written out. */
function snapshot(value: unknown): string {
  return JSON.stringify(value, (_, field: unknown) => {
    if (ArrayBuffer.isView(field)) {
      return Array.from(field as unknown as ArrayLike<number>, String);
    }
    return typeof field === 'number' ? String(field) : field;
  });
}
