// What a run was made of: parameters, channels, code, image, environment.
import { get, of } from '../base/api.js';
import { button, h, put, say } from '../base/dom.js';
import { bytes, plural } from '../base/format.js';
import { showError } from '../base/notice.js';
import { visible } from '../base/safe-text.js';

export async function showValues(body, signal, { key }) {
    const values = await get(of(key, 'values'), signal);
    const code = values.code ?? {};
    put(
        body,
        h(
            'div',
            { class: 'values' },
            h(
                'div',
                { class: 'tools' },
                button('Copy as C#', () => copyCSharp(key).catch(showError), { title: 'Copy the record with its values (c)' }),
            ),
            part('Parameters', values.parameters, ['Name', 'Value'], one => [
                visible(one.name),
                one.secret ? masked(one.value) : value(one.value),
            ]),
            part('Channels', values.channels, ['Name', 'Kind', 'Location'], one => [
                visible(one.name),
                visible(one.kind),
                value(one.uri ?? one.value),
            ]),
            part(
                'Code',
                [
                    ['Command', value(code.command)],
                    ['SHA-256', value(code.sha256)],
                    [
                        'Size',
                        [code.files !== undefined && code.files !== null && plural(code.files, 'file'), bytes(code.bytes)]
                            .filter(Boolean)
                            .join(', '),
                    ],
                ].filter(([, content]) => content),
                ['Name', 'Value'],
                one => one,
            ),
            part(
                'Image and hardware',
                [
                    ['Image', value(values.image)],
                    ['Instance type', value(values.instanceType)],
                ].filter(([, content]) => content),
                ['Name', 'Value'],
                one => one,
            ),
            part('Environment', values.environment, ['Name', 'Value'], one => [
                visible(one.name),
                one.masked ? masked(one.value) : value(one.value),
            ]),
        ),
    );
    return { keys: { c: () => copyCSharp(key).catch(showError) } };
}

function part(title, rows, columns, cells) {
    if (!rows || rows.length === 0) return null;
    return h(
        'section',
        { class: 'value-part' },
        h('h2', {}, title),
        h(
            'div',
            { class: 'table-box', tabindex: '0', role: 'region', 'aria-label': title },
            h(
                'table',
                { class: 'pairs' },
                h(
                    'thead',
                    {},
                    h(
                        'tr',
                        {},
                        columns.map(name => h('th', { scope: 'col' }, name)),
                    ),
                ),
                h(
                    'tbody',
                    {},
                    rows.map(row =>
                        h(
                            'tr',
                            {},
                            cells(row).map((content, index) => (index === 0 ? h('th', { scope: 'row' }, content) : h('td', {}, content))),
                        ),
                    ),
                ),
            ),
        ),
    );
}

const value = text => (text === undefined || text === null || text === '' ? '' : h('code', {}, visible(text)));
const masked = text => h('span', { class: 'secret' }, text ? visible(text) : '••••••', h('span', { class: 'unseen' }, ' (secret)'));

async function copyCSharp(key) {
    const { code } = await get(of(key, 'csharp'));
    let said = 'Copied to the clipboard.';
    try {
        await navigator.clipboard.writeText(code);
    } catch {
        said = 'The browser does not let this page use the clipboard: copy the text from here.';
    }
    const dialog = h(
        'dialog',
        { class: 'wide', 'aria-labelledby': 'csharp-title', onclose: () => dialog.remove() },
        h('h2', { id: 'csharp-title' }, 'The run as C#'),
        h('p', {}, said),
        h('pre', { class: 'text', tabindex: '0', role: 'region', 'aria-label': 'C#' }, code.split('\n').map(visible).join('\n')),
        h(
            'div',
            { class: 'dialog-buttons' },
            button('Close', () => dialog.close()),
        ),
    );
    document.body.append(dialog);
    dialog.showModal();
    say(said);
}
