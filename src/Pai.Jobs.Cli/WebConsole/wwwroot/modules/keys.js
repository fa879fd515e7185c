// Keys, and the page that lists them.
import { button, h } from './base/dom.js';

const HELP = [
    [
        'Everywhere',
        [
            ['?', 'this help'],
            ['/', 'search'],
            ['g', 'all runs'],
            ['d', 'dark or light'],
            ['u', 'local time or UTC'],
            ['Esc', 'leave a field or a dialog'],
        ],
    ],
    [
        'Runs',
        [
            ['↓ ↑ or j k', 'move'],
            ['Enter', 'open a run or a batch'],
            ['→ ←', 'open or close a batch or group'],
            ['Home End', 'first, last'],
        ],
    ],
    [
        'One run',
        [
            ['1 2 3 4', 'time and log, outputs, values, compare'],
            ['s', 'stop'],
            ['r', 'run again'],
            ['e', 'run with changes'],
            ['h', 'replay here'],
            ['c', 'copy as C# (in values)'],
        ],
    ],
    [
        'Time line',
        [
            ['t', 'to the time line'],
            ['← →', 'move the cursor; with Shift in larger steps'],
            ['Home End', 'start, end'],
            ['+ − 0', 'zoom in, out, all'],
        ],
    ],
    [
        'Log',
        [
            ['l', 'to the log'],
            ['↓ ↑ or j k', 'line by line'],
            ['Space, Page Down, Page Up', 'page by page'],
            ['Home End', 'first line; the end, and follow'],
            ['n N', 'next match, previous match'],
            ['f', 'follow'],
            ['p', 'pause'],
            ['w', 'wrap lines'],
            ['o', 'open or close the earlier states of a line'],
        ],
    ],
];

export function showHelp() {
    if (document.querySelector('dialog')) return;
    const dialog = h(
        'dialog',
        { class: 'wide', 'aria-labelledby': 'help-title', onclose: () => dialog.remove() },
        h('h2', { id: 'help-title' }, 'Keyboard'),
        h(
            'div',
            { class: 'help' },
            HELP.map(([title, keys]) =>
                h(
                    'section',
                    {},
                    h('h3', {}, title),
                    h(
                        'dl',
                        {},
                        keys.map(([key, text]) => h('div', {}, h('dt', {}, h('kbd', {}, key)), h('dd', {}, text))),
                    ),
                ),
            ),
        ),
        h(
            'div',
            { class: 'dialog-buttons' },
            button('Close', () => dialog.close()),
        ),
    );
    document.body.append(dialog);
    dialog.showModal();
}

/** Gives keys to the view that is shown; `always` are those of every view. */
export function listen(always, ofView) {
    addEventListener('keydown', event => {
        if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || document.querySelector('dialog[open]')) return;
        const isField = event.target.matches?.('input:not([type=checkbox]), select, textarea');
        if (isField) {
            if (event.key === 'Escape') event.target.blur();
            return;
        }
        const action = ofView()?.[event.key] ?? always[event.key];
        if (!action) return;
        event.preventDefault();
        action();
    });
}
