// The folds of a log that are open. The lines in them are fetched when they are opened.
export class Folds {
    #open = new Map();

    constructor(lines, changed) {
        Object.assign(this, { lines, changed });
    }

    clear() {
        this.#open.clear();
    }

    /** The lines in the open fold of a line, an empty list while they are not here; undefined if it is closed. */
    of(holder) {
        const fold = this.#open.get(this.lines.firstOf(holder));
        if (!fold) return undefined;
        // A fold at the end of the log grows.
        if (fold.holder !== holder) this.#fetch(fold, holder);
        return fold.states;
    }

    toggle(n) {
        const first = this.lines.firstOf(n);
        if (!this.#open.delete(first)) this.open(n);
        this.changed();
    }

    open(n) {
        const holder = this.lines.holder(n),
            first = this.lines.firstOf(n);
        if (holder === first || this.#open.has(first)) return;
        const fold = { states: [] };
        this.#open.set(first, fold);
        this.#fetch(fold, holder);
    }

    async #fetch(fold, holder) {
        fold.holder = holder;
        try {
            const states = await this.lines.states(holder);
            if (fold.holder !== holder) return;
            fold.states = states;
        } catch (error) {
            if (error.name !== 'AbortError') this.lines.error = error;
        }
        this.changed();
    }
}
