// The log: a window of lines, tied to the clock. Scrolling moves the cursor of the chart; the chart moves the log.
import { get, of, query } from '../base/api.js';
import { h, put, say } from '../base/dom.js';
import { bytes, count, ms, plural } from '../base/format.js';
import { visible } from '../base/safe-text.js';
import { settings } from '../base/settings.js';
import { TallScroller } from '../base/tall-scroller.js';
import { iso } from './chart-data.js';
import { Folds } from './folds.js';
import { lineElement, markFor } from './line-element.js';
import { LogLines } from './log-lines.js';
import { LogTools } from './log-tools.js';

export class LogView {
    current = 0;
    isFollowing = true;
    isPaused = false;
    info = { lines: 0, bytes: 0, nodes: [], complete: false };
    #elements = new Map();
    #mark = null;
    #isTimePending = false;
    #seeking = 0;
    #revealed = null;

    constructor(run, clock, signal) {
        Object.assign(this, { run, clock, signal });
        this.lines = new LogLines(run, signal, () => this.#arrived());
        this.folds = new Folds(this.lines, () => {
            this.scroller.draw();
            this.#showState(this.lines.error);
        });
        this.scroller = new TallScroller({
            properties: { class: 'log-rows', role: 'log', 'aria-live': 'off', 'aria-label': 'Log', onkeydown: event => this.#key(event) },
            row: n => this.#row(n),
            moved: () => this.#scrolled(),
            drawn: (first, number) => this.#drawn(first, number),
            resized: () => (this.isFollowing ? this.#toEnd() : this.show(this.current)),
            rowHeight: 20,
        });
        this.scroller.element.addEventListener('click', event => this.#click(event));
        this.tools = new LogTools(this);
        this.state = h('p', { class: 'log-state' });
        this.element = h(
            'section',
            { class: 'log', 'aria-label': 'Log of the run' },
            this.tools.element,
            this.scroller.element,
            this.state,
        );
        this.setWrap(innerWidth < 620);
        clock.onChange((what, by) => {
            if (what === 'cursor' && by === 'chart') this.seek(clock.cursor);
        });
        settings.onChange(() => this.#redraw(), signal);
        signal.addEventListener('abort', () => this.scroller.close());
    }

    /** The server said how long the log is by now. */
    async take(info) {
        this.info = info;
        this.tools.update();
        this.#showState();
        if (this.isPaused) return;
        await this.lines.grow(info.lines);
        this.#arrived();
    }

    setFilter(filter) {
        this.lines.setFilter(filter);
        this.folds.clear();
        this.#elements.clear();
        if (this.lines.isFiltered) this.lines.grow();
        else this.lines.total = this.info.lines;
        this.#arrived();
        if (this.clock.cursor !== undefined && !this.isFollowing) this.seek(this.clock.cursor);
    }

    setFollowing(value) {
        this.isFollowing = value;
        if (value) this.#toEnd();
        this.tools.update();
    }

    setPaused(value) {
        this.isPaused = value;
        this.tools.update();
        this.#showState();
        if (!value) this.take(this.info);
    }

    setWrap(value) {
        this.isWrapped = value;
        this.scroller.element.classList.toggle('wrap', value);
        this.tools.update();
        this.scroller.forget();
        if (this.isFollowing) this.scroller.toEnd();
        else this.show(this.current);
    }

    setMark(search) {
        this.#mark = search ? markFor(search) : null;
        this.#redraw();
    }

    /** Scrolls to the first line at or after a time. Only the last of several wishes is followed. */
    async seek(time) {
        this.isFollowing = false;
        this.#wished = time;
        this.tools.update();
        if (this.#seeking) return;
        this.#seeking = 1;
        try {
            while (this.#wished !== undefined) {
                const at = this.#wished;
                this.#wished = undefined;
                const { n } = await get(query(of(this.run, 'log', 'at'), { time: iso(at), ...this.lines.filter }), this.signal);
                this.show(n ?? this.lines.total - 1);
            }
        } catch (error) {
            if (error.name !== 'AbortError') this.#showState(error);
        } finally {
            this.#seeking = 0;
        }
    }
    #wished;

    /** Shows a line. Only `point` moves the cursor of the chart. */
    show(n, point) {
        this.current = Math.max(0, Math.min(n, this.lines.total - 1));
        this.scroller.focusOn(this.current);
        if (point) this.#pointClock();
    }

    /** Shows a line, and opens the fold that it is in. */
    reveal(n) {
        this.#revealed = n;
        this.show(n, true);
        this.#openRevealed();
    }

    #openRevealed() {
        if (this.#revealed === null || !this.lines.isHere(this.#revealed)) return;
        if (this.lines.isFolded(this.#revealed)) this.folds.open(this.#revealed);
        this.#revealed = null;
    }

    #toEnd() {
        this.current = Math.max(0, this.lines.total - 1);
        this.scroller.toEnd();
        this.#pointClock();
    }

    #scrolled() {
        // The current line moves from the upper edge to the lower one, so that each line can be current.
        this.current = this.scroller.focused;
        this.scroller.draw();
        if (this.isFollowing !== this.scroller.isAtEnd) {
            this.isFollowing = this.scroller.isAtEnd;
            this.tools.update();
        }
        this.#pointClock();
    }

    #pointClock() {
        const time = ms(this.lines.line(this.lines.holder(this.current))?.time);
        this.#isTimePending = time === undefined;
        if (time !== undefined) this.clock.point(time, 'log');
    }

    #arrived() {
        this.scroller.setTotal(this.lines.total);
        this.#openRevealed();
        if (this.isFollowing) this.#toEnd();
        else if (this.#isTimePending) this.#pointClock();
        this.scroller.draw();
        this.#showState(this.lines.error);
    }

    #row(n) {
        if (this.lines.isFolded(n)) return null;
        const line = this.lines.line(n),
            states = line?.states ? this.folds.of(n) : undefined;
        let known = this.#elements.get(n);
        if (!known || known.line !== line || known.states !== states) {
            if (this.#elements.size > 1000) this.#elements.clear();
            const element = lineElement(n, line, { showNode: this.info.nodes?.length > 1, mark: this.#mark, states });
            known = { line, states, element };
            this.#elements.set(n, known);
        }
        known.element.classList.toggle('current', n === this.lines.holder(this.current));
        return known.element;
    }

    #drawn(first, number) {
        this.lines.want(first, number);
        for (const state of this.scroller.rows.querySelectorAll('.states > li')) {
            const isCurrent = Number(state.dataset.state) === this.current;
            if (isCurrent === state.classList.contains('current')) continue;
            state.classList.toggle('current', isCurrent);
            const list = state.parentElement;
            if (isCurrent) list.scrollTop = state.offsetTop - list.offsetTop - (list.clientHeight - state.offsetHeight) / 2;
        }
    }

    #redraw() {
        this.#elements.clear();
        this.scroller.draw();
    }

    #click(event) {
        const row = event.target.closest('.line[data-n]');
        if (row && event.target.closest('.fold-button')) {
            this.#toggle(Number(row.dataset.n));
            return;
        }
        if (!row || String(getSelection()) !== '') return;
        this.current = Number(event.target.closest('[data-state]')?.dataset.state ?? row.dataset.n);
        this.isFollowing = false;
        this.tools.update();
        this.#pointClock();
        this.scroller.draw();
    }

    /** Opens or closes the fold of a line, which stays where it is. */
    #toggle(n) {
        this.current = n;
        this.isFollowing = false;
        this.tools.update();
        this.folds.toggle(n);
        this.#pointClock();
        this.scroller.element.focus();
    }

    #key(event) {
        // The list of an open fold scrolls by itself.
        const isOwn = event.target === this.scroller.element || (event.key === 'o' && event.target.closest('.states'));
        if (event.altKey || event.metaKey || event.ctrlKey || !isOwn) return;
        const page = Math.max(1, this.scroller.rowsInView - 1);
        const moves = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1, PageDown: page, PageUp: -page, ' ': page };
        if (event.key in moves) {
            this.isFollowing = false;
            this.show(this.lines.step(this.current, moves[event.key]), true);
        } else if (event.key === 'Home') {
            this.isFollowing = false;
            this.show(0, true);
        } else if (event.key === 'End') this.setFollowing(true);
        else if (event.key === 'o') this.#toggle(this.lines.holder(this.current));
        else return;
        event.preventDefault();
        this.tools.update();
    }

    #showState(error) {
        const { info, lines } = this;
        const waiting = this.isPaused ? info.lines - lines.total : 0;
        const texts = [
            lines.isFiltered ? `${count(lines.total)} of ${plural(info.lines, 'line')}` : plural(info.lines, 'line'),
            bytes(info.bytes),
            !info.complete && (this.isEnded?.() ? 'being read' : 'still growing'),
            info.error && visible(info.error),
            this.isPaused && (waiting > 0 && !lines.isFiltered ? `paused, ${plural(waiting, 'new line')}` : 'paused'),
            info.missing && `missing: ${typeof info.missing === 'number' ? plural(info.missing, 'line') : visible(info.missing)}`,
            error && visible(error.message),
        ].filter(Boolean);
        put(
            this.state,
            texts.map(text => h('span', {}, text)),
        );
        if (error) say(error.message);
    }
}
