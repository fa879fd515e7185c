// A list of any length with a scroll bar: only the rows that can be seen are elements. A browser limits the height of an element
// (to 16 or 33 million pixels); above LIMIT, the scroll bar stands for rows by proportion, and small movements are still row by row.
import { h, perFrame } from './dom.js';

export const LIMIT = 8_000_000;

export class Scroller {
    /**
     * `row(index)` gives the element of a row; `moved()` is called after the list was scrolled; `drawn(first, count)` after
     * rows were drawn; `resized()` after another part of the page took or gave room. `properties` are those of the element that scrolls.
     */
    constructor({ properties, row, moved, drawn, resized, rowHeight }) {
        this.total = 0;
        this.top = 0;
        this.rowHeight = rowHeight;
        this.rows = h('div', { class: 'scroll-rows', role: 'presentation' });
        this.layer = h('div', { class: 'scroll-layer', role: 'presentation' }, this.rows);
        this.spacer = h('div', { class: 'scroll-space', role: 'presentation' }, this.layer);
        this.element = h('div', { tabindex: '0', ...properties }, this.spacer);
        this.element.classList.add('scroller');
        this.row = row;
        this.moved = moved ?? (() => {});
        this.drawn = drawn ?? (() => {});
        this.lastScroll = 0;
        this.draw = perFrame(() => this.drawNow());
        this.element.addEventListener('scroll', () => this.scrolled());
        this.element.addEventListener('scrollend', () => this.settle());
        this.watcher = new ResizeObserver(() => {
            this.measure();
            resized?.();
        });
        this.watcher.observe(this.element);
    }

    close() {
        this.watcher.disconnect();
    }

    get height() {
        return this.element.clientHeight;
    }
    get visibleRows() {
        return this.height / this.rowHeight;
    }
    /** The largest value of `top`: the last row is at the lower edge. */
    get maxTop() {
        return Math.max(0, this.total - this.visibleRows);
    }
    get isAtEnd() {
        return this.top >= this.maxTop - 0.5;
    }

    setTotal(total, keepEnd) {
        const stay = keepEnd && this.isAtEnd;
        this.total = total;
        this.measure();
        if (stay) this.setTop(this.maxTop);
    }

    measure() {
        if (this.height === 0) return;
        this.spaceHeight = Math.max(this.height, Math.min(LIMIT, this.total * this.rowHeight));
        this.spacer.style.height = this.spaceHeight + 'px';
        this.layer.style.height = this.height + 'px';
        this.setTop(this.top);
    }

    /** Scrolls, without telling `moved`. */
    setTop(top) {
        this.top = Math.max(0, Math.min(top, this.maxTop));
        this.settle();
        this.draw();
    }

    /** Scrolls as the reader does. */
    moveTo(top) {
        this.setTop(top);
        this.moved();
    }

    scrolled() {
        const at = this.element.scrollTop;
        const by = at - this.lastScroll;
        if (by === 0) return;
        this.lastScroll = at;
        const isCompressed = this.total * this.rowHeight > LIMIT;
        if (!isCompressed) this.top = at / this.rowHeight;
        else if (Math.abs(by) <= 3 * this.height) this.top += by / this.rowHeight;
        else this.top = (at / (this.spaceHeight - this.height)) * this.maxTop;
        this.top = Math.max(0, Math.min(this.top, this.maxTop));
        this.draw();
        this.moved();
    }

    /** Puts the scroll bar where the rows are. */
    settle() {
        const room = this.spaceHeight - this.height;
        const expected = this.maxTop > 0 ? (this.top / this.maxTop) * room : 0;
        if (Math.abs(this.element.scrollTop - expected) > 1) this.element.scrollTop = expected;
        this.lastScroll = this.element.scrollTop;
    }

    drawNow() {
        if (this.height === 0) return;
        const first = Math.floor(this.top);
        const last = Math.min(this.total, Math.ceil(this.top + this.visibleRows) + 1);
        const wanted = [];
        for (let index = first; index < last; index++) wanted.push(this.row(index));
        this.place(wanted);
        this.rows.style.transform = `translateY(${(first - this.top) * this.rowHeight}px)`;
        this.drawn(first, last - first);
    }

    /** Puts rows into the list. Those that are there already are not moved, so that what scrolls in them stays where it is. */
    place(wanted) {
        const kept = new Set(wanted);
        for (const row of [...this.rows.children]) if (!kept.has(row)) row.remove();
        let at = this.rows.firstElementChild;
        for (const row of wanted) {
            if (row === at) at = at.nextElementSibling;
            else this.rows.insertBefore(row, at);
        }
    }
}
