// The tools above the log: search, filter, follow, pause, wrap, download.
import { download, get, of, query } from '../base/api.js';
import { button, h, put, say } from '../base/dom.js';
import { count } from '../base/format.js';
import { visible } from '../base/safe-text.js';
import { showError } from '../base/notice.js';

export class LogTools {
    #stop = null;

    constructor(log) {
        this.log = log;
        this.search = h('input', {
            type: 'search',
            id: 'log-search',
            placeholder: 'Search the log',
            'aria-label': 'Search the log',
            onkeydown: event => {
                if (event.key === 'Enter') {
                    event.preventDefault();
                    this.find(event.shiftKey);
                }
            },
            oninput: () => {
                if (this.search.value === '') {
                    this.log.setMark(null);
                    put(this.found);
                }
            },
        });
        this.matchCase = toggle('Aa', 'Match case');
        this.regex = toggle('.*', 'Regular expression');
        this.found = h('span', { class: 'found' });
        this.node = h('select', { 'aria-label': 'Node', onchange: () => this.#filter() });
        this.stream = h(
            'select',
            { 'aria-label': 'Stream', onchange: () => this.#filter() },
            [
                ['', 'All streams'],
                ['Out', 'Output'],
                ['Error', 'Errors'],
                ['System', 'System'],
            ].map(([value, text]) => h('option', { value }, text)),
        );
        this.follow = button('Follow', () => log.setFollowing(!log.isFollowing), { title: 'Stay at the end (f)', class: 'toggle' });
        this.pause = button('Pause', () => log.setPaused(!log.isPaused), { title: 'Take no new lines (p)', class: 'toggle' });
        this.wrap = button('Wrap', () => log.setWrap(!log.isWrapped), { title: 'Wrap long lines (w)', class: 'toggle' });
        this.raw = button('Download', () => download(of(log.run, 'log', 'raw')).catch(showError), { title: 'Download the whole log' });
        this.element = h(
            'div',
            { class: 'tools log-tools', role: 'toolbar', 'aria-label': 'Tools of the log' },
            h(
                'div',
                { class: 'search' },
                this.search,
                this.matchCase,
                this.regex,
                button('↑', () => this.find(true), { 'aria-label': 'Previous match', title: 'Previous match (Shift+Enter)' }),
                button('↓', () => this.find(false), { 'aria-label': 'Next match', title: 'Next match (Enter)' }),
            ),
            this.found,
            h('span', { class: 'spacer' }),
            this.node,
            this.stream,
            this.follow,
            this.pause,
            this.wrap,
            this.raw,
        );
    }

    update() {
        const { log } = this;
        const nodes = log.info.nodes ?? [];
        if (this.node.dataset.nodes !== JSON.stringify(nodes)) {
            this.node.dataset.nodes = JSON.stringify(nodes);
            const chosen = this.node.value;
            put(
                this.node,
                [['', 'All nodes'], ...nodes.map(node => [node, visible(node)])].map(([value, text]) => h('option', { value }, text)),
            );
            this.node.value = nodes.includes(chosen) ? chosen : '';
        }
        this.node.hidden = nodes.length < 2;
        this.pause.hidden = log.info.complete && !log.isPaused;
        this.follow.setAttribute('aria-pressed', String(log.isFollowing));
        this.pause.setAttribute('aria-pressed', String(log.isPaused));
        this.wrap.setAttribute('aria-pressed', String(log.isWrapped));
    }

    /** Goes to the next match, which the server looks for. */
    async find(backwards) {
        const search = { q: this.search.value, case: isOn(this.matchCase), regex: isOn(this.regex) };
        if (search.q === '') return;
        this.#stop?.abort();
        this.#stop = new AbortController();
        const { log } = this;
        const same = this.last === JSON.stringify([search, log.lines.filter]);
        this.last = JSON.stringify([search, log.lines.filter]);
        const from = this.#start(same, backwards);
        put(this.found, 'searching …');
        log.setMark(search);
        try {
            const n = await this.#seek(search, from, backwards, AbortSignal.any([this.#stop.signal, log.signal]));
            this.wasLast = n === null || n === undefined;
            if (!this.wasLast) {
                log.isFollowing = false;
                log.reveal(n);
                this.update();
            }
            const text = this.wasLast
                ? `no match ${backwards ? 'above' : 'below'}; again from the ${backwards ? 'end' : 'start'} with Enter`
                : `line ${count(n + 1)}`;
            put(this.found, text);
            say(text);
        } catch (error) {
            if (error.name === 'AbortError') return;
            put(this.found, visible(error.message));
            say(error.message);
        }
    }

    /** The same search goes on beside the current line, and around the end; a new one while following looks at the whole log. */
    #start(same, backwards) {
        const { log } = this;
        if (same && this.wasLast) return backwards ? log.lines.total - 1 : 0;
        if (same) return log.current + (backwards ? -1 : 1);
        return log.isFollowing && !backwards ? 0 : log.current;
    }

    /** The server looks for a while and says how far it came: then it is asked again from there. */
    async #seek(search, from, backwards, signal) {
        while (from >= 0) {
            const path = query(of(this.log.run, 'log', 'search'), { ...search, from, backwards, ...this.log.lines.filter });
            const answer = await get(path, signal);
            if (answer.complete !== false || Number.isInteger(answer.n)) return answer.n ?? null;
            from = answer.next;
            put(this.found, `searching, at line ${count(from + 1)} …`);
        }
        return null;
    }

    #filter() {
        this.log.setFilter({ node: this.node.value, stream: this.stream.value });
        this.filtered?.(this.node.value);
    }
}

function toggle(text, title) {
    const element = button(text, () => element.setAttribute('aria-pressed', String(!isOn(element))), {
        class: 'toggle',
        'aria-pressed': 'false',
        'aria-label': title,
        title,
    });
    return element;
}

const isOn = element => element.getAttribute('aria-pressed') === 'true';
