// The lines of a log that can be seen, fetched in blocks. However long the log is, no more than KEPT blocks are here.
// A line that the next one of its block takes the place of (a state of a progress bar) is folded: it has its number, and is not sent.
import { get, of, query } from '../base/api.js';

const BLOCK = 200,
    KEPT = 120,
    RETRY = 3000;

export class LogLines {
    total = 0;
    #blocks = new Map();
    #asked = new Map();
    #filter = {};
    #generation = 0;
    #barren = new Map();
    #wanted = [0, 0];

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

    /** A line; undefined while it is not here, and for one that is folded. */
    line(n) {
        return this.#blocks.get(Math.floor(n / BLOCK))?.lines[n % BLOCK];
    }

    isHere(n) {
        return n % BLOCK < (this.#blocks.get(Math.floor(n / BLOCK))?.covered ?? 0);
    }
    isFolded(n) {
        return this.isHere(n) && !this.line(n);
    }

    /** The line that has taken the place of a line: itself unless it is folded. */
    holder(n) {
        while (this.isFolded(n)) n++;
        return n;
    }

    /** The first of the lines whose place a line has taken: itself if there are none. */
    firstOf(n) {
        const holder = this.holder(n);
        return holder - (this.line(holder)?.states ?? 0);
    }

    /** The line so many rows below a line, or above it. */
    step(n, rows) {
        for (; rows > 0; rows--) n = this.holder(n) + 1;
        for (; rows < 0; rows++) n = this.firstOf(n) - 1;
        return n;
    }

    /** The lines that are folded behind a line. */
    async states(holder) {
        const { states } = this.line(holder);
        return (await get(this.#path({ from: holder - states, count: states }), this.signal)).lines;
    }

    /** Fetches what is missing of some lines; requests for lines that are no longer wanted are given up. */
    want(first, count) {
        const from = Math.max(0, Math.floor(first / BLOCK)),
            to = Math.floor(Math.max(first, Math.min(first + count, this.total) - 1) / BLOCK);
        this.#wanted = [from, to];
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

    #path(window) {
        return query(of(this.run, 'log', 'lines'), { ...window, ...this.#filter });
    }

    async #fetch(block, always) {
        const held = this.#blocks.get(block),
            have = held?.covered ?? 0,
            known = this.total;
        const expected = Math.min(BLOCK, known - block * BLOCK);
        if ((!always && (have >= expected || this.#barren.get(block) === known)) || have === BLOCK || this.#asked.has(block)) return;
        const generation = this.#generation,
            stop = new AbortController();
        this.#asked.set(block, stop);
        try {
            const start = block * BLOCK,
                from = (have > 0 ? this.#openEnd(start + have - 1) : undefined) ?? start + have;
            const path = this.#path({ from, count: start + BLOCK - from, fold: 1 });
            const answer = await get(path, AbortSignal.any([stop.signal, this.signal]));
            if (generation !== this.#generation) return;
            const lines = (held?.lines ?? []).slice(0, from - start);
            for (const line of answer.lines) lines[line.n - start] = line;
            // An answer without new lines is not asked for again, until the log has grown.
            if (lines.length <= have) this.#barren.set(block, known);
            this.#blocks.delete(block);
            this.#blocks.set(block, { lines, covered: lines.length });
            this.total = Math.max(this.total, answer.total);
            this.#forget();
            this.error = undefined;
        } catch (error) {
            if (error.name === 'AbortError') return;
            this.error = error;
            this.#retryLater(block, known, generation);
        } finally {
            if (this.#asked.get(block) === stop) this.#asked.delete(block);
        }
        this.changed();
    }

    /** Forgets the oldest blocks, but none that can be seen. */
    #forget() {
        const [from, to] = this.#wanted;
        for (const old of this.#blocks.keys()) {
            if (this.#blocks.size <= KEPT) return;
            if (old < from || old > to) this.#blocks.delete(old);
        }
    }

    /** A block that could not be fetched is asked for again after a while, if it can be seen then. */
    #retryLater(block, known, generation) {
        this.#barren.set(block, known);
        setTimeout(() => {
            if (this.signal.aborted || generation !== this.#generation) return;
            this.#barren.delete(block);
            this.changed();
        }, RETRY);
    }

    /** Where to read on behind a line whose place the next one may take: with all that is folded behind it. */
    #openEnd(n) {
        return this.line(n)?.replaced ? this.firstOf(n) : undefined;
    }
}
