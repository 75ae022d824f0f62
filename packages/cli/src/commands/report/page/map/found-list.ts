import { describeSong } from './describe-song.ts';
import type { MapSong } from './map-world.ts';

const mostShown = 50;

/** The songs that were found, as buttons: Tab or the arrow keys move from one to the next, and the map goes there. */
export class FoundList {
  readonly #list: HTMLElement;
  readonly #onSelect: (song: MapSong) => void;

  constructor(
    list: HTMLElement,
    { onSelect, onLeave }: { onSelect: (song: MapSong) => void; onLeave: () => void },
  ) {
    this.#list = list;
    this.#onSelect = onSelect;
    list.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp' && event.key !== 'Escape') return;
      event.preventDefault();
      const buttons = this.#buttons();
      const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
      if (event.key === 'ArrowDown') buttons[Math.min(at + 1, buttons.length - 1)]?.focus();
      else if (event.key === 'ArrowUp' && at > 0) buttons[at - 1]?.focus();
      else onLeave();
    });
  }

  show(songs: readonly MapSong[]): void {
    this.#list.hidden = songs.length === 0;
    this.#list.replaceChildren(
      ...songs.slice(0, mostShown).map((song) => {
        const button = document.createElement('button');
        button.type = 'button';
        describeSong(button, song);
        button.addEventListener('focus', () => this.#onSelect(song));
        button.addEventListener('click', () => this.#onSelect(song));
        const item = document.createElement('li');
        item.append(button);
        return item;
      }),
    );
  }

  focusFirst(): void {
    this.#buttons()[0]?.focus();
  }

  #buttons(): HTMLButtonElement[] {
    return Array.from(this.#list.querySelectorAll('button'));
  }
}
