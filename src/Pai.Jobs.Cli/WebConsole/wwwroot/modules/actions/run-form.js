// "Run with changes": a form made from the definition of the record.
import { ApiError, get, of, post } from '../base/api.js';
import { h } from '../base/dom.js';
import { showError } from '../base/notice.js';
import { visible } from '../base/safe-text.js';
import { ask } from './dialog.js';
import { fieldOf } from './fields.js';
import { planOf } from './plan.js';

export async function askValues(run, opened) {
    let form;
    try {
        form = await get(of(run, 'form'));
    } catch (error) {
        showError(error);
        return;
    }
    if (!form.canRun) {
        showError(new Error(form.reason ?? 'This run cannot be repeated.'));
        return;
    }
    const fields = form.parameters.map(fieldOf);
    const plan = planOf(run, ['plan'], { values: {} });
    for (const { input } of fields) input.addEventListener('change', () => plan.again({ values: valuesOf(fields) }));
    ask({
        title: 'Run with changes',
        text: [
            `A new run of ${visible(run.record ?? run.name)} starts on ${visible(run.source)}.`,
            'It has these values, and the same code, image and inputs.',
            form.note && visible(form.note),
        ],
        plan,
        content: h(
            'div',
            { class: 'fields' },
            fields.map(field => field.element),
        ),
        action: 'Start the run',
        run: async keys => {
            const values = valuesOf(fields);
            const missing = fields.map(field => ({ member: field.name, message: field.missing() })).filter(problem => problem.message);
            if (missing.length > 0) {
                // The server checks the other values, so that all problems are shown at once. It submits nothing.
                const others = await post(of(run, 'plan'), { values }).then(
                    plan => plan.problems,
                    () => [],
                );
                const problems = [...missing, ...others.filter(other => missing.every(one => one.member !== other.member))];
                throw new ApiError(400, { code: 'values', message: 'Some values are wrong.', problems });
            }
            opened(await post(of(run, 'run'), { values }, keys));
        },
        problems: list => showProblems(fields, list),
    });
}

function valuesOf(fields) {
    return Object.fromEntries(fields.map(field => [field.name, field.value()]).filter(([, value]) => value !== undefined));
}

/** Shows problems at their fields and moves to the first; returns those without a field. */
function showProblems(fields, list) {
    for (const field of fields) field.show(null);
    const rest = [];
    let first = null;
    for (const problem of list) {
        const field = fields.find(one => one.name.toLowerCase() === problem.member?.toLowerCase());
        if (!field) {
            rest.push(problem);
            continue;
        }
        field.show(problem.message);
        first ??= field;
    }
    first?.input.focus();
    return rest;
}
