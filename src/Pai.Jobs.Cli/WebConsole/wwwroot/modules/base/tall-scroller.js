// A list whose rows have the heights that they need: lines that are wrapped, rows that are open, and rows that have no element at all.
// The rows around one point are elements and are measured; the scroll bar stands for the rest by an estimate. One row is the list's
// point: it is as far down in the window as it is in the list, so that the first row is it at the start and the last row at the end.
import { LIMIT, Scroller } from './scroller.js';

/** What is drawn before its place is known is drawn again, so often at most. */
const MOST_DRAWS = 5;

export class TallScroller extends Scroller {
    /** A place in a row (0 to 1), and where in the window it is, in pixels. */
    #anchor = { row: 0, share: 0, y: 0 };
    #layout = { numbers: [], first: 0, last: 0, tops: [], heights: [], offset: 0, bottom: 0 };
    #average;
    #seen = { first: -1, pixels: 0, rows: 0 };
    #isScrolling = false;
    #isPlaced = false;
    #isAtEnd = true;

    /** As for a Scroller; `row(index)` gives null for a row that belongs to the next one. The last row has an element. */
    constructor(options) {
        super(options);
        this.#average = options.rowHeight;
    }

    get isAtEnd() {
        return this.#isAtEnd;
    }
    /** How many rows can be seen as a whole. */
    get rowsInView() {
        const { tops, heights, offset } = this.#layout;
        return tops.filter((top, i) => top + offset >= -1 && top + offset + heights[i] <= this.height + 1).length;
    }
    /** The row that is the point of the list. */
    get focused() {
        const { row } = this.#point();
        return row;
    }

    setTotal(total) {
        this.total = total;
        this.measure();
    }

    measure() {
        if (this.height === 0) return;
        this.layer.style.height = this.height + 'px';
        this.draw();
    }

    /** Makes a row the point, without telling `moved`. */
    focusOn(row) {
        const share = this.total > 1 ? row / (this.total - 1) : 0;
        this.#anchor = { row, share, y: share * this.height };
        this.#isScrolling = false;
        this.#isPlaced = true;
        this.lastScroll = this.element.scrollTop;
        this.draw();
    }

    toEnd() {
        this.#anchor = { row: this.total - 1, share: 1, y: this.height };
        this.#isAtEnd = true;
        this.#isScrolling = false;
        this.#isPlaced = true;
        this.lastScroll = this.element.scrollTop;
        this.draw();
    }

    scrolled() {
        const at = this.element.scrollTop,
            by = at - this.lastScroll;
        if (by === 0) return;
        this.lastScroll = at;
        this.#isScrolling = true;
        if (Math.abs(by) <= 3 * this.height) this.#moveBy(by);
        else this.#jumpTo(at / (this.spaceHeight - this.height));
        this.drawNow();
        // The estimate was wrong, and the scroll bar has come to its end before the rows have.
        const { offset, first } = this.#layout;
        if ((at <= 0 && !(first === 0 && offset === 0)) || (at >= this.spaceHeight - this.height - 1 && !this.#isAtEnd)) this.#fitBar(1);
        this.moved();
    }

    #moveBy(pixels) {
        const { numbers, tops, heights, offset } = this.#layout;
        if (numbers.length === 0) return;
        const middle = this.height / 2 + pixels - offset;
        const found = tops.findIndex((top, i) => top + heights[i] > middle);
        const i = found < 0 ? numbers.length - 1 : found;
        this.#anchor = { row: numbers[i], share: 0, y: tops[i] + offset - pixels };
    }

    #jumpTo(share) {
        const point = Math.max(0, Math.min(share, 1)) * this.total;
        const row = Math.min(Math.floor(point), this.total - 1);
        this.#anchor = { row, share: point - row, y: share * this.height };
    }

