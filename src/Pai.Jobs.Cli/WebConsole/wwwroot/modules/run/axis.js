// Times to pixels, and the marks of the axis.
import { clockTime, dayAndTime } from '../base/format.js';

const STEPS = [
    0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600,
    43200, 86400, 172800, 604800,
].map(seconds => seconds * 1000);

/** `{ x(time), time(x) }` for a range of times between two pixels. */
export function scale(from, to, left, right) {
    const length = Math.max(1, to - from),
        width = Math.max(1, right - left);
    return {
        x: time => left + Math.max(-0.01, Math.min((time - from) / length, 1.01)) * width,
        time: x => from + Math.max(0, Math.min((x - left) / width, 1)) * length,
    };
}

/** The marks: `[{ time, text }]`, at least `apart` pixels from each other. */
export function ticks(from, to, width, apart = 84) {
    const step = STEPS.find(one => ((to - from) / one) * apart <= width) ?? STEPS.at(-1);
    const offset = new Date(from).getTimezoneOffset() * 60000;
    const first = Math.ceil((from - offset) / step) * step + offset;
    const marks = [];
    for (let time = first; time <= to && marks.length < 200; time += step) {
        marks.push({ time, text: to - from > 2 * 86400000 ? dayAndTime(time) : clockTime(time, step < 1000) });
    }
    return marks;
}

/** 1, 2 or 5 times a power of ten, not below the value. */
export function roundUp(value) {
    if (!(value > 0)) return 1;
    const power = 10 ** Math.floor(Math.log10(value));
    return [1, 2, 5, 10].map(factor => factor * power).find(each => each >= value * 0.999);
}
