import { describe, expect, it } from 'vitest';
import { syntheticListener } from '../__fixtures__/synthetic-listener.ts';
import { toOnnx } from '../export/to-onnx.ts';
import { toSql } from '../export/to-sql.ts';
import { toSqlQuery } from '../export/to-sql-query.ts';
import { PRESET_NAMES, PRESETS } from './presets.ts';
import { TasteModel } from './taste-model.ts';

const { liked, background, unheardLiked, unheardOther } = syntheticListener(60);
const songs = liked.map((track, rank) => ({ ...track, score: 1 - rank / 59 }));
const unheard = [...unheardLiked, ...unheardOther].slice(0, 12);

describe.each(PRESET_NAMES)('preset %s', (preset) => {
  const fit = () => TasteModel.fit(songs, { preset, background, epochs: 50 });

  it('scores every song from 0 to 1, alone as in company, and says how sure it is', async () => {
    const model = await fit();
    const scores = await model.predict(unheard);
    expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
    expect(await model.predict(unheard.slice(3, 4))).toEqual(scores.slice(3, 4));
    const predictions = await model.predictWithConfidence(unheard);
    expect(predictions.map(({ score }) => score)).toEqual(scores);
    for (const { confidence } of predictions) {
      expect(confidence ?? 0).toBeGreaterThanOrEqual(0);
      expect(confidence ?? 0).toBeLessThanOrEqual(1);
    }
  });

  it('explains a score by contributions that add up to it', async () => {
    const model = await fit();
    const [track] = unheard as [(typeof unheard)[number]];
    const { score, baseline, contributions } = await model.explain(track);
    expect([score]).toEqual(await model.predict([track]));
    const sum = contributions.reduce((total, { contribution }) => total + contribution, baseline);
    expect(sum).toBeCloseTo(score, 12);
  });

  it('is the same for the same songs and seed, and again from JSON', async () => {
    const model = await fit();
    const text = JSON.stringify(model);
    expect(JSON.stringify(await fit())).toBe(text);
    const again = TasteModel.fromJSON(JSON.parse(text));
    expect(again.preset).toBe(preset);
    expect(JSON.stringify(again)).toBe(text);
    expect(await again.predictWithConfidence(unheard)).toEqual(await model.predictWithConfidence(unheard));
  });

  it('encodes tracks as rows of the columns that it names', async () => {
    const { columns, rows } = await (await fit()).encode(unheard);
    expect([rows.rowCount, rows.columnCount]).toEqual([unheard.length, columns.length]);
    expect(rows.values.every(Number.isFinite)).toBe(true);
  });

  it('has what the table says, and no more', async () => {
    const { isNetwork } = PRESETS[preset];
    const model = await fit();
    const { network } = model;
    expect(network !== undefined).toBe(isNetwork);
    expect(model.encoder).toBe(network?.encoder);
    const calls = [() => toOnnx(model), () => toSqlQuery(model)];
    if (model.stages === undefined && network === undefined) {
      for (const call of calls) expect(call).toThrow('Only a model of preset');
    } else {
      for (const call of calls) expect(call().length).toBeGreaterThan(0);
    }
    if (network === undefined) {
      expect(() => toSql(model)).toThrow(`preset '${preset}' has no epochs`);
      await expect(TasteModel.fit(songs, { continueFrom: model })).rejects.toThrow('Only a model of preset');
      return;
    }
    const { rows } = await model.encode(unheard);
    expect(Array.from(network.predict(rows))).toEqual(await model.predict(unheard));
    const scores = songs.map(({ score }) => score);
    const encoded = { encoder: network.encoder, rows: await network.encoder.transform(songs), scores };
    const further = await TasteModel.fitEncoded(encoded, { preset, continueFrom: model, epochs: 50 });
    expect(further.network?.training.epochsBefore).toBe(50);
  });
});

it('a preset that learns from tracks says so where it gets rows', async () => {
  const { network } = await TasteModel.fit(songs, { epochs: 5 });
  if (network === undefined) throw new Error('Expected a network.');
  const rows = await network.encoder.transform(songs);
  const scores = songs.map(({ score }) => score);
  await expect(
    TasteModel.fitEncoded({ encoder: network.encoder, rows, scores }, { preset: 'taste' }),
  ).rejects.toThrow('Preset taste learns from tracks');
});
