import '@tensorflow/tfjs-backend-cpu';
import {
  createRandom,
  matrixFromRows,
  StandardScaler,
  selectRows,
  type Track,
  trainTestSplit,
} from '@ssrm/features';
import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel, type Sequential } from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';
import { exampleTracks } from '../../__fixtures__/example-tracks.ts';
import { FEATURES } from '../../explain/explanation.ts';
import { createNetwork } from '../../network/create-network.ts';
import { publishedLayers } from '../../network/initial-layers.ts';
import { trainNetwork } from '../../training/train-network.ts';
import type { Prediction } from '../preset.ts';
import { networkOf } from '../presets.ts';
import { TasteModel } from '../taste-model.ts';

tf.enableProdMode();

const options = { epochs: 60, testFrequency: 20 };
const songs = exampleTracks(120);
const others = exampleTracks(25, 2);

describe('preset original', () => {
  it('is encoder, standard scores of the training rows, and the trained network, as tfjs computes them', async () => {
    const model = await TasteModel.fit(songs, options);
    const rows = await networkOf(model).encoder.transform(songs);
    const { train, test } = trainTestSplit(songs.length, { testSize: 0.15, seed: 42 });
    const scaler = StandardScaler.fit(selectRows(rows, train));
    const scaled = scaler.transform(rows);
    const network = createNetwork({ seed: 42 });
    const scores = (indices: readonly number[]) => indices.map((index) => songs[index]?.score ?? 0);
    const { history } = await trainNetwork(
      network,
      {
        trainX: selectRows(scaled, train),
        trainY: scores(train),
        testX: selectRows(scaled, test),
        testY: scores(test),
      },
      options,
    );
    expect(networkOf(model).training).toMatchObject({
      history,
      trainCount: 102,
      testCount: 18,
      epochsBefore: 0,
    });
    const input = scaler.transform(await networkOf(model).encoder.transform(others));
    const expected = network.predict(tf.tensor2d(Float32Array.from(input.values), [25, 16])) as tf.Tensor;
    const predicted = await model.predict(others);
    for (const [index, value] of expected.dataSync().entries())
      expect(predicted[index]).toBeCloseTo(value, 6);
  });

  it('scores what the Web API sends, rows and bare names, and says which of a list is nothing of that', async () => {
    const model = await TasteModel.fit(songs, options);
    const track = others[0] as Track;
    const object = {
      id: track.id,
      name: track.name,
      artists: [{ name: track.artistName }],
      album: { name: track.albumName, release_date: track.releaseDate, album_type: track.albumType },
      duration_ms: track.durationMs,
      explicit: track.explicit,
      popularity: track.popularity,
    };
    const [asTrack, asObject] = await model.predict([track, object]);
    expect(asObject).toBe(asTrack);
    for (const score of await model.predict([{ name: 'Airbag' }, 'Airbag'])) expect(score).toBeGreaterThan(0);
    await expect(model.predict([track, null as never])).rejects.toThrow('tracks[1]: expected a track');
    await expect(model.explain({ title: 'Airbag' } as never)).rejects.toThrow('but got `title`');
    await expect(TasteModel.fit([{ ...track, score: 2 }])).rejects.toThrow('tracks[0].score: expected');
  });

  it('gives the same artefact, byte for byte, for the same songs and seed, and another for another seed', async () => {
    const one = await TasteModel.fit(songs, options);
    const two = await TasteModel.fit(exampleTracks(120), options);
    expect(JSON.stringify(two)).toBe(JSON.stringify(one));
    const other = await TasteModel.fit(songs, { ...options, seed: 7 });
    expect(JSON.stringify(other)).not.toBe(JSON.stringify(one));
  });

  it('scores a track the same alone and in company, from 0 to 1', async () => {
    const model = await TasteModel.fit(songs, options);
    const together = await model.predict(others);
    for (const [index, track] of others.entries()) {
      expect(await model.predict([track])).toEqual([together[index]]);
    }
    expect(together.every((score) => score > 0 && score < 1)).toBe(true);
    expect(await model.predict([])).toEqual([]);
  });

  it('records which features were missing for what share of the songs', async () => {
    const bare = songs.map((track, index) => ({
      ...track,
      popularity: null,
      durationMs: index < 30 ? null : track.durationMs,
    }));
    const { missing } = networkOf(await TasteModel.fit(bare, options)).training;
    expect(missing).toEqual({ popularity: 1, duration_ms: 0.25 });
  });

  it('goes on training from a saved model as if it had trained on', async () => {
    const half = await TasteModel.fit(songs, { ...options, epochs: 30, testFrequency: 10 });
    const whole = await TasteModel.fit(songs, { ...options, epochs: 60, testFrequency: 10 });
    const saved = TasteModel.fromJSON(JSON.parse(JSON.stringify(half)));
    const continued = await TasteModel.fit(songs, {
      ...options,
      epochs: 30,
      testFrequency: 10,
      continueFrom: saved,
    });
    expect(networkOf(continued).training.epochsBefore).toBe(30);
    const [a, b] = [await whole.predict(others), await continued.predict(others)];
    // The saved weights are 32-bit.
    for (const [index, score] of a.entries()) expect(b[index]).toBeCloseTo(score, 5);
  });

  it('refuses rows of another width or with gaps, and says so', async () => {
    const model = await TasteModel.fit(songs, options);
    expect(() => networkOf(model).predict(matrixFromRows([[1, 2]]))).toThrow(
      /rows of 16 columns, but they have 2/,
    );
    expect(() => networkOf(model).predict(matrixFromRows([Array(16).fill(Number.NaN)]))).toThrow(
      /Row 0 .*not finite/,
    );
  });
});

