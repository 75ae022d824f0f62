// Files
export { importPath } from './import-path.ts';
export type { LookupCacheFile, OpenLookupCacheOptions } from './lookup-cache.ts';
export { openLookupCache } from './lookup-cache.ts';
export type { WriteFileAtomicOptions } from './write-file-atomic.ts';
export { writeFileAtomic } from './write-file-atomic.ts';
