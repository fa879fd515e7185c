// The difference between this run and another one.
import { get, query } from '../base/api.js';
import { button, h, put, say } from '../base/dom.js';
import { dateTime, ms, plural } from '../base/format.js';
import { visible } from '../base/safe-text.js';
import { words } from '../base/status.js';
import { hrefOf } from '../runs/row-elements.js';
import { keyOf, store } from '../runs/store.js';

const MOST = 200;
const KINDS = { added: 'only in the other', removed: 'only in this one', changed: 'differs' };

export async function showDiff(body, signal, { key, run, rest }) {
    const [source, id] = rest;
    const result = h('div', { class: 'diff' });
    const box = h('input', {
        type: 'search',
        id: 'diff-search',
        'aria-label': 'Find the other run',
        placeholder: 'Find the other run by name, id or record',
        oninput: () => show(),
    });
    const list = h('ul', { class: 'choices', 'aria-label': 'Runs' });
    put(body, h('section', { class: 'compare' }, h('h2', {}, 'Compare with another run'), box, list, result));

    function show() {
        const search = box.value.toLowerCase();
        const runs = [...store.runs.values()].filter(
            other => keyOf(other) !== keyOf(key) && `${other.name} ${other.id} ${other.record ?? ''}`.toLowerCase().includes(search),
        );
        // Runs of the same record first, then the newest.
        const rank = other => (other.record === run().record ? 1e15 : 0) + (ms(other.created) ?? 0);
        runs.sort((a, b) => rank(b) - rank(a));
        put(
            list,
            runs.slice(0, 8).map(other =>
                h(
                    'li',
                    {},
                    h(
                        'a',
                        {
                            href: `${hrefOf(key)}/diff/${encodeURIComponent(other.source)}/${encodeURIComponent(other.id)}`,
                            'aria-current': other.source === source && other.id === id ? 'true' : null,
                        },
                        visible(other.name),
                        h('span', { class: 'summary' }, ` ${words(other.status)}, ${dateTime(ms(other.created))}`),
                    ),
                ),
            ),
        );
    }
    let shown = false;
    store.onChange(() => {
        if (!shown && store.isLoaded) {
            shown = true;
            show();
        }
    }, signal);
    show();
    if (id) await compare();
    return { keys: { '/': () => box.focus() }, focus: () => box.focus() };

    async function compare() {
        put(result, h('p', { class: 'empty' }, 'Comparing …'));
        const { sections, notes, text } = await get(query('/api/diff', { a: keyOf(key), b: `${source}/${id}` }), signal);
        const changes = sections.reduce((sum, section) => sum + section.changes.length, 0);
        const same = notes?.length > 0 ? 'No difference in what was compared.' : 'The two runs have the same code, values, image and inputs.';
        const said = changes === 0 ? same : plural(changes, 'difference');
        put(
            result,
            h(
                'div',
                { class: 'tools' },
                h('h3', {}, said),
                h('span', { class: 'spacer' }),
                text && button('Copy as text', () => navigator.clipboard.writeText(text).then(() => say('Copied to the clipboard.'))),
            ),
            notes?.length > 0 &&
                h(
                    'ul',
                    { class: 'notes', 'aria-label': 'Notes' },
                    notes.map(note => h('li', {}, visible(note))),
                ),
            sections
                .filter(section => section.changes.length > 0)
                .map(section =>
                    h(
                        'section',
                        {},
                        h('h3', { class: 'capital' }, words(visible(section.name))),
                        h(
                            'div',
                            { class: 'table-box', tabindex: '0', role: 'region', 'aria-label': section.name },
                            h(
                                'table',
                                { class: 'pairs' },
                                h(
                                    'thead',
                                    {},
                                    h(
                                        'tr',
                                        {},
                                        ['Name', 'This run', 'The other', 'Difference'].map(name => h('th', { scope: 'col' }, name)),
                                    ),
                                ),
                                h(
                                    'tbody',
                                    {},
                                    section.changes
                                        .slice(0, MOST)
                                        .map(change =>
                                            h(
                                                'tr',
                                                { class: change.kind },
                                                h('th', { scope: 'row' }, visible(change.name)),
                                                h('td', {}, change.left && h('del', {}, visible(change.left))),
                                                h('td', {}, change.right && h('ins', {}, visible(change.right))),
                                                h('td', {}, KINDS[change.kind] ?? visible(change.kind)),
                                            ),
                                        ),
                                ),
                            ),
                        ),
                        section.changes.length > MOST &&
                            h(
                                'p',
                                { class: 'summary' },
                                `${plural(section.changes.length - MOST, 'more difference')}: copy as text to see all`,
                            ),
                    ),
                ),
        );
        say(said);
    }
}
