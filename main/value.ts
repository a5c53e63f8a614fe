/** A value that tells when it has become another one. */
export class Value<Content> {
  readonly #listeners = new Set<(content: Content) => void>();
  #content: Content;

  constructor(content: Content) {
    this.#content = content;
  }

  get(): Content {
    return this.#content;
  }

  /** The same value again, compared as JSON, is no news. */
  set(content: Content): void {
    if (JSON.stringify(content) === JSON.stringify(this.#content)) return;
    this.#content = content;
    for (const listener of [...this.#listeners]) listener(content);
  }

  /** Answers the function that ends the subscription. */
  subscribe(listener: (content: Content) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
