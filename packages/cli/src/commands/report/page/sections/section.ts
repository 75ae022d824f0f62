import { type Fragment, html, type Markup } from '../html.ts';
import { isAbsent, type Section } from '../report-data.ts';

export interface SectionFrame {
  readonly id: string;
  readonly title: string;
  /** One or two sentences under the title: how to read what follows. */
  readonly lead?: Fragment;
}

/** A section of the page; only why where its data is absent; nothing where it is left out. */
export function renderSection<Data extends object>(
  section: Section<Data> | undefined,
  frame: SectionFrame,
  body: (data: Data) => Fragment,
): Markup {
  if (section === undefined) return html``;
  const absent = isAbsent(section);
  return html`<section id="${frame.id}" aria-labelledby="${frame.id}-title">
<h2 id="${frame.id}-title">${frame.title}</h2>
${absent ? html`<p class="absent">${section.absent}</p>` : html`${frame.lead && html`<p class="lead">${frame.lead}</p>`}${body(section)}`}
</section>`;
}
