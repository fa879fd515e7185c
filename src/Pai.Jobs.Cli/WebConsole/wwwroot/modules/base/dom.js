// Elements are made one by one, and data only ever becomes text: there is no innerHTML in this page.

/** Makes an element: `h('a', { class: 'name', href: '#/', onclick: f }, 'text', child, [more])`. */
export function h(tag, properties, ...children) {
    return fill(set(document.createElement(tag), properties), children);
}

const SVG = 'http://www.w3.org/2000/svg';

/** Makes an SVG element. */
export function s(tag, properties, ...children) {
    return fill(set(document.createElementNS(SVG, tag), properties), children);
}

/** Replaces all children. */
export function put(parent, ...children) {
    parent.replaceChildren();
    return fill(parent, children);
}

function set(element, properties) {
    for (const [name, value] of Object.entries(properties ?? {})) {
        if (value === undefined || value === null || value === false) continue;
        if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
        else if (name === 'style') Object.assign(element.style, value);
        else if (name === 'dataset') Object.assign(element.dataset, value);
        else element.setAttribute(name, value === true ? '' : String(value));
    }
    return element;
}

function fill(element, children) {
    for (const child of children.flat(3)) {
        if (child === undefined || child === null || child === false) continue;
        element.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
    return element;
}

/** A button with a text. */
export function button(text, onclick, properties) {
    return h('button', { type: 'button', onclick, ...properties }, text);
}

/** Calls at most once for each frame, with the last arguments. */
export function perFrame(action) {
    let asked = 0,
        last;
    return (...args) => {
        last = args;
        asked ||= requestAnimationFrame(() => {
            asked = 0;
            action(...last);
        });
    };
}

/** Calls at once, and then at most once in that many milliseconds; the last call is not lost. */
export function atMostEvery(milliseconds, action) {
    let timer = 0,
        isWanted = false;
    const run = () => {
        isWanted = false;
        timer = setTimeout(() => {
            timer = 0;
            if (isWanted) run();
        }, milliseconds);
        action();
    };
    return () => {
        isWanted = true;
        if (!timer) run();
    };
}

/** Calls once the input has been still for that many milliseconds. */
export function afterPause(milliseconds, action) {
    let timer = 0;
    return (...args) => {
        clearTimeout(timer);
        timer = setTimeout(() => action(...args), milliseconds);
    };
}

/** Says a text to a screen reader, without moving the focus. */
export function say(text) {
    const live = document.getElementById('live');
    if (live.textContent !== text) live.textContent = text;
}
