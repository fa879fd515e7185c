// Numbers and times as text.
import { settings } from './settings.js';

const two = number => String(number).padStart(2, '0');

function parts(milliseconds) {
    const date = new Date(milliseconds);
    return settings.zone === 'utc'
        ? [
              date.getUTCFullYear(),
              date.getUTCMonth() + 1,
              date.getUTCDate(),
              date.getUTCHours(),
              date.getUTCMinutes(),
              date.getUTCSeconds(),
              date.getUTCMilliseconds(),
          ]
        : [
              date.getFullYear(),
              date.getMonth() + 1,
              date.getDate(),
              date.getHours(),
              date.getMinutes(),
              date.getSeconds(),
              date.getMilliseconds(),
          ];
}

/** An ISO time as milliseconds; undefined if there is none. */
export function ms(iso) {
    if (!iso) return undefined;
    const value = Date.parse(iso);
    return Number.isNaN(value) ? undefined : value;
}

/** 2026-11-28 09:05:07, in the zone that the reader chose. */
export function dateTime(milliseconds) {
    if (milliseconds === undefined) return '';
    const [y, mo, d, h, mi, s] = parts(milliseconds);
    return `${y}-${two(mo)}-${two(d)} ${two(h)}:${two(mi)}:${two(s)}${settings.zone === 'utc' ? 'Z' : ''}`;
}

/** 09:05:07, or 09:05:07.123. */
export function clockTime(milliseconds, fraction) {
    if (milliseconds === undefined) return '';
    const [, , , h, mi, s, f] = parts(milliseconds);
    return `${two(h)}:${two(mi)}:${two(s)}` + (fraction ? '.' + String(f).padStart(3, '0') : '');
}

export function dayAndTime(milliseconds) {
    const [, mo, d, h, mi] = parts(milliseconds);
    return `${two(mo)}-${two(d)} ${two(h)}:${two(mi)}`;
}

/** 45 s, 3 min 20 s, 5 h 02 min, 3 d 4 h. */
export function duration(milliseconds) {
    if (milliseconds === undefined || Number.isNaN(milliseconds)) return '';
    const seconds = Math.max(0, milliseconds / 1000);
    if (seconds < 10) return `${seconds.toFixed(1)} s`;
    if (seconds < 60) return `${Math.floor(seconds)} s`;
    if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${two(Math.floor(seconds % 60))} s`;
    if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ${two(Math.floor((seconds % 3600) / 60))} min`;
    return `${Math.floor(seconds / 86400)} d ${Math.floor((seconds % 86400) / 3600)} h`;
}

/** now, 5 min, 3 h, 12 d. */
export function age(milliseconds) {
    const seconds = Math.max(0, milliseconds / 1000);
    if (seconds < 5) return 'now';
    if (seconds < 60) return `${Math.floor(seconds)} s`;
    if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
    if (seconds < 86400) return `${Math.floor(seconds / 3600)} h`;
    return `${Math.floor(seconds / 86400)} d`;
}

/** 812 B, 3.4 KiB, 1.2 GiB. */
export function bytes(value) {
    if (value === undefined || value === null) return '';
    if (value < 1024) return `${value} B`;
    const units = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
    let unit = -1;
    do {
        value /= 1024;
        unit++;
    } while (value >= 1023.5 && unit < units.length - 1);
    return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/** 12 345 678, with thin spaces. */
export function count(value) {
    return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** A value of a metric in its unit. */
export function measure(value, unit) {
    if (value === undefined || value === null) return '';
    if (/^bytes?(\/s)?$/i.test(unit ?? '')) return bytes(Math.round(value)) + (/\/s$/.test(unit) ? '/s' : '');
    if (unit === 'fraction') return measure(value * 100, '%');
    const text = Math.abs(value) >= 100 ? count(value) : String(Number(value.toPrecision(3)));
    return unit === '%' || /^percent$/i.test(unit ?? '') ? `${text} %` : unit ? `${text} ${unit}` : text;
}

export function plural(value, one, more) {
    return `${count(value)} ${value === 1 ? one : (more ?? one + 's')}`;
}
