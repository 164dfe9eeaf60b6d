/** Short names for long keys: the same key always has the same name. */
export class KeyNames {
  readonly #names = new Map<string, string>();

  of(key: string): string {
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const name = this.#names.size.toString(36);
    this.#names.set(key, name);
    return name;
  }
}
