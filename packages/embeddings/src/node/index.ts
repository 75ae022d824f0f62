// Model files from npm packages
export { readInstalledModelFile } from './installed-model-file.ts';
