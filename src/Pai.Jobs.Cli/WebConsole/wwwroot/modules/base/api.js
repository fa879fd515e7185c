// Requests to the server of this page. The token came in the fragment of the address, and goes out in a header only.
import { readEvents } from './event-stream.js';

const KEY = 'pai-jobs.token';

/** Takes the token out of `#token=…` or `#token=…/run/…`, so that it is in no history and no bookmark. False if there is none. */
export function takeToken() {
    const match = /^#token=([0-9A-Za-z_-]+)(\/.*)?$/.exec(location.hash);
    if (match) {
        sessionStorage.setItem(KEY, match[1]);
        history.replaceState(null, '', location.pathname + '#' + (match[2] ?? '/'));
    }
    return sessionStorage.getItem(KEY) !== null;
}

export class ApiError extends Error {
    constructor(status, error) {
        super(error.message);
        this.status = status;
        this.code = error.code;
        this.requestId = error.requestId;
        this.problems = error.problems ?? [];
    }
}

/** The address of something about a run: `of(run, 'log', 'lines')`. */
export function of(run, ...parts) {
    return ['/api/runs', ...[run.source, run.id, ...parts].map(encodeURIComponent)].join('/');
}

/** The address with a query; values that are undefined, null or empty are left out. */
export function query(path, values) {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(values)) {
        if (value !== undefined && value !== null && value !== '' && value !== false) parameters.set(name, value);
    }
    const text = parameters.toString();
    return text ? `${path}?${text}` : path;
}

async function send(path, options) {
    const headers = { ...options?.headers, Authorization: 'Bearer ' + sessionStorage.getItem(KEY) };
    let response;
    try {
        response = await fetch(path, { ...options, headers, cache: 'no-store' });
    } catch (error) {
        if (error.name === 'AbortError') throw error;
        throw new ApiError(0, { code: 'unreachable', message: 'The console does not answer. Is pai-jobs console still running?' });
    }
    if (response.ok) return response;
    const body = await response.json().catch(() => ({}));
    throw new ApiError(response.status, body.error ?? { code: 'http', message: `The console answered with status ${response.status}.` });
}

export async function get(path, signal) {
    return (await send(path, { signal })).json();
}

export async function getBytes(path, signal) {
    return (await send(path, { signal })).arrayBuffer();
}

/** `keys` are those of one dialog: the same values, sent again after a lost answer, are the same submission. */
export async function post(path, body, keys = new Map(), signal = undefined) {
    const content = JSON.stringify(body ?? {});
    if (!keys.has(content)) keys.set(content, crypto.randomUUID());
    const response = await send(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': keys.get(content) },
        body: content,
        signal,
    });
    const text = await response.text();
    return text ? JSON.parse(text) : null;
}

/** Lets the browser download something by itself: with a ticket that works once. */
export async function download(path, name) {
    const ticket = await post('/api/tickets', { path });
    const link = document.createElement('a');
    link.href = ticket.url;
    link.download = name ?? '';
    document.body.append(link);
    link.click();
    link.remove();
}

/**
 * Reads a stream of events until it is aborted; after a break it connects again, and waits longer each time.
 * `changed` is told whether the stream is connected.
 */
export async function follow(path, signal, event, changed) {
    for (let wait = 500; !signal.aborted; wait = Math.min(wait * 2, 15000)) {
        try {
            const response = await send(path, { signal, headers: { Accept: 'text/event-stream' } });
            changed?.(true);
            const ended = await readEvents(response.body, (name, data) => {
                wait = 500;
                event(name, JSON.parse(data));
            });
            if (ended === 'end') return;
        } catch (error) {
            if (signal.aborted) return;
            changed?.(false, error);
            if (error.status === 401 || error.status === 403 || error.status === 404) return;
        }
        await pause(wait, signal);
    }
}

function pause(milliseconds, signal) {
    return new Promise(resolve => {
        const timer = setTimeout(resolve, milliseconds);
        signal.addEventListener(
            'abort',
            () => {
                clearTimeout(timer);
                resolve();
            },
            { once: true },
        );
    });
}
