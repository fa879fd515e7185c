// One line of a log.
import { h } from '../base/dom.js';
import { clockTime, count, ms, plural } from '../base/format.js';
import { colours, lastState, visible } from '../base/safe-text.js';

const LONGEST = 20000;

/**
 * The element of a line. `mark` is a regular expression of what was searched, or null; `states` are the lines that are folded behind it,
 * where the fold is open.
 */
export function lineElement(n, line, { showNode, mark, states }) {
    if (!line) return h('div', { class: 'line waiting' }, h('span', { class: 'l-n' }, n + 1), h('span', { class: 'l-text' }, '…'));
    const stream = (line.stream ?? 'Out').toLowerCase();
    const time = ms(line.time);
    return h(
        'div',
        { class: `line ${stream}${line.report ? ' report' : ''}${line.replaced ? ' replaced' : ''}${states ? ' open' : ''}`, dataset: { n } },
        states && statesElement(n, states, mark),
        h('span', { class: 'l-n' }, n + 1),
        h('span', { class: 'l-time' }, clockTime(time, true)),
        showNode && h('span', { class: 'l-node' }, visible(line.node)),
        h(
            'span',
            { class: 'l-stream', title: stream },
            stream === 'error' ? '!' : stream === 'system' ? '·' : ' ',
            stream !== 'out' && h('span', { class: 'unseen' }, stream + ': '),
        ),
        line.states > 0 && foldButton(line.states, Boolean(states)),
        h(
            'span',
            { class: 'l-text' },
            textOf(line.text ?? '', mark),
            line.truncated && h('em', { class: 'cut' }, ' … cut off; download the log to see all'),
        ),
    );
}

function foldButton(number, isOpen) {
    const text = plural(number, 'earlier state');
    return h(
        'button',
        { type: 'button', class: 'fold-button', 'aria-expanded': String(isOpen), 'aria-label': text, title: `${text} (o)`, tabindex: '-1' },
        `${isOpen ? '▾' : '▸'} ${count(number)}`,
    );
}

function statesElement(n, states, mark) {
    return h(
        'ol',
        { class: 'states', tabindex: '0', 'aria-label': `Earlier states of line ${n + 1}` },
        states.length === 0
            ? h('li', {}, '…')
            : states.map(state =>
                  h(
                      'li',
                      { dataset: { state: state.n } },
                      h('span', { class: 's-n' }, state.n + 1),
                      h('span', { class: 's-time' }, clockTime(ms(state.time), true)),
                      h('span', { class: 's-text' }, textOf(state.text ?? '', mark)),
                  ),
              ),
    );
}

function textOf(text, mark) {
    return colours(lastState(text.slice(0, LONGEST))).map(part => {
        const content = marked(visible(part.text), mark);
        return part.classes ? h('span', { class: part.classes }, content) : content;
    });
}

function marked(text, mark) {
    if (!mark) return [text];
    const parts = [];
    let at = 0;
    for (const match of text.matchAll(mark)) {
        if (match[0] === '') continue;
        parts.push(text.slice(at, match.index), h('mark', {}, match[0]));
        at = match.index + match[0].length;
    }
    parts.push(text.slice(at));
    return parts;
}

/** What to mark for a search; null if the expression is none that this browser knows. */
export function markFor(search) {
    if (!search.q) return null;
    try {
        return new RegExp(search.regex ? search.q : search.q.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), search.case ? 'g' : 'gi');
    } catch {
        return null;
    }
}
