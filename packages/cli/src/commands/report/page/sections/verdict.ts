import { type IntervalRow, intervalOption } from '../../../../charts/interval.ts';
import { pagePalette } from '../../../../charts/palette.ts';
import { isPresetName, STRONGEST_FIRST } from '../../../../presets/presets.ts';
import type { Estimate, VerdictData, VerdictModel } from '../../../../run-folder/saved-evaluation.ts';
import { chartImage } from '../chart-figure.ts';
import { percent } from '../format.ts';
import { html, type Markup } from '../html.ts';
import { isAbsent, type Section } from '../report-data.ts';

/** The first thing to read: does the model know this person's taste better than guessing does? */
export function renderVerdict(section: Section<VerdictData> | undefined): Markup {
  if (section === undefined) return html``;
  if (isAbsent(section)) {
    return html`<section id="verdict" class="verdict open" aria-labelledby="verdict-title">
<h2 id="verdict-title">Is it any good?</h2><p class="absent">${section.absent}</p></section>`;
  }
  const strongest = STRONGEST_FIRST.find((preset) => section.models.some(({ name }) => name === preset));
  const main = section.models.find(({ name }) => name === strongest);
  const [answer, state] = answers[String(section.beatsGuessing) as keyof typeof answers];
  return html`<section id="verdict" class="verdict ${state}" aria-labelledby="verdict-title">
<h2 id="verdict-title"><span class="kicker">Is it any good?</span> ${answer}</h2>
<p class="sentence">${section.sentence}</p>
${main && html`<p>Shown one song you like and one you do not, <b><bdi>${main.name}</bdi></b> picks yours <b>${Math.round(main.auc.value * 100)} times in 100</b> (${range100(main.auc)}). A coin picks it 50 times.</p>`}
${section.models.length > 0 && comparison(section.models)}
<p class="note">${section.protocol}</p>
</section>`;
}

const answers = {
  true: ['Yes: it beats guessing', 'good'],
  false: ['No: it does not beat guessing', 'bad'],
  null: ['Too close to call', 'open'],
} as const;

function comparison(models: readonly VerdictModel[]): Markup {
  const rows = models.map(toRow);
  const label = `Chance to put the liked song first, by model: ${models.map((model) => `${model.name} ${percent(model.auc.value)}`).join(', ')}. Guessing is 50 %.`;
  const chart = (width: number, labelWidth: number, className: string) =>
    chartImage(
      intervalOption({
        rows,
        reference: { value: 0.5, label: 'guessing' },
        labelWidth,
        palette: pagePalette,
      }),
      { width, height: 62 + 42 * rows.length, idPrefix: `verdict-${className}`, label, className },
    );
  return html`<figure class="panel">
<h3>Chance to put the liked song first</h3>
${chart(840, 150, 'wide')}${chart(350, 136, 'narrow')}
<details><summary>The numbers</summary><table>
<caption class="visually-hidden">Chance to put the liked song first, with the interval that holds it</caption>
<thead><tr><th scope="col">Model</th><th scope="col" class="number">Chance</th><th scope="col" class="number">Between</th></tr></thead>
<tbody>${models.map(tableRow)}</tbody>
</table></details>
</figure>`;
}

function toRow(model: VerdictModel): IntervalRow {
  const isPreset = isPresetName(model.name);
  return {
    label: model.name,
    ...model.auc,
    colour: isPreset ? `var(--${model.name})` : 'var(--muted)',
    isMain: isPreset,
  };
}

function tableRow({ name, auc }: VerdictModel): Markup {
  return html`<tr><th scope="row"><bdi>${name}</bdi></th><td class="number">${percent(auc.value)}</td><td class="number">${percent(auc.low)} and ${percent(auc.high)}</td></tr>`;
}

function range100({ low, high }: Estimate): string {
  return `between ${Math.round(low * 100)} and ${Math.round(high * 100)}`;
}
