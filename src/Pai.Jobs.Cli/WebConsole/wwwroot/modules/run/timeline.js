// The time line: everything about a run on one clock. Pointer, touch and arrow keys move the cursor; the log follows it.
import { button, h, perFrame, put, s } from '../base/dom.js';
import { clockTime, dateTime, duration, measure, plural } from '../base/format.js';
import { visible } from '../base/safe-text.js';
import { settings } from '../base/settings.js';
import { words } from '../base/status.js';
import { scale, ticks } from './axis.js';
import { lanesOf } from './lanes.js';

const AXIS = 22,
    GAP = 6,
    GUTTER = 96,
    NARROW = 620;

// Where the mouse rests after a click, on the link to this run for instance.
const clicked = { x: -1, y: -1 };
addEventListener('pointerup', event => Object.assign(clicked, { x: event.clientX, y: event.clientY }), true);

export class Timeline {
    constructor(data, clock, signal) {
        Object.assign(this, { data, clock });
        this.back = s('g');
        this.cursor = s('g', { class: 'cursor' });
        this.svg = s('svg', { class: 'chart', 'aria-hidden': 'true' }, this.back, this.cursor);
        this.readout = h('p', { class: 'readout', id: 'readout' });
        this.note = h('p', { class: 'summary', hidden: true });
        this.slider = h(
            'div',
            {
                class: 'chart-box',
                role: 'slider',
                tabindex: '0',
                'aria-label': 'Time',
                'aria-orientation': 'horizontal',
                'aria-describedby': 'chart-help',
                onkeydown: event => this.#key(event),
                onpointermove: event => this.#move(event),
                onpointerdown: event => this.#press(event),
                onpointerenter: () => this.entered?.(),
                onpointerleave: () => this.left?.(),
            },
            this.svg,
        );
        this.slider.addEventListener('wheel', event => this.#wheel(event), { passive: false });
        this.element = h(
            'section',
            { class: 'timeline', 'aria-label': 'Time line' },
            h(
                'div',
                { class: 'tools' },
                this.readout,
                h('span', { class: 'spacer' }),
                h(
                    'div',
                    { class: 'choice', role: 'group', 'aria-label': 'Zoom' },
                    button('−', () => clock.zoom(2), { 'aria-label': 'Zoom out', title: 'Zoom out (-)' }),
                    button('+', () => clock.zoom(0.5), { 'aria-label': 'Zoom in', title: 'Zoom in (+)' }),
                    button('All', () => clock.showAll(), { title: 'Show all of the run (0)' }),
                ),
            ),
            this.slider,
            this.note,
            h(
                'p',
                { class: 'unseen', id: 'chart-help' },
                'Arrow keys move the cursor, with Shift in larger steps; plus and minus zoom. The log follows.',
            ),
        );
        this.redraw = perFrame(() => this.#draw());
        clock.onChange(what => (what === 'cursor' ? this.#drawCursor() : this.redraw()));
        settings.onChange(() => this.redraw(), signal);
        const size = new ResizeObserver(() => this.redraw());
        size.observe(this.slider);
        signal.addEventListener('abort', () => size.disconnect());
    }

    get buckets() {
        return Math.max(20, Math.min(400, Math.floor(this.slider.clientWidth / 4)));
    }

    #draw() {
        const width = this.slider.clientWidth;
        if (width === 0) return;
        const { clock, data } = this;
        const isNarrow = width < NARROW;
        const left = isNarrow ? 2 : GUTTER,
            right = width - 8;
        this.scale = { ...scale(clock.from, clock.to, left, right), left, right };
        const context = { data, end: clock.end };
        const clip = s('clipPath', { id: 'plot' }, s('rect', { x: left - 1, y: 0, width: right - left + 8, height: 2000 }));
        const plot = s('g', { 'clip-path': 'url(#plot)' }),
            labels = s('g');
        for (const { time, text } of ticks(clock.from, clock.to, right - left)) {
            const x = this.scale.x(time),
                edge = x > right - 28 ? 'end' : x < left + 28 ? 'start' : 'middle';
            labels.append(s('text', { class: 'tick', x, y: 13, 'text-anchor': edge }, text));
            plot.append(s('line', { class: 'grid', x1: x, x2: x, y1: AXIS - 4, y2: 2000 }));
        }
        let top = AXIS;
        for (const lane of lanesOf(data)) {
            if (isNarrow) top += 14;
            const y = isNarrow ? top - 3 : top + Math.min(lane.height / 2 + 4, 16);
            labels.append(s('text', { class: 'lane-label', x: isNarrow ? left : 0, y }, lane.label));
            if (lane.top) {
                labels.append(
                    s(
                        'text',
                        {
                            class: 'lane-top',
                            x: isNarrow ? right : 0,
                            y: isNarrow ? y : y + 14,
                            'text-anchor': isNarrow ? 'end' : 'start',
                        },
                        lane.top,
                    ),
                );
            }
            lane.draw(plot, this.scale, top, context, lane);
            top += lane.height + GAP;
        }
        put(this.back, clip, plot, labels);
        this.svg.setAttribute('viewBox', `0 0 ${width} ${top}`);
        this.svg.style.height = top + 'px';
        this.height = top;
        this.#drawCursor();
    }

    #drawCursor() {
        const { available, reason } = this.data.metrics;
        this.note.hidden = !reason;
        put(this.note, reason && `${available ? 'Metrics' : 'No metrics'}: ${visible(reason)}`);
        const { clock } = this;
        this.slider.setAttribute('aria-valuemin', '0');
        this.slider.setAttribute('aria-valuemax', String(Math.round((clock.end - clock.start) / 1000)));
        this.slider.setAttribute('aria-valuenow', String(Math.round(((clock.cursor ?? clock.start) - clock.start) / 1000)));
        if (clock.cursor === undefined || !this.scale) {
            this.slider.setAttribute('aria-valuetext', 'no time chosen');
            put(this.readout, dateTime(clock.start));
            return;
        }
        const x = Math.round(this.scale.x(clock.cursor)) + 0.5;
        put(this.cursor, s('line', { x1: x, x2: x, y1: 16, y2: this.height }), s('path', { d: `M${x - 5} 16h10l-5 7z` }));
        const there = this.data.at(clock.cursor);
        const texts = [
            there.status && words(there.status),
            there.try && `try ${visible(there.try)}`,
            there.lines !== undefined && plural(there.lines, 'line'),
            ...measures(there.values),
        ].filter(Boolean);
        put(
            this.readout,
            h('time', { title: dateTime(clock.cursor) }, clockTime(clock.cursor, true)),
            h('span', { class: 'since' }, '+' + duration(clock.cursor - clock.start)),
            texts.map(text => h('span', {}, text)),
        );
        this.slider.setAttribute('aria-valuetext', [dateTime(clock.cursor), ...texts].join(', '));
    }

    #timeOf(event) {
        const x = event.clientX - this.slider.getBoundingClientRect().left - this.slider.clientLeft;
        // A mark of an event within a few pixels is meant.
        const near = this.data.events.map(({ at }) => [Math.abs(this.scale.x(at) - x), at]).sort((a, b) => a[0] - b[0])[0];
        return near && near[0] <= 4 ? near[1] : this.scale.time(x);
    }

    #move(event) {
        // The page changed below a mouse that rests: nothing is meant by that.
        if (event.clientX === clicked.x && event.clientY === clicked.y) return;
        if (this.scale && !(event.pointerType === 'touch' && event.buttons === 0)) this.clock.point(this.#timeOf(event), 'chart');
    }

    #press(event) {
        if (!this.scale || event.button !== 0) return;
        this.pinned?.();
        this.clock.point(this.#timeOf(event), 'chart');
    }

    #wheel(event) {
        if (!event.ctrlKey || !this.scale) return;
        event.preventDefault();
        this.clock.zoom(event.deltaY > 0 ? 1.3 : 1 / 1.3, this.#timeOf(event));
    }

    #key(event) {
        if (event.altKey || event.ctrlKey || event.metaKey) return;
        const { clock } = this;
        const step = (clock.to - clock.from) / (event.shiftKey ? 20 : 200),
            at = clock.cursor ?? clock.start;
        const moves = {
            ArrowRight: at + step,
            ArrowLeft: at - step,
            ArrowUp: at + step,
            ArrowDown: at - step,
            PageUp: at + step * 10,
            PageDown: at - step * 10,
            Home: clock.start,
            End: clock.end,
        };
        if (event.key in moves) {
            this.pinned?.();
            clock.point(moves[event.key], 'chart');
        } else if (event.key === '+' || event.key === '=') clock.zoom(0.5);
        else if (event.key === '-') clock.zoom(2);
        else if (event.key === '0') clock.showAll();
        else return;
        event.preventDefault();
    }
}

/** One text for each metric: a value for each of few nodes, the lowest and the highest of many. */
function measures(values) {
    return [...new Set(values.map(one => one.name))].map(name => {
        const same = values.filter(one => one.name === name),
            { unit } = same[0];
        const numbers = same.map(one => one.value);
        const text =
            numbers.length <= 3
                ? numbers.map(value => measure(value, unit)).join(', ')
                : `${measure(Math.min(...numbers), unit)} to ${measure(Math.max(...numbers), unit)}`;
        return `${words(name)} ${text}`;
    });
}
