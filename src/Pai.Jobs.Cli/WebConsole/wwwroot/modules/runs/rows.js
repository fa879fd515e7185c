// From runs to the rows of the table: filter, group, batches, order.
import { ms } from '../base/format.js';
import { kindOf } from '../base/status.js';
import { keyOf } from './store.js';

export const STATUS_FILTERS = [
    ['all', 'All'],
    ['active', 'Active'],
    ['good', 'Succeeded'],
    ['bad', 'Failed'],
    ['stop', 'Stopped'],
];

const ORDERS = {
    status: run => run.status,
    name: run => run.name.toLowerCase(),
    record: run => (run.record ?? '').toLowerCase(),
    source: run => run.source,
    age: run => -(ms(run.created) ?? 0),
    duration: run => lengthOf(run) ?? -1,
    nodes: run => run.nodes ?? 0,
};

/** How long a run ran or has run, in milliseconds; undefined before it starts. */
export function lengthOf(run, now = Date.now()) {
    const from = ms(run.started);
    if (from === undefined) return undefined;
    return (ms(run.ended) ?? (run.isFinished ? from : now)) - from;
}

/** The keys of labels that some run has, in order. */
export function labelKeys(runs) {
    const keys = new Set();
    for (const run of runs) for (const key of Object.keys(run.labels ?? {})) keys.add(key);
    return [...keys].sort();
}

/** All runs that the filter takes, in order. */
export function select(runs, view) {
    const words = view.search
        .toLowerCase()
        .split(/\s+/)
        .filter(word => word !== '');
    const order = ORDERS[view.order] ?? ORDERS.age;
    const keyed = [];
    for (const run of runs) if (matches(run, view, words)) keyed.push([order(run), run]);
    const sign = view.descending ? -1 : 1;
    keyed.sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : 0) * sign || (x.created < y.created ? 1 : -1));
    return keyed.map(([, run]) => run);
}

function matches(run, view, words) {
    if (view.source && run.source !== view.source) return false;
    const kind = kindOf(run.status);
    if (view.status === 'active' ? run.isFinished : view.status !== 'all' && kind !== view.status) return false;
    if (words.length === 0) return true;
    const labels = Object.entries(run.labels ?? {})
        .map(([key, value]) => `${key}=${value}`)
        .join(' ');
    const text = [run.name, run.id, run.record, run.status, run.source, run.batch, run.reason, labels].join(' ').toLowerCase();
    return words.every(word => text.includes(word));
}

/** The rows: `{ type: 'group'|'batch'|'run', key, depth, … }`. `open` has the keys of open batches, `closed` those of closed groups. */
export function toRows(runs, view, open, closed) {
    if (!view.group) return batches(runs, open, 0);
    const groups = new Map();
    for (const run of runs) {
        const name = groupOf(run, view.group);
        groups.has(name) ? groups.get(name).push(run) : groups.set(name, [run]);
    }
    const rows = [];
    for (const [name, members] of [...groups].sort(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : a.localeCompare(b)))) {
        const key = `group:${view.group}:${name}`;
        const isOpen = !closed.has(key);
        rows.push({ type: 'group', key, name, runs: members, isOpen, depth: 0 });
        if (isOpen) for (const row of batches(members, open, 1)) rows.push(row);
    }
    return rows;
}

function groupOf(run, group) {
    if (group === 'record') return run.record ?? '';
    return group.startsWith('label:') ? (run.labels?.[group.slice(6)] ?? '') : '';
}

function batches(runs, open, depth) {
    const rows = [],
        seen = new Map();
    for (const run of runs) {
        const name = run.batch && `${run.source}/${run.batch}`;
        if (!name) {
            rows.push({ type: 'run', key: keyOf(run), run, depth });
        } else if (seen.has(name)) {
            seen.get(name).runs.push(run);
        } else {
            const row = { type: 'batch', key: `batch:${name}:${depth}`, name: run.batch, runs: [run], depth };
            row.isOpen = open.has(row.key);
            seen.set(name, row);
            rows.push(row);
        }
    }
    if (seen.size === 0) return rows;
    return rows.flatMap(row =>
        row.isOpen ? [row, ...row.runs.map(run => ({ type: 'run', key: keyOf(run), run, depth: depth + 1 }))] : [row],
    );
}

/** How many runs of each kind, for the row of a batch or a group: `[['good', 12], …]`. */
export function tally(runs) {
    const counts = {};
    for (const run of runs) counts[kindOf(run.status)] = (counts[kindOf(run.status)] ?? 0) + 1;
    return ['run', 'wait', 'good', 'bad', 'stop', 'unknown'].filter(kind => counts[kind]).map(kind => [kind, counts[kind]]);
}