describe('explain', () => {
  it('shares out the difference to an average song among the eight features', async () => {
    const model = await TasteModel.fit(songs, { ...options, epochs: 400, learningRate: 0.5 });
    for (const track of others.slice(0, 5)) {
      const { score, baseline, contributions, summary } = await model.explain(track);
      expect([score]).toEqual(await model.predict([track]));
      const sum = contributions.reduce((total, { contribution }) => total + contribution, baseline);
      expect(sum).toBeCloseTo(score, 12);
      expect(contributions.map(({ feature }) => feature).sort()).toEqual([...FEATURES].sort());
      expect(summary).toContain(`Scored ${Math.round(score * 100)} of 100`);
    }
  });

  it('gives no reason that the source does not say, though its average moves the score; a song called unknown is known', async () => {
    // Some songs test the model, so the average of all songs is not that of the songs it learned from.
    const listener = songs.map((track, index) => ({ ...track, durationMs: 100_000 + index ** 2 * 100 }));
    const model = await TasteModel.fit(listener, { ...options, epochs: 400, learningRate: 0.5 });
    const track = { ...(others[0] as Track), durationMs: null, artistName: 'unknown' };
    const { score, baseline, contributions, reasons, summary } = await model.explain(track);
    const length = contributions.find(({ feature }) => feature === 'duration_ms');
    expect(length).toMatchObject({ value: 'unknown' });
    expect(length?.contribution).not.toBe(0);
    expect(reasons.map(({ feature }) => feature)).toContain('artist_name');
    expect(reasons).toEqual(contributions.filter(({ feature }) => feature !== 'duration_ms'));
    expect(summary).not.toContain('The length');
    expect(contributions.reduce((sum, { contribution }) => sum + contribution, baseline)).toBeCloseTo(
      score,
      12,
    );
  });

  it('names what the listener goes by, in words', async () => {
    // This listener's scores depend on the length alone: short songs are liked.
    const listener = songs.map((track) => ({ ...track, score: (track.durationMs ?? 0) < 220_000 ? 1 : 0 }));
    const model = await TasteModel.fit(listener, { epochs: 1500, learningRate: 0.5, testFrequency: 500 });
    const { contributions } = await model.explain({ ...(others[0] as Track), durationMs: 125_000 });
    expect(contributions[0]).toMatchObject({ feature: 'duration_ms', value: '2:05' });
    expect(contributions[0]?.text).toMatch(/^The length, 2:05, raises the score by \d+ points\.$/);
  });

  it('says which values are unknown', async () => {
    const model = await TasteModel.fit(songs, options);
    const { contributions } = await model.explain({
      ...(others[0] as Track),
      popularity: null,
      artistName: null,
    });
    const values = Object.fromEntries(contributions.map(({ feature, value }) => [feature, value]));
    expect(values).toMatchObject({ popularity: 'unknown', artist_name: 'unknown' });
  });
});

describe('confidence', () => {
  it('is lower for songs unlike those it was trained on', async () => {
    const model = await TasteModel.fit(songs, { ...options, epochs: 400, learningRate: 0.5 });
    const alike = await model.predictWithConfidence(songs);
    const strange = await model.predictWithConfidence(
      others.map((track) => ({ ...track, durationMs: 3_600_000, releaseDate: '1901', artistName: 'Zzyzx' })),
    );
    const mean = (predictions: readonly Prediction[]) =>
      predictions.reduce((sum, { confidence }) => sum + (confidence ?? 0), 0) / predictions.length;
    expect(mean(strange)).toBeLessThan(mean(alike));
    expect(alike.map(({ score }) => score)).toEqual(await model.predict(songs));
  });

  it('is saved with the model, and absent where there is no ensemble', async () => {
    const model = await TasteModel.fit(songs, options);
    const again = TasteModel.fromJSON(JSON.parse(JSON.stringify(model)));
    expect(await again.predictWithConfidence(others)).toEqual(await model.predictWithConfidence(others));
    const alone = await TasteModel.fit(songs, { ...options, ensembleSize: 0 });
    expect((await alone.predictWithConfidence(others))[0]?.confidence).toBeNull();
    expect(await alone.predict(others)).toEqual(await model.predict(others));
  });
});

