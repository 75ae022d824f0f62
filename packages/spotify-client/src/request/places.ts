/** A number of places, and those who wait for one, first come, first served. */
export interface Places {
  /** Resolves when there is a place for the caller. */
  enter(): Promise<void> | undefined;
  /** Hands the place on. Who does not want it any more hands it on at once. */
  leave(): void;
}

export function createPlaces(count: number): Places {
  const queue: (() => void)[] = [];
  let taken = 0;
  return {
    enter() {
      if (taken >= count) return new Promise((go) => queue.push(go));
      taken++;
    },
    leave() {
      const next = queue.shift();
      if (next) next();
      else taken--;
    },
  };
}
