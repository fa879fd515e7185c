// What the time line shows: phases, tries and events, counts of log lines, metrics. Fetched for the part of time that is shown.
import { get, of, query } from '../base/api.js';
import { ms } from '../base/format.js';

export class ChartData {
    phases = [];
    tries = [];
    events = [];
    counts = null;
    metrics = { available: false, series: [] };
    node = '';
    #busy = new Map();

    constructor(run, clock, signal, changed) {
        Object.assign(this, { run, clock, signal, changed });
    }

    takeDetail(detail) {
        this.phases = (detail.phases ?? []).map(phase => ({ ...phase, from: ms(phase.from), to: ms(phase.to) }));
        this.tries = (detail.tries ?? []).map(one => ({ ...one, from: ms(one.created), to: ms(one.ended) }));
        this.changed();
    }

    async loadEvents() {
        await this.#once('events', async () => {
            const { events } = await get(of(this.run, 'events'), this.signal);
            this.events = events.map(event => ({ ...event, at: ms(event.time) })).filter(event => event.at !== undefined);
            this.events.sort((a, b) => a.at - b.at);
        });
    }

    async loadCounts(buckets) {
        await this.#once('counts', async () => {
            const { from, to } = this.clock;
            const path = query(of(this.run, 'log', 'counts'), { from: iso(from), to: iso(to), buckets, node: this.node });
            const answer = await get(path, this.signal);
            this.counts = { from: ms(answer.from) ?? from, to: ms(answer.to) ?? to, buckets: answer.buckets };
        });
    }

    async loadMetrics() {
        await this.#once('metrics', async () => {
            const path = query(of(this.run, 'metrics'), { from: iso(this.clock.from), to: iso(this.clock.to) });
            const answer = await get(path, this.signal);
            const series = (answer.series ?? []).map(one => ({ ...one, points: one.points.map(([t, value]) => [timeOf(t), value]) }));
            this.metrics = { ...answer, series };
        });
    }

    /** One request of a kind at a time; one that was wanted meanwhile comes after it. Failures leave what was there. */
    async #once(kind, load) {
        if (this.#busy.has(kind)) {
            this.#busy.set(kind, load);
            return;
        }
        for (let next = load; next;) {
            this.#busy.set(kind, null);
            try {
                await next();
            } catch (error) {
                if (error.name === 'AbortError') break;
            }
            next = this.#busy.get(kind);
        }
        this.#busy.delete(kind);
        if (!this.signal.aborted) this.changed();
    }

    /** What there was at a time: `{ status, try, lines, values: [{ name, node, unit, value }] }`. */
    at(time) {
        const phase = this.phases.findLast(one => one.from <= time);
        const one = this.tries.findLast(each => each.from <= time);
        const values = this.metrics.series
            .map(({ name, node, unit, points }) => ({ name, node, unit, value: nearest(points, time) }))
            .filter(({ value }) => value !== undefined);
        return { status: phase?.status, try: this.tries.length > 1 ? one?.id : undefined, lines: this.#linesAt(time), values };
    }

    #linesAt(time) {
        if (!this.counts || this.counts.buckets.length === 0) return undefined;
        const { from, to, buckets } = this.counts;
        const bucket = buckets[Math.min(buckets.length - 1, Math.floor(((time - from) / (to - from)) * buckets.length))];
        return bucket && (bucket.out ?? 0) + (bucket.error ?? 0) + (bucket.system ?? 0);
    }
}

export const iso = milliseconds => new Date(milliseconds).toISOString();

function timeOf(t) {
    return typeof t === 'number' ? t * 1000 : ms(t);
}

function nearest(points, time) {
    let low = 0,
        high = points.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (points[middle][0] <= time) low = middle + 1;
        else high = middle;
    }
    return points[low - 1]?.[1];
}