    /** True if the reader has scrolled, and the event is yet to come. */
    get #isAhead() {
        return this.element.scrollTop !== this.lastScroll;
    }

    settle() {
        // What was scrolled since the last event must not be lost.
        if (this.#isAhead) return;
        this.#isScrolling = false;
        this.#fitBar(this.height);
    }

    /**
     * Makes the scroll bar as long as the rows are by estimate, and puts it where they are unless it is near: moving it may take away what
     * the reader scrolls just now.
     */
    #fitBar(tolerance) {
        const { first, last, bottom } = this.#layout;
        const isWhole = first === 0 && last === this.total;
        if (isWhole) this.spaceHeight = Math.max(this.height, Math.min(LIMIT, bottom));
        else {
            this.#estimate();
            this.spaceHeight = Math.max(this.height + this.rowHeight, Math.min(LIMIT, this.total * this.#average));
        }
        this.spacer.style.height = this.spaceHeight + 'px';
        const share = this.total > 0 ? this.#point().point / this.total : 0;
        const expected = share * (this.spaceHeight - this.height);
        const most = share === 0 || share === 1 ? 1 : tolerance;
        if (Math.abs(this.element.scrollTop - expected) > most) this.element.scrollTop = expected;
        this.lastScroll = this.element.scrollTop;
    }

    /** The height of a row, by all windows so far: it settles, so that the scroll bar does. */
    #estimate() {
        const { first, last, bottom } = this.#layout;
        if (first === this.#seen.first || last === first) return;
        this.#seen = { first, pixels: this.#seen.pixels + bottom, rows: this.#seen.rows + last - first };
        this.#average = this.#seen.pixels / this.#seen.rows;
    }

    /** Rows have other heights from now on. */
    forget() {
        this.#seen = { first: -1, pixels: 0, rows: 0 };
    }

    /** The point, as a row and as a number between 0 and all rows. */
    #point() {
        const { numbers, first, last, tops, heights, offset } = this.#layout;
        const count = numbers.length;
        if (count === 0) return { row: 0, point: 0 };
        if (first === 0 && offset >= 0) return { row: numbers[0], point: 0 };
        if (this.#isAtEnd && last === this.total) return { row: numbers[count - 1], point: this.total };
        // Rows without an element count for the next one.
        const startOf = i => (i === 0 ? first : numbers[i - 1] + 1);
        const scale = this.height / this.total;
        let i = 0;
        while (i < count - 1 && tops[i + 1] + offset <= startOf(i + 1) * scale) i++;
        const span = numbers[i] + 1 - startOf(i);
        const part = (startOf(i) * scale - tops[i] - offset) / (heights[i] - span * scale);
        return { row: numbers[i], point: startOf(i) + span * Math.max(0, Math.min(Number.isFinite(part) ? part : 0, 1)) };
    }

    drawNow() {
        if (this.height === 0) return;
        for (let i = 0; i < MOST_DRAWS && this.#drawOnce(); i++);
        const { first, last } = this.#layout;
        if (!this.#isScrolling && !this.#isAhead) this.#fitBar(this.#isPlaced ? 1 : this.height);
        this.#isPlaced = false;
        this.drawn(first, last - first);
    }

    /** Draws the rows around the anchor. True if more of them are needed to fill the window. */
    #drawOnce() {
        const numbers = [],
            elements = [];
        const most = Math.ceil(this.height / this.rowHeight) + 1;
        let first = Math.max(0, Math.min(this.#anchor.row, this.total - 1)),
            last = first;
        for (; last < this.total && numbers.length < most; last++) {
            const element = this.row(last);
            if (element) {
                numbers.push(last);
                elements.push(element);
            }
        }
        const below = numbers.length;
        for (; first > 0 && numbers.length < below + most; first--) {
            const element = this.row(first - 1);
            if (element) {
                numbers.unshift(first - 1);
                elements.unshift(element);
            }
        }
        this.place(elements);
        const zero = this.rows.getBoundingClientRect().top;
        const boxes = elements.map(element => element.getBoundingClientRect());
        const tops = boxes.map(box => box.top - zero),
            heights = boxes.map(box => box.height);
        const bottom = boxes.length > 0 ? tops.at(-1) + heights.at(-1) : 0;
        const at = numbers.length - below,
            { share, y } = this.#anchor;
        let offset = below > 0 ? y - tops[at] - share * heights[at] : 0;
        if (last === this.total && offset + bottom < this.height) offset = this.height - bottom;
        if (first === 0 && offset > 0) offset = 0;
        this.rows.style.transform = `translateY(${offset}px)`;
        this.#layout = { numbers, first, last, tops, heights, offset, bottom };
        this.#isAtEnd = last === this.total && offset + bottom <= this.height + 1;
        const isShort = numbers.length > 0 && ((offset > 0 && first > 0) || (offset + bottom < this.height && last < this.total));
        if (isShort) {
            this.#anchor = offset > 0 ? { row: numbers[0], share: 0, y: offset } : { row: numbers.at(-1), share: 1, y: offset + bottom };
        }
        return isShort;
    }
}