describe('the artefact', () => {
  it('is what tfjs-layers writes for the same network, and what it reads', async () => {
    const model = await TasteModel.fit(songs, options);
    const artifact = model.toArtifact();
    const loaded = await loadLayersModel(tf.io.fromMemory(artifact));
    let saved: tf.io.ModelArtifacts | undefined;
    await loaded.save(
      tf.io.withSaveHandler(async (artifacts) => {
        saved = artifacts;
        return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
      }),
    );
    expect(saved?.modelTopology).toEqual(artifact.modelTopology);
    expect(saved?.weightSpecs).toEqual(artifact.weightSpecs);
    expect(saved?.weightData).toEqual(artifact.weightData);
    expect((loaded as Sequential).layers.map((layer) => layer.getClassName())).toEqual(['Dense', 'Dense']);
  });

  it('becomes the same model again by way of one JSON text', async () => {
    const model = await TasteModel.fit(songs, options);
    const text = JSON.stringify(model);
    const again = TasteModel.fromJSON(JSON.parse(text));
    expect(JSON.stringify(again)).toBe(text);
    expect(await again.predict(others)).toEqual(await model.predict(others));
    expect(networkOf(again).training).toEqual(networkOf(model).training);
  });

  it('is refused where it was damaged, with the reason', async () => {
    const json = JSON.parse(JSON.stringify(await TasteModel.fit(songs, options)));
    const withChange = (change: (copy: typeof json) => void) => {
      const copy = structuredClone(json);
      change(copy);
      return () => TasteModel.fromJSON(copy);
    };
    expect(() => TasteModel.fromJSON('no')).toThrow(/Expected a saved JSON object/);
    expect(
      withChange((copy) => {
        copy.version = 2;
      }),
    ).toThrow(/Cannot read version 2 of ssrm-model/);
    expect(
      withChange((copy) => {
        copy.pipeline.version = 9;
      }),
    ).toThrow(/Cannot read version 9 of ssrm-pipeline/);
    expect(
      withChange((copy) => {
        copy.weightData = copy.weightData.slice(0, -8);
      }),
    ).toThrow(/not of one save/);
    expect(
      withChange((copy) => {
        copy.weightData = '%%';
      }),
    ).toThrow(/base64/);
    expect(
      withChange((copy) => {
        copy.pipeline.preset = 'other';
      }),
    ).toThrow(/preset/);
    expect(
      withChange((copy) => {
        copy.pipeline.columns[2] = 'tempo';
      }),
    ).toThrow(
      'the network takes other columns than its encoder makes (not made: "tempo"; not taken: "popularity")',
    );
    expect(
      withChange((copy) => {
        delete copy.pipeline.scaler;
      }),
    ).toThrow(/saved JSON object/);
    expect(
      withChange((copy) => {
        copy.pipeline.training.history[0].trainLoss = null;
      }),
    ).toThrow(/trainLoss/);
    const topology = (copy: typeof json) => copy.modelTopology.config.layers;
    expect(
      withChange((copy) => {
        topology(copy)[0].class_name = 'Lambda';
      }),
    ).toThrow(/class_name of a layer .*"Lambda"/);
    expect(
      withChange((copy) => {
        topology(copy)[0].config.units = 2 ** 31;
      }),
    ).toThrow(/units .*whole number/);
    expect(
      withChange((copy) => {
        topology(copy)[1].config.activation = 'eval';
      }),
    ).toThrow(/activation/);
    expect(
      withChange((copy) => {
        topology(copy).pop();
      }),
    ).toThrow(/weightSpecs/);
    expect(
      withChange((copy) => {
        copy.weightSpecs[0].shape = [16, 1e9];
      }),
    ).toThrow(/shape \[16,3\]/);
  });

  it('never throws anything but its own errors, whatever is changed in it', async () => {
    const text = JSON.stringify(await TasteModel.fit(songs.slice(0, 30), { epochs: 2 }));
    const random = createRandom(11);
    for (let trial = 0; trial < 300; trial++) {
      const copy = JSON.parse(text);
      mutate(copy, random);
      try {
        await TasteModel.fromJSON(copy).predict(others.slice(0, 2));
      } catch (error) {
        expect((error as { code?: string }).code, String(error)).toMatch(/^(invalid|shape|missing)-/);
      }
    }
  });
});

/** Replaces one field, chosen at random, by something that does not belong there. */
function mutate(object: Record<string, unknown>, random: () => number): void {
  const keys = Object.keys(object);
  const key = keys[Math.floor(random() * keys.length)];
  if (key === undefined) return;
  const value = object[key];
  if (typeof value === 'object' && value !== null && random() < 0.85) {
    mutate(value as Record<string, unknown>, random);
  } else {
    const strange = [null, -1, 1e308, 'x', [], {}, [[]], true, undefined];
    object[key] = strange[Math.floor(random() * strange.length)];
  }
}

describe('initial weights', () => {
  it('are the same numbers on every machine', () => {
    expect(Array.from(publishedLayers({ seed: 42 })[0]?.kernel.slice(0, 3) ?? [])).toMatchInlineSnapshot(`
      [
        0.11363080888986588,
        -0.05811639502644539,
        0.3961373567581177,
      ]
    `);
  });
});
