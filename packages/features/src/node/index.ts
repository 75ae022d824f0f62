// Files
export type { WriteFileAtomicOptions } from './write-file-atomic.ts';
export { writeFileAtomic } from './write-file-atomic.ts';
