// Fields of a form made from the parameters of a record, with the checks of the record.
import { h, put } from '../base/dom.js';
import { visible } from '../base/safe-text.js';
import { words } from '../base/status.js';

const NUMBERS = /^(int|integer|long|short|byte|number|float|double|decimal)/i;

/** `{ element, name, value(), missing(), check(), show(message) }` for one parameter. */
export function fieldOf(parameter, index) {
    const id = `field-${index}`;
    const start = parameter.value ?? parameter.default ?? '';
    const input = inputOf(parameter, id, start);
    const isBox = input.type === 'checkbox';
    const problem = h('p', { class: 'problem', id: `${id}-problem`, hidden: true });
    const hint = hintOf(parameter);
    const about = hint && h('p', { class: 'hint', id: `${id}-hint` }, hint);
    input.setAttribute('aria-describedby', [about && `${id}-hint`, `${id}-problem`].filter(Boolean).join(' '));
    const label = h(
        'label',
        { for: id },
        visible(parameter.name),
        parameter.required && h('span', { class: 'required', title: 'required' }, ' *'),
    );
    const element = h('div', { class: 'field' + (isBox ? ' box' : '') }, label, input, about, problem);

    function show(message) {
        problem.hidden = !message;
        put(problem, message ? visible(message) : '');
        input.setAttribute('aria-invalid', String(Boolean(message)));
    }
    input.addEventListener('input', () => show(null));
    // Not the text of the parameter: an input of one line has no line ends, and a box has no third state.
    const stateOf = () => (isBox ? String(input.checked) : input.value);
    const untouched = stateOf();

    return {
        element,
        input,
        show,
        name: parameter.name,
        /** The text to send; null for a parameter that is not to be given; undefined for one that stays as it was. */
        value() {
            const state = stateOf();
            if (state === '') return parameter.secret || parameter.required || untouched === '' ? undefined : null;
            return state === untouched && !parameter.always ? undefined : state;
        },
        missing: () => (isBox ? null : missingOf(parameter, input.value)),
        check: () => (isBox ? null : checkOf(parameter, input.value)),
    };
}

function inputOf(parameter, id, start) {
    const common = { id, required: parameter.required, 'aria-required': parameter.required ? 'true' : null, autocomplete: 'off' };
    if (parameter.choices?.length > 0) {
        const choices = parameter.choices.map(choice => (typeof choice === 'object' ? (choice.value ?? choice.name) : String(choice)));
        const select = h(
            'select',
            common,
            !parameter.required && h('option', { value: '' }, '(not given)'),
            choices.map(choice => h('option', { value: choice }, visible(choice))),
        );
        select.value = String(start);
        return select;
    }
    if (/^bool/i.test(parameter.type)) {
        const box = h('input', { ...common, type: 'checkbox', required: null });
        box.checked = String(start).toLowerCase() === 'true';
        return box;
    }
    const input = h('input', {
        ...common,
        spellcheck: 'false',
        type: parameter.secret ? 'password' : 'text',
        inputmode: NUMBERS.test(parameter.type) ? 'decimal' : null,
        placeholder: parameter.secret ? 'as in the run' : null,
        maxlength: parameter.maxLength,
        pattern: parameter.pattern,
    });
    if (!parameter.secret) input.value = String(start);
    return input;
}

function hintOf(parameter) {
    const { min, max } = parameter;
    const range = has(min) && has(max) ? `${min} to ${max}` : has(min) ? `at least ${min}` : has(max) ? `at most ${max}` : null;
    return [
        parameter.description && visible(parameter.description),
        parameter.choices?.length > 0 ? null : visible(parameter.form ?? words(parameter.type).toLowerCase()),
        range,
        ...(parameter.rules ?? []).map(visible),
        has(parameter.default) && !parameter.secret ? `default ${visible(parameter.default)}` : null,
    ]
        .filter(Boolean)
        .join(' · ');
}

/** That a value is missing, or null. The server cannot tell: a value that is left out is that of the run. */
function missingOf(parameter, text) {
    return text === '' && parameter.required && !parameter.secret ? 'A value is required.' : null;
}

/** What is wrong with a value, or null. The server checks again, and more. */
function checkOf(parameter, text) {
    if (text === '') return missingOf(parameter, text);
    if (!NUMBERS.test(parameter.type)) return null;
    const number = Number(text);
    if (text.trim() === '' || Number.isNaN(number)) return `"${text}" is not a number.`;
    if (/^(int|long|short|byte)/i.test(parameter.type) && !Number.isInteger(number)) return `"${text}" is not a whole number.`;
    if (has(parameter.min) && number < Number(parameter.min)) return `${text} is too small: the least is ${parameter.min}.`;
    if (has(parameter.max) && number > Number(parameter.max)) return `${text} is too large: the most is ${parameter.max}.`;
    return null;
}

const has = value => value !== undefined && value !== null && value !== '';
