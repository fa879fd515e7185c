// Previews of files. A picture becomes a blob of a fixed type in an <img>: there, no script of an SVG runs and nothing is fetched.
import { get, getBytes } from '../base/api.js';
import { h, put } from '../base/dom.js';
import { bytes, plural } from '../base/format.js';
import { visible } from '../base/safe-text.js';

const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp', 'image/avif'];
const LARGEST = 32 * 1024 * 1024;

export async function preview(content, address, file, path, signal) {
    const answer = await get(address, signal);
    if (answer.kind === 'image' || answer.kind === 'svg') await picture(content, answer, file, path, signal);
    else if (answer.kind === 'table') table(content, answer);
    else if (answer.kind === 'text') text(content, answer);
    else put(content, h('p', { class: 'empty' }, `No preview of ${visible(answer.mediaType || 'this file')}. Download it to see it.`));
}

async function picture(content, answer, file, path, signal) {
    if (answer.bytes > LARGEST) {
        put(content, h('p', { class: 'empty' }, `The picture has ${bytes(answer.bytes)}. Download it to see it.`));
        return;
    }
    const type = answer.kind === 'svg' ? 'image/svg+xml' : PICTURES.includes(answer.mediaType) ? answer.mediaType : 'image/png';
    const url = URL.createObjectURL(new Blob([await getBytes(file, signal)], { type }));
    const image = h('img', { class: 'picture', alt: `Picture ${visible(path)}` });
    signal.addEventListener('abort', () => URL.revokeObjectURL(url));
    image.addEventListener('error', () => put(content, h('p', { class: 'trouble' }, 'The browser cannot show this picture.')));
    image.src = url;
    put(content, h('div', { class: 'picture-box' }, image));
}

function table(content, { columns, rows, truncated }) {
    const isNumber = (columns ?? []).map(
        (_, index) => rows.length > 0 && rows.every(row => row[index] === '' || !Number.isNaN(Number(row[index]))),
    );
    put(
        content,
        h(
            'div',
            { class: 'table-box', tabindex: '0', role: 'region', 'aria-label': 'Table' },
            h(
                'table',
                {},
                h(
                    'thead',
                    {},
                    h(
                        'tr',
                        {},
                        columns.map((name, index) => h('th', { scope: 'col', class: isNumber[index] ? 'number' : null }, visible(name))),
                    ),
                ),
                h(
                    'tbody',
                    {},
                    rows.map(row =>
                        h(
                            'tr',
                            {},
                            columns.map((_, index) => h('td', { class: isNumber[index] ? 'number' : null }, visible(row[index] ?? ''))),
                        ),
                    ),
                ),
            ),
        ),
        h('p', { class: 'summary' }, plural(rows.length, 'row') + (truncated ? '; there are more, download the file to see all' : '')),
    );
}

function text(content, answer) {
    // Line by line: a line feed stays one, all other control characters become visible.
    const lines = (answer.text ?? '').split('\n').map(line => visible(line.endsWith('\r') ? line.slice(0, -1) : line));
    put(
        content,
        h('pre', { class: 'text', tabindex: '0', role: 'region', 'aria-label': 'Text of the file' }, lines.join('\n')),
        answer.truncated && h('p', { class: 'summary' }, 'The file continues. Download it to see all.'),
    );
}
