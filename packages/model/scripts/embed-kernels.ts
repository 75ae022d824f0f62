import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// Puts the compiled kernels of assembly/ into a module of `src/fused`, so that bundlers and tests need no step of their own.

const packageFolder = join(import.meta.dirname, '..');
const bytes = readFileSync(join(packageFolder, '.bench/kernels.wasm'));
const code = `// Compiled from assembly/ by scripts/embed-kernels.ts; not to be edited.
/** A WebAssembly module: base64. */
export const KERNELS_WASM: string = '${bytes.toString('base64')}';
`;
writeFileSync(join(packageFolder, 'src/fused/kernels.generated.ts'), code);
