// The lines of a log that can be seen, fetched in blocks. However long the log is, no more than KEPT blocks are here.
import { get, of, query } from '../base/api.js';

const BLOCK = 200,
    KEPT = 30;

export class LogLines {
    total = 0;
    #blocks = new Map();
    #asked = new Map();
    #filter = {};
    #generation = 0;
    #barren = new Map();

    constructor(run, signal, changed) {
        Object.assign(this, { run, signal, changed });
    }

    get filter() {
        return this.#filter;
    }
    get isFiltered() {
        return Boolean(this.#filter.node || this.#filter.stream);
    }

    /** Starts again with another filter: line numbers count the lines that it takes. */
    setFilter(filter) {
        this.#filter = filter;
        this.#generation++;
        this.#blocks.clear();
        for (const asked of this.#asked.values()) asked.abort();
        this.#asked.clear();
        this.#barren.clear();
        this.total = 0;
    }

    /** A line, or undefined while it is not here. */
    line(n) {
        return this.#blocks.get(Math.floor(n / BLOCK))?.[n % BLOCK];
    }

    /** Fetches what is missing of some lines; requests for lines that are no longer wanted are given up. */
    want(first, count) {
        const from = Math.max(0, Math.floor(first / BLOCK)),
            to = Math.floor(Math.max(first, Math.min(first + count, this.total) - 1) / BLOCK);
        for (const [block, asked] of this.#asked) {
            if (block < from || block > to) {
                asked.abort();
                this.#asked.delete(block);
            }
        }
        for (let block = from; block <= to; block++) this.#fetch(block);
    }

    /** The log grew, or may have: fetches the end. */
    async grow(total) {
        if (!this.isFiltered && total !== undefined) {
            this.total = total;
            return;
        }
        await this.#fetch(Math.floor(this.total / BLOCK), true);
    }

    async #fetch(block, always) {
        const have = this.#blocks.get(block)?.length ?? 0;
        const expected = Math.min(BLOCK, this.total - block * BLOCK);
        if ((!always && (have >= expected || this.#barren.get(block) === this.total)) || have === BLOCK || this.#asked.has(block)) return;
        const generation = this.#generation,
            stop = new AbortController();
        this.#asked.set(block, stop);
        try {
            const path = query(of(this.run, 'log', 'lines'), { from: block * BLOCK + have, count: BLOCK - have, ...this.#filter });
            const answer = await get(path, AbortSignal.any([stop.signal, this.signal]));
            if (generation !== this.#generation) return;
            const lines = this.#blocks.get(block) ?? [];
            this.#blocks.delete(block);
            this.#blocks.set(block, lines.concat(answer.lines));
            this.total = Math.max(this.total, answer.total);
            // An answer may be shorter than was asked for, and the rest comes next. One without lines is not asked for again.
            if (answer.lines.length === 0) this.#barren.set(block, this.total);
            for (const old of this.#blocks.keys()) {
                if (this.#blocks.size <= KEPT) break;
                this.#blocks.delete(old);
            }
            this.error = undefined;
        } catch (error) {
            if (error.name === 'AbortError') return;
            this.error = error;
        } finally {
            if (this.#asked.get(block) === stop) this.#asked.delete(block);
        }
        this.changed();
    }
}
