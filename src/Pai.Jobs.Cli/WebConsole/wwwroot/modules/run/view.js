// The view of one run: what it is, what can be done with it, and its parts.
import { actionsOf } from '../actions/actions.js';
import { get, of } from '../base/api.js';
import { h, perFrame, put, say } from '../base/dom.js';
import { dateTime, duration, ms, plural } from '../base/format.js';
import { showError } from '../base/notice.js';
import { visible } from '../base/safe-text.js';
import { settings } from '../base/settings.js';
import { words } from '../base/status.js';
import { showOutputs } from '../outputs/view.js';
import { hrefOf, statusTag } from '../runs/row-elements.js';
import { lengthOf } from '../runs/rows.js';
import { store } from '../runs/store.js';
import { showDiff } from '../values/diff-view.js';
import { showValues } from '../values/view.js';
import { showClock } from './clock-view.js';

const PARTS = [
    ['', 'Time and log', showClock],
    ['outputs', 'Outputs', showOutputs],
    ['values', 'Values', showValues],
    ['diff', 'Compare', showDiff],
];

/** `begun(view)` is called with the keys that work before the part is there. */
export async function showRun(main, signal, source, id, part, rest, begun) {
    const key = { source, id };
    put(main, h('p', { class: 'empty' }, 'Loading …'));
    const detail = await get(of(key), signal);
    if (signal.aborted) return undefined;
    let run = detail.run;
    const head = h('header', { class: 'run-head' });
    const body = h('div', { class: 'run-body' });
    const actions = actionsOf(run, () => run);
    const title = h('h1', { id: 'run-title' }, visible(run.name));
    const status = h('span', { class: 'run-status' });
    const facts = h('dl', { class: 'facts' });
    const reason = h('p', { class: 'reason', hidden: true });
    const tabs = h(
        'nav',
        { class: 'tabs', 'aria-label': 'Parts of the run' },
        PARTS.map(([name, text]) =>
            h('a', { href: hrefOf(run) + (name ? '/' + name : ''), 'aria-current': name === part ? 'page' : null }, text),
        ),
    );
    put(head, h('div', { class: 'run-title' }, status, title, h('span', { class: 'spacer' }), actions.element), reason, facts, tabs);
    begun({ keys: { ...partKeys(run), ...actions.keys } });
    put(main, h('article', { class: 'run-view', 'aria-labelledby': 'run-title' }, head, body));
    document.title = `${visible(run.name)} – pai-jobs`;

    function showHead() {
        const before = status.textContent;
        put(status, statusTag(run.status));
        if (before !== '' && status.textContent !== before) say(`${run.name}: ${words(run.status)}`);
        reason.hidden = !run.reason && detail.notes?.length === 0;
        reason.classList.toggle('bad', run.isFinished && !run.isSuccessful);
        put(
            reason,
            [run.reason, ...(detail.notes ?? [])].filter(Boolean).map(text => h('span', {}, visible(text))),
        );
        const started = ms(run.started),
            created = ms(run.created);
        const list = [
            ['Record', visible(run.record)],
            ['Where', visible(run.source)],
            ['Created', dateTime(created)],
            ['Waited', started !== undefined ? duration(started - created) : run.isFinished ? '' : duration(Date.now() - created)],
            ['Duration', duration(lengthOf(run))],
            ['Nodes', run.nodes ? plural(run.nodes, 'node') : ''],
            ['Instance type', visible(run.instanceType)],
            ['Batch', visible(run.batch)],
            ['Exit code', detail.exitCode],
            ['Cost by list prices', visible(run.cost)],
            ...Object.entries(run.labels ?? {}).map(([name, value]) => [visible(name), visible(value)]),
            ['Id', visible(run.id)],
        ];
        put(
            facts,
            list.filter(([, text]) => text || text === 0).map(([name, text]) => h('div', {}, h('dt', {}, name), h('dd', {}, text))),
        );
        if (/^https?:\/\//.test(run.consoleUrl ?? '')) {
            facts.append(
                h(
                    'div',
                    {},
                    h('dt', {}, 'PAI'),
                    h('dd', {}, h('a', { href: run.consoleUrl, rel: 'noreferrer noopener', target: '_blank' }, 'console of the service')),
                ),
            );
        }
        actions.update(run);
    }

    const changes = perFrame(async () => {
        const now = store.get(source, id);
        if (!now || signal.aborted || JSON.stringify(now) === JSON.stringify(run)) return;
        const isOther = now.status !== run.status;
        run = now;
        showHead();
        if (isOther) {
            const fresh = await get(of(key), signal).catch(() => null);
            if (fresh) {
                Object.assign(detail, fresh);
                shown?.take?.(detail);
            }
        }
    });
    store.onChange(changes, signal);
    settings.onChange(showHead, signal);
    const tick = setInterval(() => {
        if (!run.isFinished) showHead();
    }, 1000);
    signal.addEventListener('abort', () => clearInterval(tick));
    showHead();
    const show = (PARTS.find(([name]) => name === part) ?? PARTS[0])[2];
    let shown;
    try {
        shown = await show(body, signal, { key, detail, run: () => run, rest });
    } catch (error) {
        if (!signal.aborted) {
            showError(error);
            put(body, h('p', { class: 'empty' }, visible(error.message)));
        }
    }
    return { ...shown, keys: { ...partKeys(run), ...actions.keys, ...shown?.keys } };
}

function partKeys(run) {
    return Object.fromEntries(
        PARTS.map(([name], index) => [
            String(index + 1),
            () => {
                location.hash = hrefOf(run) + (name ? '/' + name : '');
            },
        ]),
    );
}
