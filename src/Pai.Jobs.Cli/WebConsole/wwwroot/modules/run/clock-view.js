// Time line and log of a run, on one clock.
import { follow, get, of } from '../base/api.js';
import { h, put } from '../base/dom.js';
import { clockTime, dateTime, ms } from '../base/format.js';
import { visible } from '../base/safe-text.js';
import { settings } from '../base/settings.js';
import { ChartData } from './chart-data.js';
import { Clock } from './clock.js';
import { messageOf, severityOf } from './lanes.js';
import { LogView } from './log-view.js';
import { Timeline } from './timeline.js';

export async function showClock(body, signal, { key, detail, run }) {
    const created = ms(run().created) ?? Date.now();
    const clock = new Clock(created, Math.max(ms(run().ended) ?? 0, run().isFinished ? created + 1000 : Date.now()));
    const data = new ChartData(key, clock, signal, () => {
        timeline.redraw();
        list.show();
    });
    const timeline = new Timeline(data, clock, signal);
    const log = new LogView(key, clock, signal);
    const list = eventList(data, clock);
    log.isEnded = () => run().isFinished;
    let wasFollowing = false;
    // Hovering shows what was then, and goes back to following; a press or a key stays there.
    timeline.entered = () => {
        wasFollowing = log.isFollowing && !log.info.complete;
    };
    timeline.left = () => {
        if (wasFollowing) log.setFollowing(true);
    };
    timeline.pinned = () => {
        wasFollowing = false;
    };
    log.tools.filtered = node => {
        data.node = node;
        data.loadCounts(timeline.buckets);
    };
    put(body, timeline.element, list.element, log.element);
    data.takeDetail(detail);
    settings.onChange(() => list.show(true), signal);

    const load = () => {
        data.loadCounts(timeline.buckets);
        data.loadMetrics();
    };
    clock.onChange((what, by) => {
        if (what === 'range' && by === 'zoom') load();
    });
    data.loadEvents();

    let wanted = false;
    const refresh = () => {
        wanted = true;
    };
    const tick = setInterval(() => {
        if (log.isPaused) return;
        if (!run().isFinished) {
            clock.extend(undefined, Date.now());
            timeline.redraw();
        }
        if (wanted || !run().isFinished) load();
        if (wanted) data.loadEvents();
        wanted = false;
    }, 2000);
    signal.addEventListener('abort', () => clearInterval(tick));

    let isFirst = true;
    const take = info => {
        clock.extend(ms(info.first), ms(info.last));
        if (run().isFinished) clock.extend(undefined, ms(run().ended));
        if (isFirst && run().isFinished) log.isFollowing = false;
        log.take(info);
        refresh();
        if (isFirst) load();
        isFirst = false;
    };
    follow(of(key, 'log', 'stream'), signal, (name, info) => {
        if (name === 'log') take(info);
    });
    take(await get(of(key, 'log'), signal));

    return {
        take: fresh => {
            data.takeDetail(fresh);
            refresh();
        },
        focus: () => timeline.slider.focus(),
        keys: {
            '/': () => log.tools.search.focus(),
            f: () => log.setFollowing(!log.isFollowing),
            p: () => {
                if (!log.info.complete || log.isPaused) log.setPaused(!log.isPaused);
            },
            w: () => log.setWrap(!log.isWrapped),
            n: () => log.tools.find(false),
            N: () => log.tools.find(true),
            t: () => timeline.slider.focus(),
            l: () => log.scroller.element.focus(),
            '+': () => clock.zoom(0.5),
            '-': () => clock.zoom(2),
            0: () => clock.showAll(),
        },
    };
}

function eventList(data, clock) {
    const summary = h('summary', {}, 'Events');
    const items = h('ol', { class: 'events' });
    const element = h('details', { class: 'event-list', hidden: true }, summary, items);
    let shown = null;
    return {
        element,
        show(again) {
            if (shown === data.events && !again) return;
            shown = data.events;
            element.hidden = shown.length === 0;
            summary.textContent = `Events (${shown.length})`;
            put(
                items,
                shown.slice(-500).map(event =>
                    h(
                        'li',
                        { class: severityOf(event) },
                        h(
                            'button',
                            {
                                type: 'button',
                                class: 'link',
                                title: dateTime(event.at),
                                onclick: () => clock.point(event.at, 'chart'),
                            },
                            clockTime(event.at),
                        ),
                        h('span', { class: 'severity' }, visible(event.severity)),
                        h('span', {}, visible(messageOf(event))),
                    ),
                ),
            );
        },
    };
}
