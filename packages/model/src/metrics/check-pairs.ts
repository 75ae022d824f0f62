import { ShapeError, SsrmError } from '@ssrm/features';

/**
 * Checks that two lists pair up.
 *
 * @throws {@link ShapeError} if their lengths differ. @throws {@link SsrmError} `invalid-argument` if they are empty or
 * hold a number that is not finite.
 */
export function checkPairs(predictions: ArrayLike<number>, targets: ArrayLike<number>): void {
  if (predictions.length !== targets.length) {
    throw new ShapeError(
      `Expected as many predictions as targets, but there are ${predictions.length} and ${targets.length}.`,
    );
  }
  if (predictions.length === 0) {
    throw new SsrmError('Expected at least one prediction, but there are none.', {
      code: 'invalid-argument',
    });
  }
  for (let index = 0; index < predictions.length; index++) {
    if (!Number.isFinite(predictions[index]) || !Number.isFinite(targets[index])) {
      throw new SsrmError(`Expected finite numbers, but pair ${index} is not.`, { code: 'invalid-argument' });
    }
  }
}
