// What the reader chose: colours and time zone. Kept in the browser; nothing about a run is.

const listeners = new Set();

function read(name, fallback) {
    return localStorage.getItem('pai-jobs.' + name) ?? fallback;
}

export const settings = {
    theme: read('theme', 'system'),
    zone: read('zone', 'local'),

    set(name, value) {
        this[name] = value;
        localStorage.setItem('pai-jobs.' + name, value);
        for (const listener of listeners) listener(name);
    },

    /** Calls after each change, until the signal aborts. */
    onChange(listener, signal) {
        listeners.add(listener);
        signal?.addEventListener('abort', () => listeners.delete(listener));
    },
};

export function isDark() {
    return settings.theme === 'dark' || (settings.theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
}

export function applyTheme() {
    document.documentElement.dataset.theme = isDark() ? 'dark' : 'light';
}
