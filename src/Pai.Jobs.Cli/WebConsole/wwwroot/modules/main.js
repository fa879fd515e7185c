// Starts the page: token, colours, keys, and the view that the address names.
import { get, takeToken } from './base/api.js';
import { h, put, say } from './base/dom.js';
import { hideError, showError } from './base/notice.js';
import { visible } from './base/safe-text.js';
import { applyTheme, isDark, settings } from './base/settings.js';
import { listen, showHelp } from './keys.js';
import { showRun } from './run/view.js';
import { store } from './runs/store.js';
import { showRuns } from './runs/view.js';

const main = document.getElementById('main');
let stop = new AbortController();
let view = null;

function showSettings() {
    applyTheme();
    const theme = document.getElementById('theme'),
        zone = document.getElementById('zone');
    put(theme, isDark() ? 'Dark' : 'Light');
    theme.title = `Colours: ${settings.theme === 'system' ? 'as the system' : settings.theme} (d)`;
    put(zone, settings.zone === 'utc' ? 'UTC' : 'Local time');
    zone.title = 'Times in local time or in UTC (u)';
}

// system → the other one → back: the third step is the system again, when it agrees.
const nextTheme = () => {
    const other = isDark() ? 'light' : 'dark';
    const ofSystem = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    settings.set('theme', other === ofSystem ? 'system' : other);
    say(isDark() ? 'Dark' : 'Light');
};
const nextZone = () => {
    settings.set('zone', settings.zone === 'utc' ? 'local' : 'utc');
    say(settings.zone === 'utc' ? 'Times in UTC' : 'Times in local time');
};

async function route() {
    stop.abort();
    stop = new AbortController();
    view = null;
    const { signal } = stop;
    for (const dialog of document.querySelectorAll('dialog')) dialog.close();
    hideError();
    const [kind, source, id, part = '', ...rest] = location.hash.replace(/^#\/?/, '').split('/').map(decode);
    const path = document.getElementById('path');
    try {
        if (kind === 'run' && source && id) {
            put(
                path,
                h('span', { 'aria-hidden': 'true' }, '/'),
                h('a', { href: '#/' }, 'runs'),
                h('span', { class: 'path-id-mark', 'aria-hidden': 'true' }, '/'),
                h('span', { class: 'path-id' }, visible(id)),
            );
            const shown = await showRun(main, signal, source, id, part, rest, begun => {
                if (!signal.aborted) view = begun;
            });
            if (!signal.aborted) view = shown;
        } else {
            put(path);
            document.title = 'Runs – pai-jobs';
            view = showRuns(main, signal);
        }
        if (!signal.aborted && document.activeElement === document.body) main.focus({ preventScroll: true });
    } catch (error) {
        if (signal.aborted) return;
        put(main, h('p', { class: 'empty' }, error.status === 404 ? 'There is no such run.' : visible(error.message)));
        showError(error);
    }
}

function decode(text) {
    try {
        return decodeURIComponent(text);
    } catch {
        return text;
    }
}

async function start() {
    settings.onChange(showSettings);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', showSettings);
    showSettings();
    document.getElementById('theme').addEventListener('click', nextTheme);
    document.getElementById('zone').addEventListener('click', nextZone);
    document.getElementById('help').addEventListener('click', showHelp);
    document.getElementById('skip').addEventListener('click', event => {
        event.preventDefault();
        (view?.focus ?? (() => main.focus()))();
    });
    listen(
        {
            '?': showHelp,
            g: () => {
                location.hash = '#/';
            },
            d: nextTheme,
            u: nextZone,
        },
        () => view?.keys,
    );
    if (!takeToken()) {
        put(main, h('p', { class: 'empty' }, 'This address has no token. Open the one that pai-jobs console printed.'));
        return;
    }
    try {
        const about = await get('/api/about');
        document.getElementById('mode').hidden = !about.readOnly;
        store.start(about);
    } catch (error) {
        put(
            main,
            h(
                'p',
                { class: 'empty' },
                error.status === 401
                    ? 'The token is not the one of this console. Open the address that pai-jobs console printed.'
                    : visible(error.message),
            ),
        );
        return;
    }
    addEventListener('hashchange', () => {
        takeToken();
        route();
    });
    await route();
}

start();
