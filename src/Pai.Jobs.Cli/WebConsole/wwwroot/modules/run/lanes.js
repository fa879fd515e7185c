// The lanes of the time line, each drawn into a group of its own: `{ label, height, draw(group, scale, top, context) }`.
import { s } from '../base/dom.js';
import { count, measure } from '../base/format.js';
import { visible } from '../base/safe-text.js';
import { kindOf, words } from '../base/status.js';
import { roundUp } from './axis.js';

/** The lanes that there is something for. */
export function lanesOf(data) {
    const lanes = [{ label: 'Status', height: 22, draw: phases }];
    if (data.tries.length > 1) lanes.push({ label: 'Tries', height: 18, draw: tries });
    if (data.events.length > 0) lanes.push({ label: 'Events', height: 16, draw: events });
    lanes.push({ label: 'Log lines', height: 48, draw: bars, top: mostLines(data) });
    for (const name of new Set(data.metrics.series.map(one => one.name))) {
        const series = data.metrics.series.filter(one => one.name === name);
        const highest = Math.max(0, ...series.flatMap(one => one.points.map(([, value]) => value ?? 0)));
        const share = { '%': 100, percent: 100, fraction: 1 }[series[0].unit];
        const most = highest <= share ? share : roundUp(highest);
        lanes.push({ label: words(name), height: 40, draw: lines, series, most, top: measure(most, series[0].unit) });
    }
    return lanes;
}

function band(group, classes, scale, from, to, top, height, text, title = text) {
    const x = scale.x(from),
        width = Math.max(2, scale.x(to) - x);
    group.append(s('rect', { class: classes, x, y: top, width, height, rx: 2 }, s('title', {}, title)));
    // About 6.5 pixels for a character.
    if (width > text.length * 6.5 + 10)
        group.append(s('text', { class: 'band-text ' + classes, x: x + 6, y: top + height / 2 + 4 }, text));
}

function phases(group, scale, top, { data, end }, lane) {
    for (const phase of data.phases) {
        const text = words(visible(phase.status)),
            title = phase.reason ? `${text}: ${visible(phase.reason)}` : text;
        band(group, 'phase ' + kindOf(phase.status), scale, phase.from, phase.to ?? end, top, lane.height, text, title);
    }
}

function tries(group, scale, top, { data, end }, lane) {
    data.tries.forEach((one, index) => {
        const text = `Try ${index + 1}${one.cause ? ': ' + visible(words(one.cause)) : ''}`;
        band(group, 'try ' + kindOf(one.status), scale, one.from, one.to ?? end, top, lane.height, text);
    });
}

function events(group, scale, top, { data }, lane) {
    let last = -10;
    const middle = top + lane.height / 2;
    for (const event of data.events) {
        const x = scale.x(event.at),
            severity = severityOf(event);
        // Marks on the same pixels are one, unless it is worse than a note.
        if (x - last < 3 && severity === 'info') continue;
        last = x;
        const shape =
            severity === 'info'
                ? s('circle', { class: 'event info', cx: x, cy: middle, r: 4 })
                : s('path', { class: 'event ' + severity, d: `M${x} ${middle - 6}l6 11h-12z` });
        shape.append(s('title', {}, visible(messageOf(event))));
        group.append(shape);
    }
}

/** What an event says. */
export const messageOf = event => [event.reason, event.message].filter(Boolean).join(': ');

/** info, warning or error. */
export function severityOf(event) {
    if (/err|fatal|crit/i.test(event.severity ?? '')) return 'error';
    return /warn/i.test(event.severity ?? '') ? 'warning' : 'info';
}

const sum = bucket => (bucket.out ?? 0) + (bucket.error ?? 0) + (bucket.system ?? 0);

function mostLines(data) {
    const most = Math.max(0, ...(data.counts?.buckets ?? []).map(sum));
    return most > 0 ? count(most) : '';
}

function bars(group, scale, top, { data }, lane) {
    group.append(s('rect', { class: 'lane-back', x: scale.left, y: top, width: scale.right - scale.left, height: lane.height }));
    if (!data.counts) return;
    const { from, to, buckets } = data.counts;
    const most = Math.max(1, ...buckets.map(sum));
    const step = (to - from) / buckets.length;
    buckets.forEach((bucket, index) => {
        const x = scale.x(from + index * step),
            width = Math.max(1, scale.x(from + (index + 1) * step) - x - 0.5);
        let y = top + lane.height;
        for (const stream of ['system', 'out', 'error']) {
            const value = bucket[stream] ?? 0;
            if (value === 0) continue;
            // One line among thousands is to be seen, too.
            const height = Math.max(1.5, (value / most) * lane.height);
            y -= height;
            group.append(s('rect', { class: 'bar ' + stream, x, y: Math.max(top, y), width, height }));
        }
    });
}

function lines(group, scale, top, context, lane) {
    group.append(s('rect', { class: 'lane-back', x: scale.left, y: top, width: scale.right - scale.left, height: lane.height }));
    lane.series.forEach((series, index) => {
        const d = pathOf(series.points, scale, top, lane);
        if (d) group.append(s('path', { class: `metric metric-${index % 6}`, d }, s('title', {}, visible(series.node ?? series.name))));
    });
}

/** At most two points for each pixel: the lowest and the highest. */
function pathOf(points, scale, top, lane) {
    const y = value => (top + lane.height - Math.max(0, Math.min(value / lane.most, 1)) * (lane.height - 2) - 1).toFixed(1);
    let d = '',
        column = null;
    const flush = () => {
        if (column)
            d +=
                `${d ? 'L' : 'M'}${column.x} ${y(column.first)}` +
                (column.low !== column.high ? `V${y(column.low)}V${y(column.high)}` : '');
    };
    for (const [time, value] of points) {
        if (value === null || value === undefined) continue;
        const x = Math.round(scale.x(time));
        if (column?.x === x) {
            column.low = Math.min(column.low, value);
            column.high = Math.max(column.high, value);
            continue;
        }
        flush();
        column = { x, first: value, low: value, high: value };
    }
    flush();
    return d;
}
