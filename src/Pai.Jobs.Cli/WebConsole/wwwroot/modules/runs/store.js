// The runs that the server told of, kept up to date by its stream.
import { follow, get } from '../base/api.js';

export const keyOf = run => `${run.source}/${run.id}`;

class RunStore {
    runs = new Map();
    sources = [];
    isConnected = false;
    isLoaded = false;
    about = null;
    #listeners = new Set();
    #stop = new AbortController();

    async start(about) {
        this.about = about;
        this.sources = about.sources ?? [];
        follow(
            '/api/runs/stream',
            this.#stop.signal,
            (name, data) => this.#take(name, data),
            isConnected => {
                this.isConnected = isConnected;
                this.#tell();
            },
        );
    }

    get(source, id) {
        return this.runs.get(`${source}/${id}`);
    }

    /** Calls after changes, until the signal aborts. */
    onChange(listener, signal) {
        this.#listeners.add(listener);
        signal?.addEventListener('abort', () => this.#listeners.delete(listener));
    }

    async reload() {
        this.#take('runs', await get('/api/runs'));
    }

    #take(name, data) {
        if (name === 'runs') {
            this.runs = new Map(data.runs.map(run => [keyOf(run), run]));
            this.isLoaded = true;
        } else if (name === 'run') this.runs.set(keyOf(data), data);
        else if (name === 'gone') this.runs.delete(keyOf(data));
        else if (name === 'source') {
            this.sources = this.sources.map(source => (source.id === data.id ? { ...source, error: data.error } : source));
        }
        this.#tell();
    }

    #tell() {
        for (const listener of this.#listeners) listener();
    }
}

export const store = new RunStore();
