// The elements of the rows of the table of runs.
import { h } from '../base/dom.js';
import { age, dateTime, duration, ms, plural } from '../base/format.js';
import { visible } from '../base/safe-text.js';
import { kindOf, signOf, words } from '../base/status.js';
import { lengthOf, tally } from './rows.js';

export const hrefOf = run => `#/run/${encodeURIComponent(run.source)}/${encodeURIComponent(run.id)}`;

const TALLY_WORDS = { run: 'running', wait: 'waiting', good: 'succeeded', bad: 'failed', stop: 'stopped', unknown: 'unknown' };
const TALLY_SIGNS = { run: '▶', wait: '◌', good: '✓', bad: '✕', stop: '■', unknown: '?' };

/** A status as a sign and a word. */
export function statusTag(status, reason) {
    return h(
        'span',
        { class: `status ${kindOf(status)}`, title: reason ? visible(reason) : null },
        h('span', { class: 'sign', 'aria-hidden': 'true' }, signOf(status)),
        words(status),
    );
}

function tallyOf(runs) {
    return tally(runs).map(([kind, number]) =>
        h(
            'span',
            { class: `status ${kind}`, title: TALLY_WORDS[kind] },
            h('span', { class: 'sign', 'aria-hidden': 'true' }, TALLY_SIGNS[kind]),
            `${number}`,
            h('span', { class: 'unseen' }, ' ' + TALLY_WORDS[kind]),
        ),
    );
}

function cell(name, ...content) {
    return h('div', { role: 'gridcell', class: 'c-' + name }, content);
}

/** The element of a row. Its text follows from the row and the time alone. */
export function rowElement(row, index, now) {
    const element = row.type === 'run' ? runElement(row, now) : foldElement(row);
    element.id = 'row-' + index;
    element.dataset.index = index;
    element.setAttribute('aria-rowindex', index + 2);
    return element;
}

function runElement({ run, depth }, now) {
    const created = ms(run.created);
    return h(
        'div',
        { class: `row depth-${depth}`, role: 'row', 'aria-level': depth + 1 },
        cell('status', statusTag(run.status, run.reason)),
        cell('name', h('a', { href: hrefOf(run), tabindex: '-1', title: visible(run.id) }, visible(run.name))),
        cell('record', run.record ? visible(run.record) : ''),
        cell('source', visible(run.source)),
        cell('age', h('span', { title: dateTime(created) }, created === undefined ? '' : age(now - created))),
        cell('duration', duration(lengthOf(run, now))),
        cell('nodes', run.nodes ? plural(run.nodes, 'node') : ''),
    );
}

function foldElement(row) {
    const newest = row.runs.reduce((a, b) => (a.created > b.created ? a : b));
    const title = row.type === 'batch' ? `Batch ${visible(row.name)}` : visible(row.name) || '(none)';
    return h(
        'div',
        {
            class: `row fold ${row.type} depth-${row.depth}`,
            role: 'row',
            'aria-level': row.depth + 1,
            'aria-expanded': String(row.isOpen),
        },
        cell('status', h('span', { class: 'tally' }, tallyOf(row.runs))),
        cell('name', h('span', { class: 'fold-sign', 'aria-hidden': 'true' }, row.isOpen ? '▾' : '▸'), h('strong', {}, title)),
        cell('record', row.type === 'batch' ? visible(newest.record) : ''),
        cell('source', row.type === 'batch' ? visible(newest.source) : ''),
        cell('age', ''),
        cell('duration', ''),
        cell('nodes', plural(row.runs.length, 'run')),
    );
}
