import '@tensorflow/tfjs-backend-cpu';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScoredTrack } from '@ssrm/features';
import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { exampleTracks } from '../../__fixtures__/example-tracks.ts';
import { syntheticListener } from '../../__fixtures__/synthetic-listener.ts';
import { toSql } from '../../export/to-sql.ts';
import { auc } from '../../metrics/auc.ts';
import { spearman } from '../../metrics/spearman.ts';
import { loadModel } from '../../node/load-model.ts';
import { saveModel } from '../../node/save-model.ts';
import { TasteModel } from '../taste-model.ts';

tf.enableProdMode();

const listener = syntheticListener(60);
const liked: ScoredTrack[] = listener.liked.map((track, rank) => ({ ...track, score: 1 - rank / 59 }));
const unheard = [...listener.unheardLiked, ...listener.unheardOther];
const isLiked = unheard.map((_, index) => Number(index < listener.unheardLiked.length));
let model: TasteModel;

beforeAll(async () => {
  model = await TasteModel.fit(liked, { background: listener.background });
});

describe('preset taste', () => {
  it('is what a model with background has unless told otherwise, and tells liked songs from others', async () => {
    expect(model.preset).toBe('taste');
    expect(auc(await model.predict(unheard), isLiked)).toBeGreaterThan(0.95);
    const original = await TasteModel.fit(liked, {
      background: listener.background,
      preset: 'original',
      epochs: 5,
    });
    expect(original.preset).toBe('original');
  });

  it('is the same model again from a folder and from JSON, and its network loads in plain tfjs', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ssrm-taste-'));
    try {
      await saveModel(folder, model);
      const loaded = await loadModel(folder);
      expect(await loaded.predictWithConfidence(unheard)).toEqual(await model.predictWithConfidence(unheard));
      expect(loaded.stages).toEqual(model.stages);
      expect(loaded.stages?.training.treeLosses.at(-1)?.trees).toBe(150);
      expect(JSON.stringify(TasteModel.fromJSON(JSON.parse(JSON.stringify(loaded))))).toBe(
        JSON.stringify(model),
      );
      const network = await loadLayersModel(tf.io.fromMemory(model.toArtifact()));
      expect(network.layers.map((layer) => layer.getClassName())).toEqual(['Dense']);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('says how sure it is', async () => {
    const predictions = await model.predictWithConfidence(unheard);
    expect(predictions.map(({ score }) => score)).toEqual(await model.predict(unheard));
    for (const { confidence } of predictions) {
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(1);
    }
  });

  it('explains a score by contributions that add up to it', async () => {
    for (const track of unheard.slice(0, 3)) {
      const { score, baseline, contributions, summary } = await model.explain(track);
      expect([score]).toEqual(await model.predict([track]));
      expect(contributions.reduce((sum, { contribution }) => sum + contribution, baseline)).toBeCloseTo(
        score,
        12,
      );
      expect(summary).toContain('a song of which nothing is known has');
    }
  });

  it('has no network, and says so where one is needed', async () => {
    expect(model.network).toBeUndefined();
    expect(() => toSql(model)).toThrow(/Only a model of preset 'original'/);
    await expect(
      TasteModel.fit(liked, { preset: 'taste', background: listener.background.slice(0, 9) }),
    ).rejects.toThrow(/background tracks, or use preset original/);
  });

  it('is refused where the network is of another model', () => {
    const json = JSON.parse(JSON.stringify(model));
    json.pipeline.encoder.members.trees.pop();
    expect(() => TasteModel.fromJSON(json)).toThrow(
      'the last stage takes other columns than its encoder makes (not made: "trees 3").',
    );
  });

  it('is refused where it was made with another table of artists, or other columns', () => {
    const { encoder, ...rest } = JSON.parse(JSON.stringify(model)).pipeline;
    const load = (changes: object) => {
      const json = JSON.parse(JSON.stringify(model));
      return TasteModel.fromJSON({ ...json, pipeline: { ...rest, encoder: { ...encoder, ...changes } } });
    };
    expect(load({})).toBeInstanceOf(TasteModel);
    expect(() => load({ artistTable: 'c0ffee' })).toThrow(
      /made with version c0ffee of the table of artists, but this release has version [0-9a-f]{12}\. Train/,
    );
    const [first, second, ...others] = encoder.columns;
    expect(() => load({ columns: ['tempo', second, ...others] })).toThrow(
      `a set of trees takes other columns than this release makes (not made: "tempo"; not taken: "${first}")`,
    );
    expect(() => load({ columns: [second, first, ...others] })).toThrow('their order differs');
  });

  it('is refused where its record of the training is damaged', () => {
    const json = JSON.parse(JSON.stringify(model));
    json.pipeline.training.treeLosses[3].heldOutLoss = 'low';
    expect(() => TasteModel.fromJSON(json)).toThrow(/Expected heldOutLoss of the saved model to be a number/);
  });
});

describe('preset taste without background', () => {
  it('ranks songs of the kind that the person plays, and comes back from JSON as it was', async () => {
    const ranking = await TasteModel.fit(exampleTracks(200, 1), { preset: 'taste' });
    const songs = exampleTracks(80, 2);
    const scores = await ranking.predict(songs);
    expect(
      spearman(
        scores,
        songs.map(({ score }) => score),
      ),
    ).toBeGreaterThan(0.6);
    expect(ranking.stages?.training).toMatchObject({ likedCount: 200, backgroundCount: 0, treeLosses: [] });
    const restored = TasteModel.fromJSON(JSON.parse(JSON.stringify(ranking)));
    expect(await restored.predictWithConfidence(songs)).toEqual(await ranking.predictWithConfidence(songs));
  });
});
