import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TasteModel } from '../model/taste-model.ts';

/**
 * Saves a model as a folder: `model.json` and `weights.bin`, which plain tfjs-layers loads, and `pipeline.json`
 * with everything else. Missing folders are made; other files in it are left alone.
 *
 * All three are written under other names first, flushed, and only then renamed, so that an interrupted save leaves
 * the old model. (Between the three renames lie microseconds; a crash in them is noticed by {@link loadModel}.)
 */
export async function saveModel(directory: string, model: TasteModel): Promise<void> {
  const { modelTopology, weightSpecs, weightData, pipeline } = model.toArtifact();
  const description = {
    format: 'layers-model',
    generatedBy: 'TensorFlow.js tfjs-layers v4.22.0',
    convertedBy: null,
    modelTopology,
    weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }],
  };
  await mkdir(directory, { recursive: true });
  await replaceFiles(directory, {
    'weights.bin': new Uint8Array(weightData),
    'model.json': JSON.stringify(description),
    'pipeline.json': JSON.stringify(pipeline),
  });
}

async function replaceFiles(
  directory: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  const staged = Object.keys(files).map((name) => ({
    name,
    temporary: join(directory, `.${name}.${randomUUID()}.tmp`),
  }));
  try {
    for (const { name, temporary } of staged) await writeFlushed(temporary, files[name] ?? '');
    for (const { name, temporary } of staged) await rename(temporary, join(directory, name));
  } finally {
    await Promise.all(staged.map(({ temporary }) => rm(temporary, { force: true })));
  }
}

async function writeFlushed(path: string, content: string | Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}
