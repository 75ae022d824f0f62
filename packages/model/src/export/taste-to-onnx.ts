import type { TasteStages } from '../model/taste/taste-stages.ts';
import type { BoostedTreesJson } from '../taste/boosted-trees.ts';
import type { KernelMachineJson } from '../taste/kernel-machine.ts';
import { LARGEST_RATE, NEIGHBOUR_SPACE, type NeighbourQuantiles } from '../taste/neighbour-space.ts';
import {
  doubleType,
  encodeOnnx,
  floatType,
  integerType,
  machineLearning,
  type OnnxNode,
  type OnnxTensor,
} from './onnx-messages.ts';

/** Operations and constants, as they come about. */
interface Graph {
  readonly nodes: OnnxNode[];
  readonly tensors: OnnxTensor[];
}

/** Preset `taste` as ONNX; see {@link toOnnx}. */
export function tasteToOnnx({ columns, trees, neighbours, passed, layer }: TasteStages): Uint8Array {
  const graph: Graph = { nodes: [], tensors: [] };
  const { nodes, tensors } = graph;
  const outputs: string[] = [];
  if (trees.length > 0) outputs.push(addTrees(graph, trees));
  if (neighbours !== null) {
    addSpace(graph, neighbours.quantiles);
    outputs.push(addKernel(graph, neighbours.machine));
  }
  const passedColumns = passed.map((name) => columns.indexOf(name));
  outputs.push(gather(graph, 'passed', passedColumns));
  tensors.push(doubles('weights', [layer.inputDim, 1], layer.kernel), doubles('bias', [1], layer.bias));
  nodes.push(
    { operator: 'Concat', inputs: outputs, output: 'outputs', attributes: { axis: 1 } },
    { operator: 'MatMul', inputs: ['outputs', 'weights'], output: 'weighted' },
    { operator: 'Add', inputs: ['weighted', 'bias'], output: 'sum' },
    { operator: 'Sigmoid', inputs: ['sum'], output: 'score64' },
    { operator: 'Cast', inputs: ['score64'], output: 'score', attributes: { to: floatType } },
  );
  return encodeOnnx({
    ...graph,
    input: { name: 'rows', columns: columns.length, type: doubleType },
    output: { name: 'score', columns: 1, type: floatType },
    metadata: { columns: JSON.stringify(columns) },
  });
}

/** One set of trees is one target of the operator. */
function addTrees({ nodes }: Graph, bags: readonly BoostedTreesJson[]): string {
  const splits = { tree: [], node: [], column: [], mode: [], value: [], left: [], right: [] } as {
    [field in 'tree' | 'node' | 'column' | 'value' | 'left' | 'right']: number[];
  } & { mode: string[] };
  const leaves = { tree: [] as number[], node: [] as number[], bag: [] as number[], value: [] as number[] };
  let tree = 0;
  for (const [bag, { roots, column, value, left }] of bags.entries()) {
    for (const [index, root] of roots.entries()) {
      const end = roots[index + 1] ?? column.length;
      for (let node = root; node < end; node++) {
        const isLeaf = (column[node] as number) < 0;
        const child = isLeaf ? 0 : (left[node] as number) - root;
        splits.tree.push(tree);
        splits.node.push(node - root);
        splits.column.push(isLeaf ? 0 : (column[node] as number));
        splits.mode.push(isLeaf ? 'LEAF' : 'BRANCH_LEQ');
        splits.value.push(isLeaf ? 0 : (value[node] as number));
        splits.left.push(child);
        splits.right.push(isLeaf ? 0 : child + 1);
        if (!isLeaf) continue;
        leaves.tree.push(tree);
        leaves.node.push(node - root);
        leaves.bag.push(bag);
        leaves.value.push(value[node] as number);
      }
      tree++;
    }
  }
  const list = (name: string, values: readonly number[]): OnnxTensor =>
    doubles(name, [values.length], values);
  nodes.push(
    {
      operator: 'TreeEnsembleRegressor',
      domain: machineLearning,
      inputs: ['rows'],
      output: 'trees32',
      attributes: {
        n_targets: bags.length,
        aggregate_function: 'SUM',
        post_transform: 'NONE',
        base_values_as_tensor: list(
          'base',
          bags.map(({ start }) => start),
        ),
        nodes_treeids: splits.tree,
        nodes_nodeids: splits.node,
        nodes_featureids: splits.column,
        nodes_modes: splits.mode,
        nodes_values_as_tensor: list('thresholds', splits.value),
        nodes_truenodeids: splits.left,
        nodes_falsenodeids: splits.right,
        target_treeids: leaves.tree,
        target_nodeids: leaves.node,
        target_ids: leaves.bag,
        target_weights_as_tensor: list('leaves', leaves.value),
      },
    },
    { operator: 'Cast', inputs: ['trees32'], output: 'trees', attributes: { to: doubleType } },
  );
  return 'trees';
}

