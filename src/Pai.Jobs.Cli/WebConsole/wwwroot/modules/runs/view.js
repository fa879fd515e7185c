// The view of all runs: a live table with filter, search, groups and batches.
import { afterPause, atMostEvery, button, h, put, say } from '../base/dom.js';
import { count, plural } from '../base/format.js';
import { visible } from '../base/safe-text.js';
import { Scroller } from '../base/scroller.js';
import { settings } from '../base/settings.js';
import { hrefOf, rowElement } from './row-elements.js';
import { labelKeys, select, STATUS_FILTERS, toRows } from './rows.js';
import { store } from './store.js';

const COLUMNS = [
    ['status', 'Status'],
    ['name', 'Name'],
    ['record', 'Record'],
    ['source', 'Where'],
    ['age', 'Age'],
    ['duration', 'Duration'],
    ['nodes', 'Nodes'],
];

// Kept between visits, so that "back" shows the same list.
const view = { search: '', status: 'all', source: '', group: '', order: 'age', descending: false };
const open = new Set(),
    closed = new Set();
let active = 0,
    activeKey = null;

export function showRuns(main, signal) {
    let rows = [],
        elements = new Map();
    const scroller = new Scroller({ properties: { class: 'runs-rows', role: 'rowgroup', tabindex: '-1' }, row: rowAt, rowHeight: 36 });
    const searchBox = h('input', {
        type: 'search',
        id: 'runs-search',
        placeholder: 'Search name, record, label, status',
        'aria-label': 'Search runs',
        value: view.search,
        oninput: afterPause(80, () => change('search', searchBox.value)),
    });
    const statusBar = h(
        'div',
        { class: 'choice', role: 'group', 'aria-label': 'Status' },
        STATUS_FILTERS.map(([value, text]) => button(text, () => change('status', value), { dataset: { value } })),
    );
    const sourceBox = h('select', { 'aria-label': 'Where', onchange: () => change('source', sourceBox.value) });
    const groupBox = h('select', { 'aria-label': 'Group by', onchange: () => change('group', groupBox.value) });
    const summary = h('p', { class: 'summary', id: 'runs-summary' });
    const troubles = h('div', { class: 'troubles' });
    const head = h(
        'div',
        { class: 'row head', role: 'row', 'aria-rowindex': '1' },
        COLUMNS.map(([name, text]) =>
            h(
                'div',
                { role: 'columnheader', class: 'c-' + name, dataset: { column: name } },
                button(text, () => sortBy(name), { class: 'sort' }),
            ),
        ),
    );
    const grid = h(
        'div',
        { class: 'runs-grid', role: 'treegrid', 'aria-label': 'Runs', tabindex: '0', onkeydown: onKey, onclick: onClick },
        h('div', { role: 'rowgroup' }, head),
        scroller.element,
    );
    const nothing = h('div', { class: 'empty', hidden: true });
    put(
        main,
        h(
            'section',
            { class: 'runs', 'aria-labelledby': 'runs-title' },
            h('h1', { id: 'runs-title', class: 'unseen' }, 'Runs'),
            h('div', { class: 'tools' }, searchBox, statusBar, sourceBox, groupBox, h('span', { class: 'spacer' }), summary),
            troubles,
            grid,
            nothing,
        ),
    );

    function change(name, value) {
        view[name] = value;
        toStart();
        say(summary.textContent);
    }

    function sortBy(name) {
        if (view.order === name) view.descending = !view.descending;
        else Object.assign(view, { order: name, descending: false });
        toStart();
    }

    /** Another choice starts at its first row. */
    function toStart() {
        active = 0;
        activeKey = null;
        scroller.setTop(0);
        refresh();
    }

    function rowAt(index) {
        const row = rows[index];
        const known = elements.get(row.key);
        const version = JSON.stringify([row.run ?? row.runs.map(run => run.status), row.isOpen, row.depth, index]);
        const now = Date.now();
        if (known?.version === version && (now - known.at < 900 || (row.run?.isFinished && now - known.at < 30000)))
            return mark(known, index);
        const element = rowElement(row, index, now);
        elements.set(row.key, { element, version, at: now });
        return mark({ element }, index);
    }

    function mark({ element }, index) {
        element.classList.toggle('active', index === active);
        element.setAttribute('aria-selected', String(index === active));
        return element;
    }

    function setActive(index) {
        active = Math.max(0, Math.min(index, rows.length - 1));
        activeKey = rows[active]?.key ?? null;
        if (active < scroller.top) scroller.setTop(active);
        else if (active + 1 > scroller.top + scroller.visibleRows) scroller.setTop(active + 1 - scroller.visibleRows);
        grid.setAttribute('aria-activedescendant', 'row-' + active);
        scroller.drawNow();
    }

    function onKey(event) {
        if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest('.head')) return;
        const page = Math.max(1, Math.floor(scroller.visibleRows) - 1);
        const moves = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: page, PageUp: -page, Home: -rows.length, End: rows.length };
        const row = rows[active];
        if (event.key in moves) setActive(active + moves[event.key]);
        else if (event.key === 'Enter' && row) openRow(row);
        else if (event.key === 'ArrowRight' && row?.type !== 'run') fold(row, true);
        else if (event.key === 'ArrowLeft' && row?.type !== 'run') fold(row, false);
        else return;
        event.preventDefault();
    }

    function onClick(event) {
        const element = event.target.closest('.row[data-index]');
        if (!element || event.target.closest('a')) return;
        setActive(Number(element.dataset.index));
        if (String(getSelection()) === '') openRow(rows[active]);
    }

    function openRow(row) {
        if (row.type === 'run') location.hash = hrefOf(row.run);
        else fold(row, !row.isOpen);
    }

    function fold(row, isOpen) {
        const set = row.type === 'batch' ? open : closed;
        if (isOpen === (row.type === 'batch')) set.add(row.key);
        else set.delete(row.key);
        activeKey = row.key;
        refresh();
    }

    function refresh() {
        const all = [...store.runs.values()];
        const chosen = select(all, view);
        rows = toRows(chosen, view, open, closed);
        if (elements.size > 4000) elements = new Map();
        options(sourceBox, [['', 'Everywhere'], ...store.sources.map(source => [source.id, source.name ?? source.id])], view.source);
        options(
            groupBox,
            [['', 'No groups'], ['record', 'By record'], ...labelKeys(all).map(key => ['label:' + key, `By label ${visible(key)}`])],
            view.group,
        );
        for (const one of statusBar.children) one.setAttribute('aria-pressed', String(one.dataset.value === view.status));
        for (const one of head.children) {
            one.setAttribute('aria-sort', one.dataset.column !== view.order ? 'none' : view.descending ? 'descending' : 'ascending');
        }
        summary.textContent =
            chosen.length === all.length ? plural(all.length, 'run') : `${count(chosen.length)} of ${plural(all.length, 'run')}`;
        put(
            troubles,
            store.sources
                .filter(source => source.error)
                .map(source => h('p', { class: 'trouble' }, `${visible(source.name ?? source.id)}: ${visible(source.error)}`)),
        );
        grid.setAttribute('aria-rowcount', rows.length + 1);
        grid.hidden = store.isLoaded && rows.length === 0;
        nothing.hidden = !grid.hidden;
        put(nothing, all.length === 0 ? 'No runs yet. Start one with RunAsync or pai-jobs run, and it shows here.' : 'No run matches.');
        const found = activeKey === null ? -1 : rows.findIndex(row => row.key === activeKey);
        active = found >= 0 ? found : Math.min(active, Math.max(0, rows.length - 1));
        scroller.setTotal(rows.length);
        if (rows.length > 0) grid.setAttribute('aria-activedescendant', 'row-' + active);
    }

    function measure() {
        const probe = h('div', { class: 'row' });
        scroller.rows.append(probe);
        scroller.rowHeight = probe.getBoundingClientRect().height || 36;
        probe.remove();
        scroller.measure();
    }

    store.onChange(
        atMostEvery(150, () => {
            if (!signal.aborted) refresh();
        }),
        signal,
    );
    settings.onChange(() => {
        elements = new Map();
        scroller.draw();
    }, signal);
    const size = new ResizeObserver(measure);
    size.observe(main);
    const tick = setInterval(() => scroller.draw(), 1000);
    signal.addEventListener('abort', () => {
        clearInterval(tick);
        size.disconnect();
        scroller.close();
    });
    refresh();
    measure();
    return { keys: { '/': () => searchBox.focus(), j: () => grid.focus() }, focus: () => grid.focus() };
}

function options(box, values, chosen) {
    const wanted = values.map(([value]) => value).join('\n');
    if (box.dataset.values !== wanted) {
        box.dataset.values = wanted;
        put(
            box,
            values.map(([value, text]) => h('option', { value }, text)),
        );
    }
    if (box.value !== chosen) box.value = chosen;
}
