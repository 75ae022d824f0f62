import { InvalidArtifactError } from '@ssrm/features';

/** How the gradient g changes a parameter p; α is the learning rate. */
export type Optimizer =
  /** p ← p − α g */
  | { readonly kind: 'sgd' }
  /** v ← m v + g, p ← p − α v; `momentum` m is 0.9 unless given. */
  | { readonly kind: 'momentum'; readonly momentum?: number }
  /**
   * m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², p ← p − α m̂ / (√v̂ + ε), with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ).
   * β₁ = 0.9, β₂ = 0.999, ε = 1e-7 unless given
   * (Kingma and Ba 2014, "Adam", algorithm 1).
   */
  | { readonly kind: 'adam'; readonly beta1?: number; readonly beta2?: number; readonly epsilon?: number };

/** An optimizer at work on one parameter array; `slots` and `steps` are all that it remembers. */
export interface OptimizerRun {
  readonly slots: readonly Float64Array[];
  steps: number;
  step(parameters: Float64Array, gradients: Float64Array): void;
}

/** Defaults of Adam, as tfjs has them. */
export const adamDefaults: { readonly beta1: number; readonly beta2: number; readonly epsilon: number } = {
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-7,
};

/** Starts an optimizer for `size` parameters. */
export function startOptimizer(optimizer: Optimizer, learningRate: number, size: number): OptimizerRun {
  switch (optimizer.kind) {
    case 'sgd':
      return startSgd(learningRate);
    case 'momentum':
      return startMomentum(learningRate, optimizer.momentum ?? 0.9, size);
    case 'adam':
      return startAdam(learningRate, { ...adamDefaults, ...optimizer }, size);
  }
}

/**
 * Puts a run back to a remembered state.
 *
 * @throws {@link InvalidArtifactError} if the state is of another optimizer or network.
 */
export function restoreOptimizer(
  run: OptimizerRun,
  slots: readonly (readonly number[])[],
  steps: number,
): void {
  const fits =
    slots.length === run.slots.length &&
    slots.every((slot, index) => slot.length === run.slots[index]?.length);
  if (!fits) {
    throw new InvalidArtifactError('The checkpoint is of another optimizer or network than this training.');
  }
  for (const [index, slot] of slots.entries()) run.slots[index]?.set(slot);
  run.steps = steps;
}

function startSgd(learningRate: number): OptimizerRun {
  return {
    slots: [],
    steps: 0,
    step(parameters, gradients) {
      this.steps += 1;
      for (let index = 0; index < parameters.length; index++) {
        parameters[index] = (parameters[index] as number) - learningRate * (gradients[index] as number);
      }
    },
  };
}

function startMomentum(learningRate: number, momentum: number, size: number): OptimizerRun {
  const velocities = new Float64Array(size);
  return {
    slots: [velocities],
    steps: 0,
    step(parameters, gradients) {
      this.steps += 1;
      for (let index = 0; index < parameters.length; index++) {
        const velocity = momentum * (velocities[index] as number) + (gradients[index] as number);
        velocities[index] = velocity;
        parameters[index] = (parameters[index] as number) - learningRate * velocity;
      }
    },
  };
}

function startAdam(learningRate: number, options: typeof adamDefaults, size: number): OptimizerRun {
  const { beta1, beta2, epsilon } = options;
  const means = new Float64Array(size);
  const squares = new Float64Array(size);
  return {
    slots: [means, squares],
    steps: 0,
    step(parameters, gradients) {
      this.steps += 1;
      const meanScale = 1 / (1 - beta1 ** this.steps);
      const squareScale = 1 / (1 - beta2 ** this.steps);
      for (let index = 0; index < parameters.length; index++) {
        const gradient = gradients[index] as number;
        const mean = beta1 * (means[index] as number) + (1 - beta1) * gradient;
        const square = beta2 * (squares[index] as number) + (1 - beta2) * gradient * gradient;
        means[index] = mean;
        squares[index] = square;
        parameters[index] =
          (parameters[index] as number) -
          (learningRate * mean * meanScale) / (Math.sqrt(square * squareScale) + epsilon);
      }
    },
  };
}
