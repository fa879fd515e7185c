// Outputs of a run: channels, their trees, and previews.
import { download, get, of, query } from '../base/api.js';
import { button, h, put } from '../base/dom.js';
import { bytes, dateTime, ms, plural } from '../base/format.js';
import { showError } from '../base/notice.js';
import { visible } from '../base/safe-text.js';
import { preview } from './preview.js';

export async function showOutputs(body, signal, { key }) {
    const { channels } = await get(of(key, 'outputs'), signal);
    if (channels.length === 0) {
        put(body, h('p', { class: 'empty' }, 'This run has no outputs.'));
        return undefined;
    }
    const pane = h(
        'section',
        { class: 'preview', 'aria-label': 'Preview', 'aria-live': 'off' },
        h('p', { class: 'empty' }, 'Choose a file to see it.'),
    );
    const tree = h(
        'section',
        { class: 'tree', 'aria-label': 'Files' },
        channels.map(channel => [
            h('h2', {}, visible(channel.name)),
            h('p', { class: 'uri' }, visible(channel.uri)),
            channel.error
                ? h('p', { class: 'trouble' }, visible(channel.error))
                : h(
                      'p',
                      { class: 'summary' },
                      [channel.files !== undefined && channel.files !== null && plural(channel.files, 'file'), bytes(channel.bytes)]
                          .filter(Boolean)
                          .join(', '),
                  ),
            !channel.error && folder(key, channel.name, '', signal, open),
        ]),
    );
    let stop = new AbortController();
    signal.addEventListener('abort', () => stop.abort());
    put(body, h('div', { class: 'outputs' }, tree, pane));

    async function open(channel, path, entry, element) {
        stop.abort();
        stop = new AbortController();
        for (const other of tree.querySelectorAll('[aria-current]')) other.removeAttribute('aria-current');
        element.setAttribute('aria-current', 'true');
        const file = query(of(key, 'outputs', channel, 'file'), { path });
        const content = h('div', { class: 'preview-content' }, h('p', { class: 'empty' }, 'Loading …'));
        put(
            pane,
            h(
                'div',
                { class: 'tools' },
                h('h2', { tabindex: '-1' }, visible(nameOf(path))),
                h('span', { class: 'spacer' }),
                h('span', { class: 'summary' }, [bytes(entry.bytes), dateTime(ms(entry.modified))].filter(Boolean).join(', ')),
                button('Download', () => download(file, nameOf(path)).catch(showError)),
            ),
            content,
        );
        pane.querySelector('h2').focus({ preventScroll: true });
        pane.scrollIntoView({ block: 'nearest' });
        try {
            await preview(content, query(of(key, 'outputs', channel, 'preview'), { path }), file, path, stop.signal);
        } catch (error) {
            if (error.name !== 'AbortError') put(content, h('p', { class: 'trouble' }, visible(error.message)));
        }
    }
    return { focus: () => tree.querySelector('button')?.focus() };
}

const nameOf = path => path.slice(path.lastIndexOf('/') + 1);

/** The entries of a folder; those of folders within are fetched when they are opened. */
function folder(key, channel, path, signal, open) {
    const list = h('ul', { class: 'entries' });
    load();
    return list;

    async function load() {
        put(list, h('li', { class: 'summary' }, 'Loading …'));
        try {
            const { entries, more } = await get(query(of(key, 'outputs', channel, 'tree'), { path }), signal);
            put(
                list,
                entries.map(entry => item(entry)),
                more && h('li', { class: 'summary' }, 'There are more files than are shown.'),
                entries.length === 0 && h('li', { class: 'summary' }, 'empty'),
            );
        } catch (error) {
            if (error.name !== 'AbortError') put(list, h('li', { class: 'trouble' }, visible(error.message)));
        }
    }

    function item(entry) {
        const inner = path ? `${path}/${entry.name}` : entry.name;
        const name = h('span', { class: 'entry-name' }, visible(entry.name)),
            size = h('span', { class: 'entry-size' }, bytes(entry.bytes));
        if (entry.kind !== 'folder') {
            const file = h('button', { type: 'button', class: 'entry', onclick: () => open(channel, inner, entry, file) }, name, size);
            return h('li', {}, file);
        }
        let inside = null;
        const fold = h(
            'button',
            {
                type: 'button',
                class: 'entry folder',
                'aria-expanded': 'false',
                onclick: () => {
                    const isOpen = fold.getAttribute('aria-expanded') !== 'true';
                    fold.setAttribute('aria-expanded', String(isOpen));
                    if (isOpen && !inside) fold.after((inside = folder(key, channel, inner, signal, open)));
                    if (inside) inside.hidden = !isOpen;
                },
            },
            name,
            size,
        );
        return h('li', {}, fold);
    }
}
