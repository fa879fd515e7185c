// The one clock of a run: the times that can be seen, and the moment that chart and log both point at. Milliseconds since 1970.

export class Clock {
    #listeners = new Set();

    constructor(from, to) {
        this.start = from;
        this.end = to;
        this.from = from;
        this.to = to;
        this.cursor = undefined;
    }

    get isWhole() {
        return this.from === this.start && this.to === this.end;
    }

    /** Listeners get `(what, by)`: what is 'cursor' or 'range', by is who did it. */
    onChange(listener) {
        this.#listeners.add(listener);
    }

    /** Points at a time. A time outside of the part that is shown moves that part. */
    point(time, by) {
        if (!Number.isFinite(time)) return;
        time = Math.max(this.start, Math.min(time, this.end));
        if (time === this.cursor) return;
        this.cursor = time;
        this.#tell('cursor', by);
        if (time < this.from || time > this.to) this.show(time - (this.to - this.from) / 2, this.to - this.from);
    }

    /** Makes the whole longer; a view of the whole stays one. */
    extend(from, to) {
        const isWhole = this.isWhole;
        const start = Math.min(this.start, from ?? this.start),
            end = Math.max(this.end, to ?? this.end);
        if (start === this.start && end === this.end) return;
        this.start = start;
        this.end = end;
        if (isWhole) Object.assign(this, { from: start, to: end });
        this.#tell('range', 'extend');
    }

    zoom(factor, around = this.cursor ?? (this.from + this.to) / 2) {
        const length = Math.max(200, Math.min((this.to - this.from) * factor, this.end - this.start));
        const share = (around - this.from) / (this.to - this.from);
        this.show(around - length * share, length);
    }

    showAll() {
        this.show(this.start, this.end - this.start);
    }

    show(from, length) {
        length = Math.min(length, this.end - this.start);
        from = Math.max(this.start, Math.min(from, this.end - length));
        this.from = from;
        this.to = length === this.end - this.start ? this.end : from + length;
        this.#tell('range', 'zoom');
    }

    #tell(what, by) {
        for (const listener of this.#listeners) listener(what, by);
    }
}