/** The rows as points of the space of neighbours: `space`. */
function addSpace(graph: Graph, quantiles: NeighbourQuantiles): void {
  const { nodes, tensors } = graph;
  const columnsOf = (kind: string): number[] =>
    NEIGHBOUR_SPACE.flatMap(({ column, from }) => (from === kind ? [column] : []));
  const count = quantiles[0]?.length ?? 0;
  tensors.push(
    doubles('quantiles', [1, quantiles.length, count], quantiles.flat()),
    { name: 'last', shape: [1], values: [2], type: integerType },
    doubles('twice', [], [2 * count]),
    doubles('lowest', [], [-LARGEST_RATE]),
    doubles('highest', [], [LARGEST_RATE]),
    doubles(
      'scales',
      [1, NEIGHBOUR_SPACE.length],
      NEIGHBOUR_SPACE.map(({ scale }) => scale),
    ),
  );
  const numbers = gather(graph, 'numbers', columnsOf('share'));
  nodes.push({ operator: 'Unsqueeze', inputs: [numbers, 'last'], output: 'numbers3' });
  // Half of those below the value and half of those not above it: what is equal counts half.
  for (const [operator, output] of [
    ['Less', 'below'],
    ['LessOrEqual', 'notAbove'],
  ] as const) {
    nodes.push(
      { operator, inputs: ['quantiles', 'numbers3'], output: `${output}Bits` },
      {
        operator: 'Cast',
        inputs: [`${output}Bits`],
        output: `${output}Ones`,
        attributes: { to: doubleType },
      },
      { operator: 'ReduceSum', inputs: [`${output}Ones`, 'last'], output, attributes: { keepdims: 0 } },
    );
  }
  nodes.push(
    { operator: 'Add', inputs: ['below', 'notAbove'], output: 'counts' },
    { operator: 'Div', inputs: ['counts', 'twice'], output: 'shares' },
    {
      operator: 'Clip',
      inputs: [gather(graph, 'rates', columnsOf('rate')), 'lowest', 'highest'],
      output: 'cut',
    },
    {
      operator: 'Concat',
      inputs: ['shares', 'cut', gather(graph, 'styles', columnsOf('style'))],
      output: 'unscaled',
      attributes: { axis: 1 },
    },
    { operator: 'Mul', inputs: ['unscaled', 'scales'], output: 'space' },
  );
}

/** Σ coefficient · e^(−γ (‖x‖² + ‖c‖² − 2 x·c)) */
function addKernel({ nodes, tensors }: Graph, { gamma, coefficients, centres }: KernelMachineJson): string {
  const width = NEIGHBOUR_SPACE.length;
  const transposed = Array.from({ length: width }, (_, dimension) =>
    centres.map((centre) => -2 * (centre[dimension] as number)),
  );
  const squares = centres.map((centre) => centre.reduce((sum, value) => sum + value * value, 0));
  tensors.push(
    doubles('centres', [width, centres.length], transposed.flat()),
    doubles('squares', [1, centres.length], squares),
    { name: 'across', shape: [1], values: [1], type: integerType },
    doubles('sharpness', [], [-gamma]),
    doubles('coefficients', [centres.length, 1], coefficients),
  );
  nodes.push(
    { operator: 'Mul', inputs: ['space', 'space'], output: 'squared' },
    { operator: 'ReduceSum', inputs: ['squared', 'across'], output: 'lengths' },
    { operator: 'MatMul', inputs: ['space', 'centres'], output: 'products' },
    { operator: 'Add', inputs: ['products', 'squares'], output: 'partial' },
    { operator: 'Add', inputs: ['partial', 'lengths'], output: 'distances' },
    { operator: 'Mul', inputs: ['distances', 'sharpness'], output: 'exponents' },
    { operator: 'Exp', inputs: ['exponents'], output: 'kernel' },
    { operator: 'MatMul', inputs: ['kernel', 'coefficients'], output: 'neighbours' },
  );
  return 'neighbours';
}

function gather({ nodes, tensors }: Graph, name: string, columns: readonly number[]): string {
  tensors.push({ name: `${name}At`, shape: [columns.length], values: columns, type: integerType });
  nodes.push({ operator: 'Gather', inputs: ['rows', `${name}At`], output: name, attributes: { axis: 1 } });
  return name;
}

function doubles(name: string, shape: readonly number[], values: ArrayLike<number>): OnnxTensor {
  return { name, shape, values, type: doubleType };
}
