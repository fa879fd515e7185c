// Bytes of a job as text that is safe to look at: control characters and characters that turn the direction of text are made visible,
// colours of a terminal become classes, and everything else that a terminal would obey is left out.

// Controls but for tab; the characters that change the direction of what follows; line and paragraph separators; the byte order mark.
const HIDDEN = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

function name(character) {
    return `<U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}>`;
}

/** The text with hidden characters made visible. For names, messages and values. */
export function visible(text) {
    return String(text ?? '').replace(HIDDEN, name);
}

/** The last state of a line that was written over with carriage returns, as progress bars do. */
export function lastState(text) {
    if (!text.includes('\r')) return text;
    const states = text.split('\r');
    for (let i = states.length - 1; i >= 0; i--) {
        if (states[i] !== '') return states[i];
    }
    return '';
}

// ESC [ … letter (with SGR caught), ESC ] … BEL or ESC \ (titles, links), ESC P/X/^/_ … ESC \, and short ones.
const ESCAPE =
    /\u001b(?:\[([0-9;:]*)m|\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[PX^_][^\u001b]*(?:\u001b\\)?|[ -/]*[0-~])/g;

/** Parts of a line: `[{ text, classes }]`, without escape sequences. Characters stay as they are; `visible` comes after. */
export function colours(line) {
    if (!line.includes('\u001b')) return [{ text: line, classes: '' }];
    const parts = [];
    const state = { bold: false, dim: false, colour: -1 };
    let at = 0;
    const add = text => {
        if (text === '') return;
        const classes =
            (state.colour >= 0 ? 'ansi-' + state.colour : '') + (state.bold ? ' ansi-bold' : '') + (state.dim ? ' ansi-dim' : '');
        parts.push({ text, classes: classes.trim() });
    };
    for (const match of line.matchAll(ESCAPE)) {
        add(line.slice(at, match.index));
        at = match.index + match[0].length;
        if (match[1] !== undefined) apply(state, match[1]);
    }
    add(line.slice(at));
    return parts;
}

function apply(state, codes) {
    const list = codes === '' ? [0] : codes.split(/[;:]/).map(Number);
    for (let i = 0; i < list.length; i++) {
        const code = list[i];
        if (code === 0) Object.assign(state, { bold: false, dim: false, colour: -1 });
        else if (code === 1) state.bold = true;
        else if (code === 2) state.dim = true;
        else if (code === 22) state.bold = state.dim = false;
        else if (code >= 30 && code <= 37) state.colour = code - 30;
        else if (code >= 90 && code <= 97) state.colour = code - 90;
        else if (code === 39) state.colour = -1;
        else if (code === 38 || code === 48) {
            // A palette's number or three components: only the first eight have a class.
            if (code === 38 && list[i + 1] === 5) state.colour = list[i + 2] < 16 ? list[i + 2] % 8 : -1;
            i += list[i + 1] === 5 ? 2 : 4;
        }
    }
}
